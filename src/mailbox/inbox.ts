import { sql } from 'drizzle-orm';
import { type Db, databaseError } from '../../db/client.js';
import type { Inbound, Status } from '../whatsapp/inbound.js';
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
      // Two webhooks about the same people in another order may deadlock; the one that lost only has to try again.
      const again = ['40P01', '40001', '23505'].includes(databaseError(error)?.code ?? '');
      if (!again || attempt === 4) throw error;
    }
  }
}

async function storeOnce(db: Db, messages: readonly Inbound[], statuses: readonly Status[]): Promise<Stored> {
  const changed = applyStatuses(db, statuses);
  if (messages.length === 0) return { people: [], statuses: (await changed).rows.length };
  const rows = JSON.stringify(messages.map(asRow));
  const contacts = JSON.stringify(contactsOf(messages));
  const [, , , , open, applied] = await db.batch([
    db.execute(NEW_PEOPLE(contacts)),
    db.execute(JOIN_PEOPLE(contacts)),
    db.execute(KNOWN_PEOPLE(contacts)),
    db.execute(NEW_MESSAGES(rows)),
    db.execute<{ person_id: string }>(OPEN_PEOPLE(rows)),
    changed,
  ]);
  return { people: open.rows.map((r) => r.person_id), statuses: applied.rows.length };
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

/** One entry per person, in one order everywhere, so that two webhooks lock the same rows the same way round. */
function contactsOf(messages: readonly Inbound[]) {
  const byKey = new Map<
    string,
    { phone: string | null; user_id: string | null; name: string | null; at: string }
  >();
  for (const m of messages) {
    const at = m.at.toISOString();
    const key = `${m.from.phone ?? ''}|${m.from.userId ?? ''}`;
    const known = byKey.get(key);
    byKey.set(key, {
      phone: m.from.phone,
      user_id: m.from.userId,
      name: m.from.name ?? known?.name ?? null,
      at: known && known.at > at ? known.at : at,
    });
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, contact]) => contact);
}

const X = (json: string) =>
  sql`jsonb_to_recordset(${json}::jsonb) as x(phone text, user_id text, name text, at timestamptz)`;

/** The row a number or a user id leads to; the number first, since rights come from it. */
const PERSON = sql`coalesce(
  (select p.id from bot.whatsapp_subscriptions p where p.phone_number = x.phone),
  (select p.id from bot.whatsapp_subscriptions p where p.wa_user_id = x.user_id))`;

const NEW_PEOPLE = (contacts: string) => sql`
  insert into bot.whatsapp_subscriptions (phone_number, wa_user_id, profile_name)
  select x.phone, x.user_id, x.name from ${X(contacts)} where ${PERSON} is null
  on conflict do nothing`;

/**
 * Somebody known by user id alone now shows a number that has a row as well: the two are one person. The row
 * without a number gives up its messages and its user id, which the next statement writes to the other.
 */
const JOIN_PEOPLE = (contacts: string) => sql`
  with pair as (
    select n.id as keep, u.id as lose from ${X(contacts)}
    join bot.whatsapp_subscriptions n on n.phone_number = x.phone and n.wa_user_id is null
    join bot.whatsapp_subscriptions u on u.wa_user_id = x.user_id and u.phone_number is null
      and (u.lease_until is null or u.lease_until < now())
  ), moved as (
    update bot.whatsapp_messages m set person_id = pair.keep from pair where m.person_id = pair.lose
  )
  update bot.whatsapp_subscriptions u set wa_user_id = null, is_active = false from pair where u.id = pair.lose`;

/** They wrote to us: consent if they never said otherwise, and the start of a 24-hour window. */
const KNOWN_PEOPLE = (contacts: string) => sql`
  update bot.whatsapp_subscriptions p set
    wa_user_id = coalesce(p.wa_user_id, case when exists (
      select 1 from bot.whatsapp_subscriptions o where o.wa_user_id = x.user_id) then null else x.user_id end),
    phone_number = coalesce(p.phone_number, x.phone),
    profile_name = coalesce(x.name, p.profile_name),
    opted_in_at = coalesce(p.opted_in_at, x.at),
    consent_source = coalesce(p.consent_source, 'wrote to us'),
    last_inbound_at = greatest(p.last_inbound_at, x.at),
    updated_at = now()
  from ${X(contacts)} where p.id = ${PERSON}`;

const M = (json: string) => sql`jsonb_to_recordset(${json}::jsonb)
  as x(wamid text, phone text, user_id text, type text, content text, details jsonb, at timestamptz)`;

const NEW_MESSAGES = (rows: string) => sql`
  insert into bot.whatsapp_messages
    (person_id, phone_number, direction, message_type, content, metadata, whatsapp_message_id, status, sent_at)
  select ${PERSON}, x.phone, 'inbound', x.type, x.content, x.details, x.wamid, 'received', x.at from ${M(rows)}
  on conflict (whatsapp_message_id) do nothing`;

/** Those of this delivery that are still open, a repeated one too: if we died over it, this is its second chance. */
const OPEN_PEOPLE = (rows: string) => sql`
  select distinct m.person_id from bot.whatsapp_messages m
  where m.direction = 'inbound' and m.status = 'received'
    and m.whatsapp_message_id in (select x.wamid from ${M(rows)})`;
