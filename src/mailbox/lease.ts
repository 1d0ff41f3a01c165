import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Db, Write } from '../../db/client.js';
import { people } from '../../db/schema/bot.js';
import { DUE, MAILBOX, type MailboxState, OPEN, type PersonRow, readMailbox } from './mailbox.js';
import { TO_SEND } from './to-send.js';

/** How long a lease lasts (the database's clock) and how often a long turn renews it. */
const LEASE = sql`interval '15 seconds'`;
const RENEW_EVERY_MS = 5000;

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

/** One person's mailbox, held by nobody else until released, with all that a turn knows before it reads. */
export interface Held<Extra> extends MailboxState {
  leaseId: string;
  extra: Extra;
  /** Where the turn has got to (flow, step), for reports. */
  trace: Record<string, string>;
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
  return {
    held: { ...readMailbox(read.rows[0]), leaseId, extra: more as Awaited<E>, trace: {} },
    toSend,
  };
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

/** The office has switched sending off: what is due waits, and must not keep those with something open from their turn. */
const SENDING_OFF = sql`exists (select 1 from bot.settings where key = 'OUTGOING_OFF' and value = 'true'::jsonb)`;

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
