import { and, eq, gt, inArray } from 'drizzle-orm';
import * as z from 'zod';
import { GuardFailed, commit } from '../../db/client.js';
import { messages } from '../../db/schema/bot.js';
import { holdLease } from '../mailbox/lease.js';
import type { MessageRow } from '../mailbox/mailbox.js';
import { MAX_TRIES, claim, record, send } from '../mailbox/outbox.js';
import { windowOpen } from '../outreach/window.js';
import type { GraphBody } from '../whatsapp/client.js';
import type { Mailbox, TurnDeps } from './deps.js';
import { heldTooLong, sendingHeld } from './held.js';

const Body = z.looseObject({ type: z.string() });

/** `waiting`: an earlier reply has still not gone, so a new one must queue behind it. */
export interface DueResult {
  waiting: boolean;
  retryInMs: number | null;
}

/** Sends again, in order, the replies to this person that could not go. What the school starts goes its own way. */
export async function sendDue(deps: TurnDeps, mailbox: Mailbox, now: Date): Promise<DueResult> {
  if (sendingHeld(deps, mailbox)) return { waiting: true, retryInMs: null };
  const result: DueResult = { waiting: false, retryInMs: null };
  for (const row of mailbox.due) {
    const mail = row.messageType === 'email';
    if (result.waiting && !mail) continue;
    const retryInMs = mail
      ? await (await import('./mail-due.js')).sendMailDue(deps, mailbox, { row, now })
      : await replyAgain(deps, mailbox, { row, now });
    if (retryInMs === null) continue;
    result.retryInMs = Math.min(retryInMs, result.retryInMs ?? retryInMs);
    if (!mail) result.waiting = true;
  }
  return result;
}

interface DueRow {
  row: MessageRow;
  now: Date;
}

/** A reply that waits or was cut off. When the person has just written again it is tried at once. */
async function replyAgain(deps: TurnDeps, mailbox: Mailbox, { row, now }: DueRow): Promise<number | null> {
  const waits = row.notBefore ? row.notBefore.getTime() - now.getTime() : 0;
  if (row.status === 'queued' && waits > 0 && mailbox.inbox.length === 0) return waits;
  if (row.status === 'sending' && (await answeredSince(deps, row))) {
    await giveUp(deps, mailbox, { row, status: 'unknown', reason: 'a newer answer has gone' });
    return null;
  }
  const body = Body.safeParse(row.payload);
  const given = !body.success ? 'unreadable' : row.attempts >= MAX_TRIES ? 'tried too often' : null;
  const closed = windowOpen(mailbox.person.lastInboundAt, now) ? null : 'window closed';
  const reason = given ?? closed ?? (heldTooLong(row, now) ? 'held too long' : null);
  if (reason !== null || !body.success) {
    // Cut off in the middle of the last try: nobody knows whether it arrived.
    const status = row.status === 'sending' ? 'unknown' : 'failed';
    await giveUp(deps, mailbox, { row, status, reason: reason ?? 'unreadable' });
    return null;
  }
  return handOver(deps, mailbox, { row, now, body: body.data });
}

/** Whether a newer reply reached Meta: the older one, of which nobody knows, would now come out of turn. */
async function answeredSince({ db }: TurnDeps, row: MessageRow): Promise<boolean> {
  const newer = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.personId, row.personId),
        eq(messages.kind, 'reply'),
        gt(messages.seq, row.seq),
        inArray(messages.status, ['sent', 'delivered', 'read', 'played']),
      ),
    )
    .limit(1);
  return newer.length > 0;
}

/** Claimed in one request, sent, recorded in another: a crash in between is settled by its status or after a minute. */
async function handOver(
  deps: TurnDeps,
  { person, leaseId }: Mailbox,
  out: DueRow & { body: GraphBody },
): Promise<number | null> {
  const { row, body, now } = out;
  try {
    await commit(deps.db, [
      holdLease(deps.db, person.id, leaseId),
      claim(deps.db, row, { body, content: row.content }),
    ]);
  } catch (error) {
    // A status settled it while we were about to send it again.
    if (error instanceof GuardFailed && error.guard === 'outbox') return null;
    throw error;
  }
  const sent = await send({ ...deps, now }, { id: row.id, attempts: row.attempts + 1, body }, person);
  await commit(deps.db, [sent.write]);
  if (row.status === 'sending') deps.log.warn('sent_again', { message: row.id, attempts: row.attempts + 1 });
  return sent.retryInMs;
}

async function giveUp(
  { db, log }: TurnDeps,
  { person, leaseId }: Mailbox,
  { row, status, reason }: { row: MessageRow; status: 'failed' | 'unknown'; reason: string },
): Promise<void> {
  const from = row.status === 'sending' ? 'sending' : 'queued';
  await commit(db, [holdLease(db, person.id, leaseId), record(db, row.id, { from, status, reason })]);
  log.warn('message_given_up', { message: row.id, status, reason });
}
