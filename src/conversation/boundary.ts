import { randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { GuardFailed, commit } from '../../db/client.js';
import { messages } from '../../db/schema/bot.js';
import { copyFor } from '../copy/index.js';
import { holdLease, releaseLease } from '../mailbox/lease.js';
import type { MessageRow } from '../mailbox/mailbox.js';
import { put, send } from '../mailbox/outbox.js';
import { Language } from '../understanding/intent.js';
import { graphBody } from '../whatsapp/client.js';
import { text } from '../whatsapp/reply.js';
import type { Mailbox, TurnDeps } from './deps.js';
import { heldSince, sendingHeld } from './held.js';
import { nextInput } from './input.js';

/** A message that failed so often is a dead letter: admins see it, nobody tries it again. */
export const MAX_ATTEMPTS = 3;

/**
 * The one place where what was thrown ends: reported with ids, one sorry to the person, the attempt counted, nothing
 * saved. The message stays open for the next try, or becomes a dead letter after the third.
 */
export async function apologise(deps: TurnDeps, mailbox: Mailbox, error: unknown): Promise<void> {
  if (error instanceof GuardFailed && error.guard === 'lease') {
    // Somebody else holds the mailbox now and will answer.
    deps.log.warn('lease_lost', { person: mailbox.person.id });
    return;
  }
  const rows = mailbox.inbox.length > 0 ? nextInput(mailbox.inbox, deps.clock.now()).rows : [];
  deps.log.error('turn_failed', error, {
    person: mailbox.person.id,
    session: mailbox.session?.id,
    ...mailbox.trace,
    attempt: rows[0]?.attempts,
  });
  try {
    // The answer to a commit may be lost although it was done: then what was saved is said in its time, and no sorry.
    await settle(deps, mailbox, await stillOpen(deps, rows));
  } catch (again) {
    // The lease runs out by itself; the tick comes back to it.
    deps.log.error('apology_failed', again, { person: mailbox.person.id });
  }
}

async function stillOpen({ db }: TurnDeps, rows: readonly MessageRow[]): Promise<MessageRow[]> {
  const ids = rows.map((r) => r.id);
  const open = await db
    .select({ id: messages.id })
    .from(messages)
    .where(and(inArray(messages.id, ids), eq(messages.status, 'received')));
  return rows.filter((r) => open.some((o) => o.id === r.id));
}

/** Messages over which the function died again and again never reached the boundary above: they end here. */
export async function bury(deps: TurnDeps, mailbox: Mailbox): Promise<boolean> {
  if ((mailbox.inbox[0]?.attempts ?? 0) <= MAX_ATTEMPTS) return false;
  await settle(deps, mailbox, nextInput(mailbox.inbox, deps.clock.now()).rows);
  return true;
}

async function settle(deps: TurnDeps, mailbox: Mailbox, rows: readonly MessageRow[]): Promise<void> {
  const { db, log } = deps;
  const { person, leaseId } = mailbox;
  const tried = Math.max(0, ...rows.map((r) => r.attempts));
  const dead = tried >= MAX_ATTEMPTS ? rows.map((r) => r.id) : [];
  const told = rows.some((r) => saidSorry(r));
  const held = sendingHeld(deps, mailbox);
  const sorry = rows.length > 0 && !told ? sorryTo(mailbox, held ? deps.clock.now() : null) : null;
  await commit(db, [
    holdLease(db, person.id, leaseId),
    ...(dead.length > 0
      ? [
          db
            .update(messages)
            .set({ status: 'dead', reason: 'failed three times' })
            .where(inArray(messages.id, dead)),
        ]
      : []),
    ...(sorry ? [markSorry(deps, rows), put(db, sorry)] : []),
  ]);
  if (dead.length > 0) log.warn('dead_letters', { person: person.id, count: dead.length });
  const sent =
    sorry && !held
      ? await send(
          { ...deps, now: deps.clock.now() },
          { id: sorry.id, attempts: 1, body: sorry.body },
          person,
        )
      : null;
  await commit(db, [...(sent ? [sent.write] : []), releaseLease(db, person.id, leaseId)]);
}

function sorryTo({ person, session }: Mailbox, heldAt: Date | null) {
  const copy = copyFor(Language.catch('en').parse(person.language));
  const reply = text(copy.general.sorry);
  return {
    id: randomUUID(),
    person,
    sessionId: session?.id ?? null,
    kind: 'reply',
    content: reply.body,
    body: graphBody(reply),
    status: heldAt ? ('queued' as const) : ('sending' as const),
    metadata: heldAt ? heldSince(heldAt) : {},
  };
}

function markSorry({ db }: TurnDeps, rows: readonly MessageRow[]) {
  return db
    .update(messages)
    .set({ metadata: sql`${messages.metadata} || '{"sorry": true}'::jsonb` })
    .where(
      inArray(
        messages.id,
        rows.map((r) => r.id),
      ),
    );
}

function saidSorry({ metadata }: MessageRow): boolean {
  return typeof metadata === 'object' && metadata !== null && 'sorry' in metadata;
}
