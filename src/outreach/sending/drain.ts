import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../clock.js';
import { persistently } from '../../mailbox/persistently.js';
import type { SendResult, WhatsApp } from '../../whatsapp/client.js';
import { withCode } from '../codes.js';
import { type Decision, type OutreachRules, decide } from '../decide.js';
import { quietForMinutes } from '../window.js';
import { type AlarmDeps, tellHalted, tellStopped } from './alarm.js';
import { begin } from './begin.js';
import { type Batch, type Claimed, claim } from './claim.js';
import { halt, resume, yesIsEnough } from './halt.js';
import { type Outcome, type SendDecision, notReached, outcomeOf, withheld } from './outcome.js';
import type { Pacer, Permit } from './pace.js';
import { recordBatch } from './record.js';

export interface DrainDeps extends AlarmDeps {
  clock: Clock;
  whatsapp: WhatsApp;
  pacer(): Promise<Pacer>;
  /** What one-time codes are made with: they stand nowhere until they are sent. */
  codeKey: Buffer;
  /** The school's rules, by what admins changed. */
  rules(kept: Record<string, unknown>): DrainRules;
}

export interface DrainRules extends OutreachRules {
  /** Different people outside their windows in any 24 hours; 0 for no limit. */
  peopleADay: number;
}

/** What a drain did, in counts. */
export interface Drained {
  sent: number;
  failed: number;
  unknown: number;
  waiting: number;
}

/** At most so many are marked as being sent at a time: as many as may be in doubt when a process dies. */
const BATCH = 60;
/** Batches under way at once: while Meta takes its time over one, the next second's can go. */
const LANES = 3;
/** A send takes 10 seconds at most, and what came of it must be recorded. */
const LAST_CLAIM_MS = 12_000;
/** What was claimed and could not go for so long is put back. */
const PATIENCE_MS = 15_000;

/** Where there is a pace, a second's messages leave a few at a time: an answer must not wait for all of them. */
const FEW = 10;
const FEW_EVERY_MS = 40;
/** What became of a batch is recorded at once, or after these pauses. */
const RECORD_AGAIN_MS = [100, 500, 2000];

interface Run {
  until: number;
  probing: boolean;
  over: boolean;
  kept: Record<string, unknown>;
  counts: Drained;
}

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

function decideOn(
  { codeKey }: DrainDeps,
  { row, person }: Claimed,
  at: Parameters<typeof decide>[2],
): Decision {
  if (row.kind !== 'one_time_code') return decide(row, person, at);
  const payload = withCode(row.payload, codeKey, at.now);
  return payload === null ? { kind: 'never', reason: 'unreadable' } : decide({ ...row, payload }, person, at);
}

interface Sending {
  run: Run;
  pacer: Pacer;
  permit: Permit;
  batch: Batch;
  now: Date;
}

async function sendBatch(deps: DrainDeps, sending: Sending): Promise<void> {
  const { run, pacer, permit, batch, now } = sending;
  const rules = deps.rules(batch.settings);
  const outcomes: Outcome[] = [];
  const ready: { claimed: Claimed; decision: SendDecision }[] = [];
  for (const claimed of batch.claimed) {
    const decision = decideOn(deps, claimed, { now, rules, templates: batch.templates });
    if (decision.kind === 'send') ready.push({ claimed, decision });
    else outcomes.push(withheld(claimed, decision));
  }
  const givenBack = pacer.giveBack(permit, permit.count - ready.length);
  const results: SendResult[] = [];
  const patience = Math.min(Date.now() + PATIENCE_MS, run.until + LAST_CLAIM_MS / 4);
  for (let allowed: Permit = { ...permit, count: ready.length }; ready.length > 0; ) {
    if (Date.now() > allowed.goodUntil) allowed = await pacer.permit(ready.length, patience);
    if (allowed.count === 0) break;
    const going = ready.splice(0, allowed.count);
    const spread = Number.isFinite(allowed.goodUntil);
    const answers = await Promise.all(
      going.map(async ({ claimed: { row, person }, decision }, i) => {
        if (spread && i >= FEW) await sleep(Math.floor(i / FEW) * FEW_EVERY_MS);
        const to = { phone: person.phoneNumber, userId: person.waUserId };
        return deps.whatsapp.send(to, decision.body, row.id);
      }),
    );
    going.forEach(({ claimed, decision }, i) => {
      const result = answers[i] ?? { kind: 'lost' };
      results.push(result);
      outcomes.push(outcomeOf(claimed, { decision, result, now }));
    });
    allowed = { ...allowed, goodUntil: 0 };
  }
  outcomes.push(...ready.map(({ claimed }) => notReached(claimed)));
  await givenBack;
  await conclude(deps, { run, pacer, outcomes, results, batch, now });
}

interface Concluding {
  run: Run;
  pacer: Pacer;
  outcomes: Outcome[];
  results: readonly SendResult[];
  batch: Batch;
  now: Date;
}

async function conclude(deps: DrainDeps, { run, pacer, outcomes, results, batch, now }: Concluding) {
  const broadcasts = [...new Set(batch.claimed.flatMap(({ row }) => row.broadcastId ?? []))];
  const record = () => recordBatch(deps.db, outcomes, { now, broadcasts });
  const stopped = await persistently(deps.log, RECORD_AGAIN_MS, record);
  run.counts.sent += outcomes.filter((o) => o.status === 'sent').length;
  run.counts.failed += outcomes.filter((o) => o.status === 'failed').length;
  const refused = results.flatMap((r) => (r.kind === 'refused' ? [r] : []));
  if (refused.some((r) => r.code === 130429)) pacer.rest(2000);
  for (const one of stopped ?? []) await tellStopped(deps, one, now);
  const all = refused.find((r) => r.action === 'stop_all');
  if (!all) return;
  run.over = true;
  const noticed = await halt(deps.db, { code: all.code, title: all.title, now });
  if (noticed.rows.length > 0)
    await tellHalted(deps, { ...all, school: deps.rules(batch.settings).schoolName });
}
