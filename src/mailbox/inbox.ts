import { sql } from 'drizzle-orm';
import { type Db, databaseError } from '../../db/client.js';
import type { Inbound, Status } from '../whatsapp/inbound.js';
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

interface ContactRow {
  phone: string | null;
  user_id: string | null;
  name: string | null;
  /** When they wrote last; null where only Meta speaks of them. */
  at: string | null;
}

/**
 * One entry per number, and per user id that stands alone; no user id twice. In one order everywhere, so that two
 * webhooks lock the same rows the same way round.
 */
function contactsOf(messages: readonly Inbound[]): ContactRow[] {
  const numbers = new Map<string, string>();
  for (const { from } of messages) if (from.phone && from.userId) numbers.set(from.userId, from.phone);
  const byKey = new Map<string, ContactRow>();
  for (const { from, type, at } of messages) {
    const phone = from.phone ?? numbers.get(from.userId ?? '') ?? null;
    // Of two numbers that claim one user id, it is the later one's.
    const userId = numbers.get(from.userId ?? '') === phone || !phone ? from.userId : null;
    const known = byKey.get(phone ?? from.userId ?? '');
    byKey.set(phone ?? from.userId ?? '', {
      phone,
      user_id: userId ?? known?.user_id ?? null,
      name: from.name ?? known?.name ?? null,
      at: later(known?.at ?? null, type === 'system' ? null : at.toISOString()),
    });
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, contact]) => contact);
}

function later(a: string | null, b: string | null): string | null {
  return a !== null && b !== null ? (a > b ? a : b) : (a ?? b);
}

const X = (json: string) =>
  sql`jsonb_to_recordset(${json}::jsonb) as x(phone text, user_id text, name text, at timestamptz)`;

/**
 * Webhooks about the same people wait for each other here, in one order: without it they lock the rows of several
 * people crosswise, and the database takes a second to notice each such knot. A person's bucket is one of 256.
 */
const ONE_AFTER_THE_OTHER = (contacts: string) => sql`
  select pg_advisory_xact_lock(${INBOX_LOCKS}::int, bucket) from (
    select distinct abs(hashtext(k) % 256) as bucket
    from ${X(contacts)} cross join lateral (values (x.phone), (x.user_id)) as keys(k)
    where k is not null order by 1) as buckets`;
const INBOX_LOCKS = 7001;

/** The row a number leads to; a user id only where there is no number, since a number names one person for certain. */
const PERSON = sql`case when x.phone is null
  then (select p.id from bot.whatsapp_subscriptions p where p.wa_user_id = x.user_id)
  else (select p.id from bot.whatsapp_subscriptions p where p.phone_number = x.phone) end`;

/** The row of a number, or one that was known by this user id alone so far. */
const KNOWN = sql`coalesce(${PERSON}, (
  select p.id from bot.whatsapp_subscriptions p where p.wa_user_id = x.user_id and p.phone_number is null))`;

/** A user id that now comes with another number is no longer the old one's: that number may be anybody's by now. */
const MOVED_IDS = (contacts: string) => sql`
  update bot.whatsapp_subscriptions p set wa_user_id = null
  from ${X(contacts)} where p.wa_user_id = x.user_id and p.phone_number <> x.phone`;

const NEW_PEOPLE = (contacts: string) => sql`
  insert into bot.whatsapp_subscriptions (phone_number, wa_user_id, profile_name)
  select x.phone, x.user_id, x.name from ${X(contacts)} where ${KNOWN} is null
  on conflict do nothing`;

/** What else is kept of a person, each in a row of its own. */
const THEIRS = ['attendance_drafts', 'leads', 'payment_links', 'payment_promises', 'unanswered_questions'];
const THEIRS_MOVED = sql.raw(
  THEIRS.map(
    (table) => `moved_${table} as (
    update bot.${table} t set person_id = pair.keep from pair where t.person_id = pair.lose)`,
  ).join(', '),
);

/** Somebody known by user id alone who now shows a number that has a row as well: the two are one person. */
const PAIRS = (contacts: string) => sql`
  select n.id as keep, u.id as lose, u.language, u.opted_out_at, u.consent_wording,
    n.opted_out_at is null and u.opted_out_at >
      case when n.consent_source = 'asked by message' then n.opted_in_at else '-infinity' end as stopped
  from ${X(contacts)}
  join bot.whatsapp_subscriptions n on n.phone_number = x.phone
  join bot.whatsapp_subscriptions u on u.wa_user_id = x.user_id and u.phone_number is null
    and (u.lease_until is null or u.lease_until < now())`;

/**
 * The row without a number gives up its messages and all else that is kept of them, its STOP and its language, and its
 * user id, which the next statement writes to the other.
 */
const JOIN_PEOPLE = (contacts: string) => sql`
  with pair as (${PAIRS(contacts)}
  ), moved as (
    update bot.whatsapp_messages m set person_id = pair.keep from pair where m.person_id = pair.lose
  ), told as (
    update bot.whatsapp_subscriptions n set
      language = coalesce(n.language, pair.language),
      opted_out_at = case when pair.stopped then pair.opted_out_at else n.opted_out_at end,
      consent_wording = case when pair.stopped then pair.consent_wording else n.consent_wording end
    from pair where n.id = pair.keep
  ), linked as (
    update bot.person_links l set person_id = pair.keep from pair where l.person_id = pair.lose and not exists (
      select 1 from bot.person_links k
      where k.person_id = pair.keep and k.subject_type = l.subject_type and k.subject_id = l.subject_id)
  ), handed_over as (
    update bot.handovers h set person_id = pair.keep from pair where h.person_id = pair.lose and not exists (
      select 1 from bot.handovers k where k.person_id = pair.keep and k.ended_at is null and h.ended_at is null)
  ), ${THEIRS_MOVED}
  update bot.whatsapp_subscriptions u set wa_user_id = null, is_active = false from pair where u.id = pair.lose`;

/**
 * They wrote to us: consent if they never said otherwise, and the start of a 24-hour window. The user id is the one
 * Meta gives now: it changes with the account behind a number.
 */
const KNOWN_PEOPLE = (contacts: string) => sql`
  update bot.whatsapp_subscriptions p set
    wa_user_id = case when x.user_id is null or exists (
      select 1 from bot.whatsapp_subscriptions o where o.wa_user_id = x.user_id and o.id <> p.id)
      then p.wa_user_id else x.user_id end,
    phone_number = coalesce(p.phone_number, x.phone),
    profile_name = coalesce(x.name, p.profile_name),
    opted_in_at = coalesce(p.opted_in_at, x.at),
    consent_source = coalesce(p.consent_source, case when x.at is not null then 'wrote to us' end),
    last_inbound_at = greatest(p.last_inbound_at, x.at),
    updated_at = now()
  from ${X(contacts)} where p.id = ${KNOWN}`;

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
