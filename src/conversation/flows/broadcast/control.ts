import {
  type Action,
  type Controlled,
  controlBroadcast,
  latestFor,
} from '../../../outreach/broadcast/control.js';
import type { BroadcastRow } from '../../../outreach/broadcast/letter.js';
import { type Progress, progressOf } from '../../../outreach/broadcast/progress.js';
import { localDate, localTime } from '../../../school/dates.js';
import { type Option, buttons } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { button, spokenAt } from './prompts.js';
import type { State } from './state.js';
import { type BroadcastStep, go, officeOf, over } from './steps.js';

/** Pausing is done at once; what sends or ends something is asked about first. `id` null: the newest that it fits. */
export async function asked(ctx: FlowContext, act: Action, id: string | null): Promise<BroadcastStep> {
  const { broadcast: words } = ctx.copy;
  const found = id ?? (await latestFor(officeOf(ctx), act))?.id;
  if (!found) return over(words.noneFor(act));
  const { outcome, writes } = await controlBroadcast(officeOf(ctx), { id: found, action: act });
  if (outcome.kind !== 'done') return refused(ctx, outcome);
  if (act === 'pause') {
    const further = [
      button(words.act('resume'), 'resume', found),
      button(words.act('cancel'), 'cancel', found),
    ];
    return { kind: 'done', reply: buttons(words.did(act), further), writes };
  }
  const how = await progressOf(officeOf(ctx), found);
  if (how.kind !== 'progress') return over(words.none);
  return go({ step: 'sure', act, id: found, words: wordsOf(how.broadcast), people: concerned(act, how) });
}

/** How many people it is about. */
function concerned(act: Exclude<Action, 'pause'>, { broadcast, byState, unheard }: Progress): number {
  switch (act) {
    case 'approve':
      return broadcast.planned;
    case 'retry':
      return unheard;
    case 'resume':
    case 'cancel':
      return (byState.queued ?? 0) + (byState.sending ?? 0);
  }
}

/** Yes was said to the open question. */
export async function done(
  ctx: FlowContext,
  { act, id }: Extract<State, { step: 'sure' }>,
): Promise<BroadcastStep> {
  const { outcome, writes } = await controlBroadcast(officeOf(ctx), { id, action: act });
  if (outcome.kind !== 'done') return refused(ctx, outcome);
  return { ...over(ctx.copy.broadcast.did(act)), writes } as BroadcastStep;
}

function refused(
  { copy: { broadcast: words } }: FlowContext,
  outcome: Exclude<Controlled, { kind: 'done' }>,
): BroadcastStep {
  switch (outcome.kind) {
    case 'office_only':
      return over(words.officeOnly);
    case 'gone':
      return over(words.none);
    case 'own':
      return over(words.own);
    case 'nobody_unheard':
      return over(words.noneFor('retry'));
    case 'not_now':
      return over(words.notNow(outcome.status));
  }
}

/** How far the newest one is, with what can be done about it. */
export async function shown(ctx: FlowContext): Promise<BroadcastStep> {
  const { broadcast: words } = ctx.copy;
  const latest = await latestFor(officeOf(ctx), 'progress');
  if (!latest) return over(words.none);
  const found = await progressOf(officeOf(ctx), latest.id);
  if (found.kind === 'office_only') return over(words.officeOnly);
  if (found.kind === 'gone') return over(words.none);
  return { kind: 'done', reply: buttons(progressWords(ctx, found), optionsFor(ctx, found)) };
}

const POSSIBLE: Partial<Record<BroadcastRow['status'], readonly Action[]>> = {
  planning: ['cancel'],
  awaiting_approval: ['approve', 'cancel'],
  scheduled: ['pause', 'cancel'],
  sending: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  stopped: ['resume', 'cancel'],
};

function optionsFor({ copy: { broadcast: words } }: FlowContext, { broadcast, unheard }: Progress): Option[] {
  const { id, status } = broadcast;
  const again: readonly Action[] =
    unheard > 0 && (status === 'sending' || status === 'finished') ? ['retry'] : [];
  return [...(POSSIBLE[status] ?? []), ...again].map((act) => button(words.act(act), act, id));
}

function progressWords(
  ctx: FlowContext,
  { broadcast, byState, reasons, replied, unheard, cost }: Progress,
): string {
  const { broadcast: words } = ctx.copy;
  const n = (...states: string[]) => states.reduce((sum, s) => sum + (byState[s] ?? 0), 0);
  const at = broadcast.createdAt;
  const { scheduleAt } = broadcast;
  const later = scheduleAt && scheduleAt > ctx.now && broadcast.status !== 'cancelled' ? scheduleAt : null;
  const skipped = reasons
    .filter((r) => r.state === 'skipped')
    .map(({ reason, people }) => ({ why: reason, people }));
  const waiting = n('queued', 'sending');
  return [
    words.head(localDate(at, ctx.timezone), localTime(at, ctx.timezone), broadcast.status),
    ...(later ? [words.whenLine(spokenAt(ctx, later))] : []),
    `“${wordsOf(broadcast)}”`,
    words.sentLine({
      planned: broadcast.planned,
      sent: n('sent', 'delivered', 'read', 'played'),
      delivered: n('delivered', 'read', 'played'),
      read: n('read', 'played'),
    }),
    ...(waiting > 0 ? [words.waitingLine(waiting)] : []),
    ...(n('failed') > 0 ? [words.failedLine(n('failed'))] : []),
    ...(n('unknown') > 0 ? [words.unknownLine(n('unknown'), unheard)] : []),
    ...(skipped.length > 0 ? [words.skipped(skipped)] : []),
    words.repliedLine(replied),
    ...(cost > 0 ? [words.costSoFar(cost)] : []),
  ].join('\n');
}

/** What it says, as it was written; of another template its name. */
function wordsOf({ parameters, templateName }: BroadcastRow): string {
  const given = Object.entries(parameters as Record<string, unknown>);
  const said = given.find(([key]) => key === 'message')?.[1];
  return typeof said === 'string' ? said : templateName;
}
