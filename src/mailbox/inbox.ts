import { sql } from 'drizzle-orm';
import { type Db, databaseError } from '../../db/client.js';
import type { Inbound, Status } from '../whatsapp/inbound.js';
import {
  JOIN_PEOPLE,
  KNOWN_PEOPLE,
  MOVED_IDS,
  NEW_PEOPLE,
  ONE_AFTER_THE_OTHER,
  PAIRS,
  PERSON,
  contactsOf,
} from './contacts.js';
import { jsonForPostgres } from './json.js';
import { applyStatuses } from './statuses.js';

/** What storing a webhook led to: the people who now have something open, and how many statuses found their message. */
export interface Stored {
  people: string[];
  statuses: number;
}

/**
 * Stores what a webhook held in one request: people, messages (a duplicate falls out on its unique id) and
 * statuses. Throws when it could not be stored, so that Meta sends it again.
 */
export async function store(
  db: Db,
  messages: readonly Inbound[],
  statuses: readonly Status[],
): Promise<Stored> {
  if (messages.length === 0 && statuses.length === 0) return { people: [], statuses: 0 };
  for (let attempt = 1; ; attempt++) {
    try {
      return await storeOnce(db, messages, statuses);
    } catch (error) {
      // Two webhooks about the same people may deadlock, or each miss what the other just wrote; trying again mends both.
      const again = TRY_AGAIN.includes(databaseError(error)?.code ?? '');
      if (!again || attempt === 4) throw error;
    }
  }
}

/** Deadlock, serialization failure, unique violation, and not-null: a person whom the other webhook made meanwhile. */
const TRY_AGAIN = ['40P01', '40001', '23505', '23502'];

async function storeOnce(db: Db, messages: readonly Inbound[], statuses: readonly Status[]): Promise<Stored> {
  if (messages.length === 0) {
    const { rows } = await applyStatuses(db, statuses);
    return { people: [], statuses: rows.length };
  }
  const rows = jsonForPostgres(messages.map(asRow));
  const contacts = jsonForPostgres(contactsOf(messages));
  const [, , , , , stored, applied] = await db.batch([
    db.execute(ONE_AFTER_THE_OTHER(contacts)),
    db.execute(MOVED_IDS(contacts)),
    db.execute(NEW_PEOPLE(contacts)),
    db.execute(KNOWN_PEOPLE(contacts)),
    db.execute(NEW_MESSAGES(rows)),
    db.execute<{ open: string[]; twice: boolean }>(STORED(rows, contacts)),
    ...(statuses.length > 0 ? [applyStatuses(db, statuses)] : []),
  ]);
  const [{ open, twice } = { open: [], twice: false }] = stored.rows;
  if (twice) await join(db, contacts);
  return { people: open, statuses: applied?.rows.length ?? 0 };
}

/** Rare, and much to plan for the database: only where somebody is there twice. */
async function join(db: Db, contacts: string): Promise<void> {
  await db.batch([
    db.execute(ONE_AFTER_THE_OTHER(contacts)),
    db.execute(JOIN_PEOPLE(contacts)),
    db.execute(KNOWN_PEOPLE(contacts)),
  ]);
}

function asRow(m: Inbound) {
  return {
    wamid: m.wamid,
    phone: m.from.phone,
    user_id: m.from.userId,
    type: m.type,
    content: m.text,
    details: m.details,
    at: m.at.toISOString(),
  };
}

const M = (json: string) => sql`jsonb_to_recordset(${json}::jsonb)
  as x(wamid text, phone text, user_id text, type text, content text, details jsonb, at timestamptz)`;

const NEW_MESSAGES = (rows: string) => sql`
  insert into bot.whatsapp_messages
    (person_id, phone_number, direction, message_type, content, metadata, whatsapp_message_id, status, sent_at)
  select ${PERSON}, x.phone, 'inbound', x.type, x.content, x.details, x.wamid, 'received', x.at from ${M(rows)}
  on conflict (whatsapp_message_id) do nothing`;

/**
 * Whose messages of this delivery are still open, a repeated one's too (if we died over it, this is its second
 * chance), and whether somebody is there twice.
 */
const STORED = (rows: string, contacts: string) => sql`
  select exists (${PAIRS(contacts)}) as twice, array(
    select distinct m.person_id from bot.whatsapp_messages m
    where m.direction = 'inbound' and m.status = 'received'
      and m.whatsapp_message_id in (select x.wamid from ${M(rows)})) as open`;
