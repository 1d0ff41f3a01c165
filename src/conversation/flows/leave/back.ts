import { currentLeaves, planReturn, withdrawLeave } from '../../../school/leave/withdraw.js';
import type { FlowContext } from '../../flow.js';
import { daysIn } from './read.js';
import type { On } from './state.js';
import { type LeaveStep, go, over, todayOf } from './steps.js';
import { tellReturn } from './tell.js';

/** "I can come after all": which leave that takes back. */
export async function takeLeaveBack(
  ctx: FlowContext,
  { teacherId, said }: { teacherId: string; said: string },
): Promise<LeaveStep> {
  const all = await currentLeaves(ctx, teacherId);
  const days = said === '' ? null : daysIn(said, todayOf(ctx));
  const meant = days ? all.filter((l) => l.from <= days.to && l.to >= days.from) : [];
  const leaves = meant.length > 0 ? meant : all;
  const [only, ...others] = leaves;
  if (!only) return over(ctx.copy.leave.noLeave);
  if (others.length === 0) return offerReturn(ctx, only.id);
  return go({ step: 'leaves', leaves: leaves.slice(0, 9).map(({ id, from, to }) => ({ id, from, to })) });
}

/** Shows what taking a leave back comes to. */
export async function offerReturn(ctx: FlowContext, leaveId: string): Promise<LeaveStep> {
  const { leave: words } = ctx.copy;
  const found = await planReturn(ctx, { leaveId });
  switch (found.kind) {
    case 'restorable': {
      const { plan, told } = found;
      const classes = plan.classes.map(({ date, instrument, start, pupils }) => ({
        date,
        instrument,
        start,
        pupils: pupils.length,
      }));
      const families = plan.families.filter((f) => told.includes(f.phone)).length;
      return go({ step: 'back', leaveId, days: { from: plan.from, to: plan.to }, classes, families });
    }
    case 'already_withdrawn':
      return over(words.alreadyBack(found.leave));
    case 'over':
      return over(words.leaveOver(found.leave));
    case 'not_yours':
      return over(words.notYours);
  }
}

/** A Yes to it. */
export async function noteReturn(ctx: FlowContext, { leaveId }: On<'back'>): Promise<LeaveStep> {
  const { leave: words } = ctx.copy;
  const { outcome, writes } = await withdrawLeave(ctx, { leaveId });
  switch (outcome.kind) {
    case 'restorable': {
      const { plan, leave, told } = outcome;
      const families = plan.families.filter((f) => told.includes(f.phone)).length;
      const office = plan.admins.some((a) => told.includes(a.phone) && a.phone !== ctx.actor.phone);
      const body = `${words.backDone(plan, plan.classes.length)} ${words.told(families, office)}`;
      return over(body, [...writes, ...tellReturn(ctx, plan, { leave, told })]);
    }
    case 'already_withdrawn':
      return over(words.alreadyBack(outcome.leave));
    case 'over':
      return over(words.leaveOver(outcome.leave));
    case 'not_yours':
      return over(words.notYours);
  }
}
