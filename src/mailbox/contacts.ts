import { sql } from 'drizzle-orm';
import type { Inbound } from '../whatsapp/inbound.js';

// Who wrote, as rows: people by their number or by Meta's user id, and the two of one person brought together.

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
export function contactsOf(messages: readonly Inbound[]): ContactRow[] {
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
export const ONE_AFTER_THE_OTHER = (contacts: string) => sql`
  select pg_advisory_xact_lock(${INBOX_LOCKS}::int, bucket) from (
    select distinct abs(hashtext(k) % 256) as bucket
    from ${X(contacts)} cross join lateral (values (x.phone), (x.user_id)) as keys(k)
    where k is not null order by 1) as buckets`;
const INBOX_LOCKS = 7001;

/** The row a number leads to; a user id only where there is no number, since a number names one person for certain. */
export const PERSON = sql`case when x.phone is null
  then (select p.id from bot.whatsapp_subscriptions p where p.wa_user_id = x.user_id)
  else (select p.id from bot.whatsapp_subscriptions p where p.phone_number = x.phone) end`;

/** The row of a number, or one that was known by this user id alone so far. */
const KNOWN = sql`coalesce(${PERSON}, (
  select p.id from bot.whatsapp_subscriptions p where p.wa_user_id = x.user_id and p.phone_number is null))`;

/** A user id that now comes with another number is no longer the old one's: that number may be anybody's by now. */
export const MOVED_IDS = (contacts: string) => sql`
  update bot.whatsapp_subscriptions p set wa_user_id = null
  from ${X(contacts)} where p.wa_user_id = x.user_id and p.phone_number <> x.phone`;

export const NEW_PEOPLE = (contacts: string) => sql`
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
export const PAIRS = (contacts: string) => sql`
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
export const JOIN_PEOPLE = (contacts: string) => sql`
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
export const KNOWN_PEOPLE = (contacts: string) => sql`
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
