import { createHash } from 'node:crypto';
import type { BatchResponse } from 'drizzle-orm/batch';
import { addDays, datesFrom, daysBetween, localDate } from '../dates.js';
import { schedulesOf } from '../schedule.js';
import { familiesOf, standingClasses } from './classes.js';
import { leaveReads } from './reads.js';
import { type Days, type Leave, type LeaveContext, type LeavePlan, mayLeave } from './types.js';

/** Longer ones are the office's business. */
export const LONGEST_DAYS = 60;

export type Planned =
  | { kind: 'planned'; plan: LeavePlan }
  /** Every one of these days is in a leave that is stored already. */
  | { kind: 'already'; leaves: Leave[] }
  | { kind: LeaveRefusal };
export type LeaveRefusal = 'not_yours' | 'past' | 'too_long';

/** What a teacher's leave comes to: which classes, whose families. Days that are over are left out. One request. */
export async function planLeave(ctx: LeaveContext, input: Days & { teacherId: string }): Promise<Planned> {
  if (!mayLeave(ctx, input.teacherId)) return { kind: 'not_yours' };
  const today = localDate(ctx.now, ctx.timezone);
  if (input.to < today) return { kind: 'past' };
  const days = { from: input.from < today ? today : input.from, to: input.to };
  if (daysBetween(days.from, days.to) >= LONGEST_DAYS) return { kind: 'too_long' };
  const plan = toPlan(ctx, input.teacherId, days, await ctx.db.batch(leaveReads(ctx, input.teacherId, days)));
  return plan.fresh.length === 0 ? { kind: 'already', leaves: plan.already } : { kind: 'planned', plan };
}

export type LeaveAnswers = BatchResponse<ReturnType<typeof leaveReads>>;

export function toPlan(ctx: LeaveContext, teacherId: string, days: Days, all: LeaveAnswers): LeavePlan {
  const [[teacher], already, contacts, known, admins, ...answers] = all;
  const batches = schedulesOf(answers, days);
  const classes = standingClasses(ctx, batches, contacts);
  const plan = {
    ...days,
    teacher: { id: teacherId, name: teacher?.name ?? '' },
    classes,
    ...familiesOf(classes, contacts, known),
    unreadable: batches.filter((b) => !b.recurrence.readable).map((b) => b.label),
    already,
    fresh: withoutLeaves(days, already),
    admins,
  };
  return { ...plan, seen: printOf(plan) };
}

/** The days that no leave covers, in unbroken runs. */
function withoutLeaves(days: Days, leaves: readonly Days[]): Days[] {
  const runs: Days[] = [];
  for (const date of datesFrom(days.from, days.to)) {
    if (leaves.some((l) => l.from <= date && date <= l.to)) continue;
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === date) last.to = date;
    else runs.push({ from: date, to: date });
  }
  return runs;
}

function printOf({ from, to, classes, families, already }: Omit<LeavePlan, 'seen'>): string {
  const lines = classes.map((c) => [c.batchId, c.date, ...c.pupils.map((p) => p.id)].join(' '));
  const known = [from, to, ...already.map((l) => l.id), ...families.map((f) => f.phone)];
  return createHash('md5')
    .update([...known, ...lines].join('\n'))
    .digest('hex')
    .slice(0, 12);
}
