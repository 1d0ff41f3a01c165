import { setTimeout as sleep } from 'node:timers/promises';
import { persistently } from '../../mailbox/persistently.js';
import type { SendResult } from '../../whatsapp/client.js';
import { withCode } from '../codes.js';
import { type Decision, decide } from '../decide.js';
import { tellHalted, tellStopped } from './alarm.js';
import type { Batch, Claimed } from './claim.js';
import { halt } from './halt.js';
import { type Outcome, type SendDecision, notReached, outcomeOf, withheld } from './outcome.js';
import type { Pacer, Permit } from './pace.js';
import { recordBatch } from './record.js';
import { type DrainDeps, LAST_CLAIM_MS, type Run } from './run.js';

/** What was claimed and could not go for so long is put back. */
const PATIENCE_MS = 15_000;

/** Where there is a pace, a second's messages leave a few at a time: an answer must not wait for all of them. */
const FEW = 10;
const FEW_EVERY_MS = 40;
/** What became of a batch is recorded at once, or after these pauses. */
const RECORD_AGAIN_MS = [100, 500, 2000];

interface Sending {
  run: Run;
  pacer: Pacer;
  permit: Permit;
  batch: Batch;
  now: Date;
}

/** Decides about each of a claimed batch, hands over what may go as the pace allows, and records what came of all. */
export async function sendBatch(deps: DrainDeps, sending: Sending): Promise<void> {
  const { run, pacer, permit, batch, now } = sending;
  const rules = deps.rules(batch.settings);
  const outcomes: Outcome[] = [];
  const ready: Ready[] = [];
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
    const answers = await handOver(deps, going, { spread: Number.isFinite(allowed.goodUntil) });
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

function decideOn(
  { codeKey }: DrainDeps,
  { row, person }: Claimed,
  at: Parameters<typeof decide>[2],
): Decision {
  if (row.kind !== 'one_time_code') return decide(row, person, at);
  const payload = withCode(row.payload, codeKey, at.now);
  return payload === null ? { kind: 'never', reason: 'unreadable' } : decide({ ...row, payload }, person, at);
}

interface Ready {
  claimed: Claimed;
  decision: SendDecision;
}

function handOver(
  { whatsapp }: DrainDeps,
  going: readonly Ready[],
  { spread }: { spread: boolean },
): Promise<SendResult[]> {
  const each = going.map(async ({ claimed: { row, person }, decision }, i) => {
    if (spread && i >= FEW) await sleep(Math.floor(i / FEW) * FEW_EVERY_MS);
    return whatsapp.send({ phone: person.phoneNumber, userId: person.waUserId }, decision.body, row.id);
  });
  return Promise.all(each);
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
