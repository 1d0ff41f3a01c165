import { GuardFailed, commit } from '../../db/client.js';
import { holdLease, releaseLease, takeLease, withRenewal } from '../mailbox/lease.js';
import { send } from '../mailbox/outbox.js';
import { persistently } from '../mailbox/persistently.js';
import { identityRows } from '../school/people.js';
import { actorFor } from './actor.js';
import { type Question, answer } from './answer.js';
import { apologise, bury } from './boundary.js';
import { type Committed, finishWrites, headOf, turnBatch } from './commit.js';
import type { Mailbox, TurnDeps } from './deps.js';
import { sendDue } from './due.js';
import { type TurnInput, nextInput } from './input.js';
import { type StoredSession, loadSession } from './session.js';

export type { TurnDeps } from './deps.js';

/** How often an answer is worked out anew because what it had read changed before it was saved. */
const RERUNS = 2;
/** A message that could not be sent is tried again here if its time comes within this; else the tick does it. */
const WAIT_HERE_MS = 5000;
/** What became of a reply is recorded at once, or after these pauses. */
const RECORD_AGAIN_MS = [100, 500];

/**
 * Answers everything a person has open, one turn after another, until nothing is left or somebody else holds the
 * mailbox. Never throws. `until`: the instant (Date.now) after which no new turn begins. Gives back whether the school
 * may have something to send besides: what a turn has started, or what waits for a drain.
 */
export async function work(
  deps: TurnDeps,
  personId: string,
  until = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const known: Known = { session: null, toSend: true };
  try {
    while (Date.now() < until) {
      known.toSend = true;
      const next = await look(deps, personId, known);
      if (next === null || Date.now() + next >= until) break;
      if (next > 0) await new Promise((resolve) => setTimeout(resolve, next));
    }
  } catch (error) {
    deps.log.error('work_failed', error, { person: personId });
  }
  return known.toSend;
}

/** What the looks into one mailbox tell each other. */
interface Known {
  /** As the turn before this one left it: the store need not be asked again. */
  session: StoredSession | null;
  toSend: boolean;
}

/** One look into the mailbox. Null when there is nothing more to do here, else in how many ms to look again. */
async function look(deps: TurnDeps, personId: string, known: Known): Promise<number | null> {
  const now = deps.clock.now();
  // Asked for at the same time as the lease: an old answer is told by its version.
  const stored = known.session ?? deps.sessions.get(personId);
  const withRecent = deps.env.OPENAI_API_KEY !== undefined;
  // What the first look finds is answered before anybody asks what else is to be sent.
  const withToSend = known.session !== null;
  const lease = { personId, now, withSession: !deps.sessions.keeps, withRecent, withToSend };
  const { held: mailbox, toSend } = await takeLease(deps.db, lease, identityRows(deps.db, personId));
  if (!mailbox) {
    known.toSend = toSend;
    return null;
  }
  return withRenewal(deps.db, mailbox, async () => {
    try {
      return await attend(deps, mailbox, { now, stored: await stored, known });
    } catch (error) {
      await apologise(deps, mailbox, error);
      return null;
    }
  });
}

interface Moment {
  now: Date;
  stored: StoredSession | null;
  known: Known;
}

async function attend(deps: TurnDeps, mailbox: Mailbox, moment: Moment): Promise<number | null> {
  if (await bury(deps, mailbox)) return 0;
  const earlier = await sendDue(deps, mailbox, moment.now);
  if (mailbox.inbox.length === 0) {
    await releaseLease(deps.db, mailbox.person.id, mailbox.leaseId);
    return soon(earlier.retryInMs);
  }
  const began = performance.now();
  const input = nextInput(mailbox.inbox, moment.now);
  const done = await decideAndCommit(deps, mailbox, { ...moment, input, queue: earlier.waiting });
  moment.known.session = done.session;
  const sent = await deliver(deps, mailbox, { done, input, now: moment.now });
  const finish = () =>
    commit(deps.db, finishWrites(deps.db, mailbox, { done, sent, tookMs: performance.now() - began }));
  // The turn is saved and must not be apologised for.
  if ((await persistently(deps.log, RECORD_AGAIN_MS, finish)) === null) return null;
  deps.log.info('turn', {
    person: mailbox.person.id,
    intent: done.answer.intent ?? done.understood?.intent,
    by: done.understood?.by,
    messages: input.rows.length,
    ms: Math.round(performance.now() - began),
    sent: sent?.result.kind,
  });
  return sent?.retryInMs == null ? 0 : (soon(sent.retryInMs) ?? 0);
}

function soon(ms: number | null): number | null {
  return ms !== null && ms <= WAIT_HERE_MS ? Math.max(ms, 1) : null;
}

/** Works the answer out and saves it as one atomic batch; again, on fresh reads, when something changed in between. */
async function decideAndCommit(
  deps: TurnDeps,
  mailbox: Mailbox,
  turn: Moment & { input: TurnInput; queue: boolean },
): Promise<Committed> {
  for (let run = 0; ; run++) {
    const question = await questionFor(deps, mailbox, { ...turn, fresh: run > 0 });
    mailbox.trace = traceOf(question.session);
    const found = await answer(deps, question);
    const { statements, committed } = turnBatch(deps, question, { ...found, queue: turn.queue });
    try {
      await commit(deps.db, [holdLease(deps.db, mailbox.person.id, mailbox.leaseId), ...statements]);
      return committed;
    } catch (error) {
      if (!(error instanceof GuardFailed) || error.guard === 'lease' || run >= RERUNS) throw error;
      deps.log.info('turn_again', { person: mailbox.person.id, guard: error.guard });
    }
  }
}

function traceOf({ context }: Question['session']): Record<string, string> {
  const state = context.flow?.state;
  const step = typeof state === 'object' && state !== null && 'step' in state ? String(state.step) : '';
  return context.flow ? { flow: context.flow.name, step } : {};
}

/** The first run believes what came with the lease; a later one reads who and where anew. */
async function questionFor(
  deps: TurnDeps,
  mailbox: Mailbox,
  turn: Moment & { input: TurnInput; fresh: boolean },
): Promise<Question> {
  const { person } = mailbox;
  const { input, now } = turn;
  const [head, rows] = turn.fresh
    ? await Promise.all([headOf(deps.db, person.id), identityRows(deps.db, person.id)])
    : [mailbox.session, mailbox.extra];
  const session = await loadSession(deps.db, person.id, {
    head,
    stored: turn.fresh ? null : turn.stored,
    now,
  });
  return { mailbox, actor: actorFor(deps.env, person.id, rows), session, input, now };
}

/** The reply goes to Meta; meanwhile the session goes to its store and the person's message is marked as read. */
async function deliver(
  deps: TurnDeps,
  mailbox: Mailbox,
  { done, input, now }: { done: Committed; input: TurnInput; now: Date },
) {
  const last = input.rows.at(-1)?.whatsappMessageId;
  const seconds = (new Date(done.session.expiresAt).getTime() - now.getTime()) / 1000;
  const [sent] = await Promise.all([
    done.outgoing ? send({ ...deps, now }, done.outgoing, mailbox.person) : null,
    deps.sessions.set(done.session, seconds),
    last && done.outgoing ? deps.whatsapp.markRead(last) : null,
  ]);
  return sent;
}
