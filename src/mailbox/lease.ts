import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import * as z from 'zod';
import type { Db, Write } from '../../db/client.js';
import { rowFromJson } from '../../db/rows.js';
import { messages, people } from '../../db/schema/bot.js';
import { RECENT, RecentMessage } from './recent.js';
import { TO_SEND } from './to-send.js';

/** How long a lease lasts (the database's clock) and how often a long turn renews it. */
const LEASE = sql`interval '15 seconds'`;
const RENEW_EVERY_MS = 5000;
/** A message whose sending was cut off waits this long for a status before it is settled. */
const SETTLE_AFTER = sql`interval '60 seconds'`;

export type PersonRow = typeof people.$inferSelect;
export type MessageRow = typeof messages.$inferSelect;

/** Which session is live and at which version; what it holds is looked up where sessions are kept. */
export interface SessionHead {
  id: string;
  version: number;
  expiresAt: Date;
  /** Null unless asked for. */
  context: unknown;
}

/** One person's mailbox, held by nobody else until released, with all that a turn knows before it reads. */
export interface Held<Extra> {
  leaseId: string;
  person: PersonRow;
  /** Open messages in the order they were stored. */
  inbox: MessageRow[];
  /** Replies to this person that wait, due or not, and e-mails; those too whose sending was cut off. Oldest first. */
  due: MessageRow[];
  /** How many messages that count against the limit came in the last minute and hour. */
  lately: { minute: number; hour: number };
  session: SessionHead | null;
  /** What was last said, oldest first; empty unless asked for. */
  recent: RecentMessage[];
  /** Until when the office has this conversation; null when it has not. */
  withOfficeUntil: Date | null;
  settings: Record<string, unknown>;
  extra: Extra;
  /** Where the turn has got to (flow, step), for reports. */
  trace: Record<string, string>;
}

export interface LeaseRequest {
  personId: string;
  /** The app's clock. */
  now: Date;
  /** Whether to bring what the session holds, where no other store keeps it. */
  withSession: boolean;
  /** Whether to bring what was last said: only the language model needs it. */
  withRecent?: boolean;
  /** Whether to ask in the same request if the school has anything to send that is not for this turn. */
  withToSend?: boolean;
}

/** `held`: null when somebody else holds the mailbox or nothing is open in it. `toSend`: true unless it is known. */
export interface Taken<Extra> {
  held: Held<Extra> | null;
  toSend: boolean;
}

/**
 * Takes the lease on a person's row and, with a fresh snapshot in the same request, reads what is open.
 * `extra` is one more statement to read along (who the person is).
 * The lease is on the person and not on messages: a claim on message rows alone has two holders under load.
 */
export async function takeLease<E extends BatchItem<'pg'>>(
  db: Db,
  { personId, now, withSession, withRecent = false, withToSend = false }: LeaseRequest,
  extra: E,
): Promise<Taken<Awaited<E>>> {
  const leaseId = randomUUID();
  const [taken, read, more] = await db.batch([
    db.execute<{ taken: boolean; toSend: boolean }>(TAKE({ personId, leaseId, now, withToSend })),
    db.execute(MAILBOX({ personId, leaseId, now, withSession, withRecent })),
    extra,
  ] as const);
  const { toSend = true } = taken.rows[0] ?? {};
  if (!taken.rows[0]?.taken) return { held: null, toSend };
  const found = Mailbox.parse(read.rows[0]);
  const held = {
    leaseId,
    person: rowFromJson(people, found.person),
    inbox: found.inbox.map((m) => rowFromJson(messages, m)),
    due: found.due.map((m) => rowFromJson(messages, m)),
    lately: found.lately,
    session: found.session,
    recent: found.recent,
    withOfficeUntil: found.withOfficeUntil,
    settings: found.settings,
    extra: more as Awaited<E>,
    trace: {},
  };
  return { held, toSend };
}

/** Everybody with something open or due that nobody is working on, longest waiting first. */
export async function waitingPeople(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select m.person_id as id from bot.whatsapp_messages m
    join bot.whatsapp_subscriptions p on p.id = m.person_id and (p.lease_until is null or p.lease_until < now())
    where (${OPEN}) or (${DUE(now)} and not ${SENDING_OFF})
    group by m.person_id order by min(m.seq) limit ${limit}`);
  return rows.map((r) => r.id);
}

/** Rolls a batch back when the lease is no longer ours; renews it otherwise. Goes first in every batch of a turn. */
export function holdLease(db: Db, personId: string, leaseId: string): Write {
  return db.execute(sql`
    with mine as (
      update bot.whatsapp_subscriptions set lease_until = now() + ${LEASE}
      where id = ${personId} and lease_id = ${leaseId} returning 1
    ) select bot.guard(exists (select 1 from mine), 'lease')`);
}

/** Lets the person's mailbox go, if it is still ours. */
export function releaseLease(db: Db, personId: string, leaseId: string) {
  return db
    .update(people)
    .set({ leaseId: null, leaseUntil: null })
    .where(and(eq(people.id, personId), eq(people.leaseId, leaseId)));
}

/** Keeps the lease alive while `work` runs longer than a few seconds. */
export async function withRenewal<T>(
  db: Db,
  held: { person: PersonRow; leaseId: string },
  work: () => Promise<T>,
): Promise<T> {
  const renew = () => {
    // A renewal that fails is noticed by the guard of the next batch.
    Promise.resolve(holdLease(db, held.person.id, held.leaseId)).catch(() => undefined);
  };
  const timer = setInterval(renew, RENEW_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

const OPEN = sql`m.direction = 'inbound' and m.status = 'received'`;

const DUE = (now: Date) => sql`m.direction = 'outbound' and m.broadcast_id is null
  and (m.kind = 'reply' or m.message_type = 'email')
  and ((m.status = 'queued' and (m.not_before is null or m.not_before <= ${now.toISOString()}))
    or (m.status = 'sending' and m.try_at < now() - ${SETTLE_AFTER}))`;

/** The office has switched sending off: what is due waits, and must not keep those with something open from their turn. */
const SENDING_OFF = sql`exists (select 1 from bot.settings where key = 'OUTGOING_OFF' and value = 'true'::jsonb)`;

/** A reply that could not go yet, due or not: a newer one must not overtake it. */
const WAITING_REPLY = sql`m.direction = 'outbound' and m.kind = 'reply' and m.status = 'queued'`;

type Trial = Pick<LeaseRequest, 'personId' | 'now' | 'withToSend'> & { leaseId: string };

/**
 * Takes the lease if it is free and there is something to do. Of the open messages only the first is being tried: it
 * is always part of the next turn, and a crash is put down to it.
 */
const TAKE = ({ personId, leaseId, now, withToSend }: Trial) => sql`
  with taken as (
    update bot.whatsapp_subscriptions set lease_id = ${leaseId}, lease_until = now() + ${LEASE}
    where id = ${personId} and (lease_until is null or lease_until < now()) and exists (
      select 1 from bot.whatsapp_messages m where m.person_id = ${personId} and ((${OPEN}) or (${DUE(now)})))
    returning id
  ), tried as (
    update bot.whatsapp_messages set attempts = attempts + 1
    where id = (select m.id from bot.whatsapp_messages m where m.person_id = ${personId} and ${OPEN}
        order by m.seq limit 1)
      and status = 'received' and exists (select 1 from taken)
  ) select exists (select 1 from taken) as taken, ${withToSend ? TO_SEND(now) : sql`true`} as "toSend"`;

const Rows = z.array(z.record(z.string(), z.unknown()));
const Instant = z.coerce.date().nullable();

const Mailbox = z.object({
  person: z.record(z.string(), z.unknown()),
  inbox: Rows,
  due: Rows,
  lately: z.object({ minute: z.number(), hour: z.number() }),
  session: z
    .object({ id: z.string(), version: z.number(), expiresAt: z.coerce.date(), context: z.unknown() })
    .nullable(),
  recent: z.array(RecentMessage),
  withOfficeUntil: Instant,
  settings: z.record(z.string(), z.unknown()),
});

/** Everything in one statement and so of one moment, after the lease was taken. Empty when it was not. */
const MAILBOX = ({
  personId,
  leaseId,
  now,
  withSession,
  withRecent,
}: LeaseRequest & { leaseId: string }) => sql`
  select row_to_json(p) as person,
    (select coalesce(json_agg(m order by m.seq), '[]') from bot.whatsapp_messages m
      where m.person_id = p.id and ${OPEN}) as inbox,
    (select coalesce(json_agg(m order by m.seq), '[]') from bot.whatsapp_messages m
      where m.person_id = p.id and ((${DUE(now)}) or (${WAITING_REPLY}))) as due,
    (select json_build_object('hour', count(*), 'minute',
        count(*) filter (where m.sent_at > ${now.toISOString()}::timestamptz - interval '1 minute'))
      from bot.whatsapp_messages m where m.person_id = p.id and m.direction = 'inbound' and m.counted
        and m.sent_at > ${now.toISOString()}::timestamptz - interval '1 hour') as lately,
    (select json_build_object('id', s.id, 'version', s.version, 'expiresAt', s.expires_at,
        'context', ${withSession ? sql`s.context` : sql`null`})
      from bot.whatsapp_sessions s where s.person_id = p.id and s.ended_at is null) as session,
    ${withRecent ? RECENT(now) : sql`'[]'::json`} as recent,
    (select h.until from bot.handovers h where h.person_id = p.id and h.ended_at is null) as "withOfficeUntil",
    (select coalesce(json_object_agg(k.key, k.value), '{}') from bot.settings k) as settings
  from bot.whatsapp_subscriptions p where p.id = ${personId} and p.lease_id = ${leaseId}`;
