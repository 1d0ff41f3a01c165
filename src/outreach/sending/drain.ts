import { quietForMinutes } from '../window.js';
import { sendBatch } from './batch.js';
import { begin } from './begin.js';
import { claim } from './claim.js';
import { resume, yesIsEnough } from './halt.js';
import type { Pacer, Permit } from './pace.js';
import { type DrainDeps, type Drained, LAST_CLAIM_MS, type Run } from './run.js';

/** At most so many are marked as being sent at a time: as many as may be in doubt when a process dies. */
const BATCH = 60;
/** Batches under way at once: while Meta takes its time over one, the next second's can go. */
const LANES = 3;

/**
 * Sends what the school starts, as far as it is due, until nothing is left or the time is short; any number of
 * instances may do so at once. Never throws. `until`: by the machine's clock (Date.now).
 */
export async function drain(deps: DrainDeps, until: number): Promise<Drained> {
  const counts: Drained = { sent: 0, failed: 0, unknown: 0, waiting: 0 };
  try {
    const { go, unknown, settings } = await begin(deps.db, deps.clock.now());
    counts.unknown = unknown;
    if (unknown > 0) deps.log.warn('sends_unknown', { count: unknown });
    const probing = go === 'probe';
    // One message may cost something: the account must answer before it is risked.
    if (go === 'nothing' || (probing && (await deps.whatsapp.state()) === 'down')) return counts;
    await lanes(deps, { until: until - LAST_CLAIM_MS, probing, over: false, kept: settings, counts });
  } catch (error) {
    deps.log.error('drain_failed', error);
  }
  if (counts.sent + counts.failed > 0) deps.log.info('drained', { ...counts });
  return counts;
}

/** One lane begins; another joins as long as there is more than one batch to send. */
async function lanes(deps: DrainDeps, run: Run): Promise<void> {
  const pacer = await deps.pacer();
  const all: Promise<void>[] = [];
  const open = (): void => {
    if (all.length >= (run.probing ? 1 : LANES)) return;
    all.push(lane(deps, { run, pacer, open }).catch((error) => deps.log.error('drain_failed', error)));
  };
  open();
  for (let i = 0; i < all.length; i++) await all[i];
}

interface Lane {
  run: Run;
  pacer: Pacer;
  open(): void;
}

async function lane(deps: DrainDeps, { run, pacer, open }: Lane): Promise<void> {
  while (!run.over) {
    const permit = await pacer.permit(run.probing ? 1 : BATCH, run.until);
    if (permit.count === 0 || run.over) break;
    const now = deps.clock.now();
    const batch = await claimFor(deps, { run, permit, now }).catch(async (error: unknown) => {
      await pacer.giveBack(permit, permit.count);
      throw error;
    });
    run.counts.waiting += batch.overLimit;
    run.kept = batch.settings;
    pacer.noteReplies(batch.repliesLately);
    if (batch.claimed.length >= permit.count) open();
    await sendBatch(deps, { run, pacer, permit, batch, now });
    if (batch.claimed.length + batch.overLimit === 0) break;
    if (run.probing) await probed(deps, run);
  }
}

function claimFor(deps: DrainDeps, { run, permit, now }: { run: Run; permit: Permit; now: Date }) {
  const rules = deps.rules(run.kept);
  return claim(deps.db, {
    now,
    most: permit.count,
    bulk: quietForMinutes(rules.quietHours, now, rules.timezone) === 0,
    peopleADay: rules.peopleADay,
    probing: run.probing,
  });
}

/** Meta has taken the one message that was tried: all else may follow. */
async function probed(deps: DrainDeps, run: Run): Promise<void> {
  if (run.counts.sent === 0 || !yesIsEnough(run.kept)) {
    run.over = true;
    return;
  }
  await resume(deps.db);
  deps.log.info('outgoing_resumed');
  run.probing = false;
}
