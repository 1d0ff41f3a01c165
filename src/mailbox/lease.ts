import { randomUUID } from 'node:crypto';
import { type SQL, and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Db, Write } from '../../db/client.js';
import { handovers, messages, people, sessions, settings } from '../../db/schema/bot.js';

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
  /** Messages to this person whose time has come, whose sending was cut off, and replies that wait; oldest first. */
  due: MessageRow[];
  /** How many messages that count against the limit came in the last minute and hour. */
  lately: { minute: number; hour: number };
  session: SessionHead | null;
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
}

/**
 * Takes the lease on a person's row and, with a fresh snapshot in the same request, reads what is open.
 * `extra` is one more statement to read along (who the person is). Null when somebody else holds it or nothing is open.
 * The lease is on the person and not on messages: a claim on message rows alone has two holders under load.
 */
export async function takeLease<E extends BatchItem<'pg'>>(
  db: Db,
  { personId, now, withSession }: LeaseRequest,
  extra: E,
): Promise<Held<Awaited<E>> | null> {
  const leaseId = randomUUID();
  const held = sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.leaseId} = ${leaseId})`;
  const [taken, , inbox, due, lately, session, handover, settingRows, more] = await db.batch([
    db
      .update(people)
      .set({ leaseId, leaseUntil: sql`now() + ${LEASE}` })
      .where(and(eq(people.id, personId), free(), sql`(${hasOpen(personId)} or ${hasDue(personId, now)})`))
      .returning(),
    db.execute(FIRST_TRIED(personId, leaseId)),
    db
      .select()
      .from(messages)
      .where(and(eq(messages.personId, personId), openInbound(), held))
      .orderBy(asc(messages.seq)),
    db
      .select()
      .from(messages)
      .where(and(eq(messages.personId, personId), or(isDue(now), waitingReply()), held))
      .orderBy(asc(messages.seq)),
    db.execute<{ minute: string; hour: string }>(LATELY(personId, now)),
    db
      .select({
        id: sessions.id,
        version: sessions.version,
        expiresAt: sessions.expiresAt,
        context: withSession ? sessions.context : sql<unknown>`null`,
      })
      .from(sessions)
      .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt))),
    db
      .select({ until: handovers.until })
      .from(handovers)
      .where(and(eq(handovers.personId, personId), isNull(handovers.endedAt))),
    db.select({ key: settings.key, value: settings.value }).from(settings),
    extra,
  ] as const);
  const person = taken[0];
  if (!person) return null;
  return {
    leaseId,
    person,
    inbox,
    due,
    lately: { minute: Number(lately.rows[0]?.minute ?? 0), hour: Number(lately.rows[0]?.hour ?? 0) },
    session: session[0] ?? null,
    withOfficeUntil: handover[0]?.until ?? null,
    settings: Object.fromEntries(settingRows.map((s) => [s.key, s.value])),
    extra: more as Awaited<E>,
    trace: {},
  };
}

/** Everybody with something open or due that nobody is working on, longest waiting first. */
export async function waitingPeople(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: messages.personId, first: sql`min(${messages.seq})` })
    .from(messages)
    .innerJoin(people, eq(people.id, messages.personId))
    .where(and(free(), or(openInbound(), isDue(now))))
    .groupBy(messages.personId)
    .orderBy(sql`min(${messages.seq})`)
    .limit(limit);
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

function free(): SQL | undefined {
  return or(isNull(people.leaseUntil), sql`${people.leaseUntil} < now()`);
}

function openInbound(): SQL | undefined {
  return and(eq(messages.direction, 'inbound'), eq(messages.status, 'received'));
}

function isDue(now: Date): SQL | undefined {
  const queued = and(
    eq(messages.status, 'queued'),
    or(isNull(messages.notBefore), lte(messages.notBefore, now)),
  );
  const cutOff = and(eq(messages.status, 'sending'), sql`${messages.tryAt} < now() - ${SETTLE_AFTER}`);
  return and(eq(messages.direction, 'outbound'), or(queued, cutOff));
}

/** A reply that could not go yet, due or not: a newer one must not overtake it. */
function waitingReply(): SQL | undefined {
  return and(eq(messages.direction, 'outbound'), eq(messages.kind, 'reply'), eq(messages.status, 'queued'));
}

const hasOpen = (personId: string) => sql`exists (
  select 1 from bot.whatsapp_messages m where m.person_id = ${personId} and m.direction = 'inbound' and m.status = 'received')`;

/** Only the first open message is being tried: it is always part of the next turn, and a crash is put down to it. */
const FIRST_TRIED = (personId: string, leaseId: string) => sql`
  update bot.whatsapp_messages set attempts = attempts + 1
  where id = (select m.id from bot.whatsapp_messages m
      where m.person_id = ${personId} and m.direction = 'inbound' and m.status = 'received' order by m.seq limit 1)
    and exists (select 1 from bot.whatsapp_subscriptions where id = ${personId} and lease_id = ${leaseId})`;

const hasDue = (personId: string, now: Date) => sql`exists (
  select 1 from bot.whatsapp_messages m where m.person_id = ${personId} and m.direction = 'outbound'
    and ((m.status = 'queued' and (m.not_before is null or m.not_before <= ${now.toISOString()}))
      or (m.status = 'sending' and m.try_at < now() - ${SETTLE_AFTER})))`;

const LATELY = (personId: string, now: Date) => sql`
  select count(*) filter (where sent_at > ${now.toISOString()}::timestamptz - interval '1 minute') as minute, count(*) as hour
  from bot.whatsapp_messages
  where person_id = ${personId} and direction = 'inbound' and counted
    and sent_at > ${now.toISOString()}::timestamptz - interval '1 hour'`;
