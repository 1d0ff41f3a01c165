import { daysBetween } from '../../../school/dates.js';
import { type Planned, planLeave } from '../../../school/leave/plan.js';
import { reportLeave } from '../../../school/leave/report.js';
import type { Days, Leave, LeavePlan } from '../../../school/leave/types.js';
import { buttonId, buttons } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { daysIn, isPartOfDay } from './read.js';
import { FLOW, type On, type Shown } from './state.js';
import { type LeaveStep, go, over, todayOf } from './steps.js';
import { officeOf, tellLeave } from './tell.js';

/** A leave is not taken much longer ahead. */
const FARTHEST_DAYS = 270;

export interface OwnLeave {
  teacherId: string;
  said: string;
  time: string | null;
  reason: string | null;
}

/** What a teacher says of days off. */
export async function ownLeave(
  ctx: FlowContext,
  { teacherId, said, time, reason }: OwnLeave,
): Promise<LeaveStep> {
  const days = said === '' ? null : daysIn(said, todayOf(ctx));
  const whole = days && { from: days.from, to: days.to };
  if (isPartOfDay(said, time))
    return go({ step: 'days', teacherId, whole, reason }, ctx.copy.leave.partOfDay);
  if (!whole) return go({ step: 'days', teacherId, whole: null, reason });
  // "20th Nov" on the 24th is not a day of next year.
  if (daysBetween(todayOf(ctx), whole.from) > FARTHEST_DAYS)
    return go({ step: 'days', teacherId, whole: null, reason }, ctx.copy.leave.past);
  return planned(ctx, { teacherId, ...whole, reason });
}

export async function planned(
  ctx: FlowContext,
  input: Days & { teacherId: string; reason: string | null },
  say?: string,
): Promise<LeaveStep> {
  return afterPlan(ctx, await planLeave(ctx, input), { ...input, say });
}

function afterPlan(
  ctx: FlowContext,
  found: Planned,
  { teacherId, reason, say }: { teacherId: string; reason: string | null; say?: string | undefined },
): LeaveStep {
  const { leave: words } = ctx.copy;
  switch (found.kind) {
    case 'planned':
      return go({ step: 'plan', shown: shownOf(found.plan), reason, names: false }, say);
    case 'already':
      return { kind: 'done', reply: withReturn(ctx, words.already(found.leaves), found.leaves) };
    case 'past':
      return go({ step: 'days', teacherId, whole: null, reason }, words.past);
    case 'too_long':
      return go({ step: 'days', teacherId, whole: null, reason }, words.tooLong);
    case 'not_yours':
      return over(words.notYours);
  }
}

/** A Yes to the plan that is open. */
export async function noteLeave(ctx: FlowContext, { shown, reason }: On<'plan'>): Promise<LeaveStep> {
  const { leave: words } = ctx.copy;
  const { outcome, writes } = await reportLeave(ctx, { ...shown, reason });
  switch (outcome.kind) {
    case 'saved': {
      const { plan, leaves } = outcome;
      const body = [
        words.saved(leaves, plan.classes.length),
        words.told(plan.families.length, officeOf(ctx, plan).length > 0),
        ...(plan.unheard.length > 0 ? [words.notTold(plan.unheard)] : []),
      ].join(' ');
      return {
        kind: 'done',
        reply: withReturn(ctx, body, leaves),
        writes: [...writes, ...tellLeave(ctx, plan, { leaves, reason })],
        about: { flow: FLOW, studentId: null, wish: 'leave' },
      };
    }
    case 'changed':
      return go({ step: 'plan', shown: shownOf(outcome.plan), reason, names: false }, words.changed);
    case 'already':
    case 'past':
    case 'too_long':
    case 'not_yours':
      return afterPlan(ctx, outcome, { teacherId: shown.teacherId, reason });
  }
}

/** With a button that takes the leave back. */
function withReturn(ctx: FlowContext, body: string, leaves: readonly Leave[]) {
  const [only, ...others] = leaves;
  const id = only && others.length === 0 ? buttonId(FLOW, 'back', only.id) : buttonId(FLOW, 'leaves');
  return buttons(body, [{ id, title: ctx.copy.leave.canCome }]);
}

export function shownOf(plan: LeavePlan): Shown {
  const batches = [...new Set(plan.classes.map((c) => c.batchId))];
  return {
    teacherId: plan.teacher.id,
    from: plan.from,
    to: plan.to,
    seen: plan.seen,
    classes: plan.classes.map(({ date, instrument, start, pupils }) => ({
      date,
      instrument,
      start,
      pupils: pupils.length,
    })),
    names: batches.map((id) => {
      const own = plan.classes.filter((c) => c.batchId === id);
      const pupils = [...new Set(own.flatMap((c) => c.pupils.map((p) => p.name)))];
      return { instrument: own[0]?.instrument ?? '', start: own[0]?.start ?? null, pupils };
    }),
    pupils: plan.pupils.length,
    families: plan.families.length,
    unheard: plan.unheard,
    unreadable: plan.unreadable,
    already: plan.already.map(({ from, to }) => ({ from, to })),
  };
}
