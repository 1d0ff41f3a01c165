import { and, asc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import { type Write, guard } from '../../../db/client.js';
import { messages, teacherLeaves } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { addDays, localDate } from '../dates.js';
import { type LeaveAnswers, toPlan } from './plan.js';
import { leaveReads } from './reads.js';
import { auditLeave, lockLeaves } from './report.js';
import { type Leave, type LeaveContext, type LeavePlan, mayLeave } from './types.js';

/** A teacher's leaves that are not over. One request. */
export async function currentLeaves(ctx: LeaveContext, teacherId: string): Promise<Leave[]> {
  if (!mayLeave(ctx, teacherId)) return [];
  const l = teacherLeaves;
  return ctx.db
    .select({ id: l.id, from: l.fromDate, to: l.toDate, reason: l.reason })
    .from(l)
    .where(
      and(eq(l.teacherId, teacherId), isNull(l.withdrawnAt), gte(l.toDate, localDate(ctx.now, ctx.timezone))),
    )
    .orderBy(asc(l.fromDate), asc(l.id));
}

/** What was said of a leave, and has gone out or not yet. */
export interface Heard {
  phone: string;
  gone: boolean;
}

export type Restored =
  /** `plan`: the classes that take place again, from today on; `told`: who has heard of the leave. */
  | { kind: 'restorable'; leave: Leave; plan: LeavePlan; told: string[]; waiting: number }
  | { kind: 'already_withdrawn'; leave: Leave }
  | { kind: 'over'; leave: Leave }
  | { kind: 'not_yours' };

/** The name under which everything is told that a leave starts. */
export function leaveOrigin(leaveId: string): string {
  return `leave:${leaveId}`;
}

/** What taking a leave back comes to. Two requests. */
export async function planReturn(ctx: LeaveContext, { leaveId }: { leaveId: string }): Promise<Restored> {
  const l = teacherLeaves;
  const [row] = await ctx.db.select().from(l).where(eq(l.id, leaveId));
  if (!row || !mayLeave(ctx, row.teacherId)) return { kind: 'not_yours' };
  const today = localDate(ctx.now, ctx.timezone);
  const leave = { id: row.id, from: row.fromDate, to: row.toDate, reason: row.reason };
  if (row.withdrawnAt) return { kind: 'already_withdrawn', leave };
  if (row.toDate < today) return { kind: 'over', leave };
  const days = { from: row.fromDate < today ? today : row.fromDate, to: row.toDate };
  const [heard, ...answers] = await ctx.db.batch([
    heardRows(ctx, leaveId),
    ...leaveReads(ctx, row.teacherId, days),
  ]);
  const plan = toPlan(ctx, row.teacherId, days, without(leave, row.teacherId, answers));
  const told = heard.filter((h) => h.gone).map((h) => h.phone);
  return { kind: 'restorable', leave, plan, told, waiting: heard.length - told.length };
}

/** Takes a leave back; of one that has begun, what is left of it. Two requests. */
export async function withdrawLeave(
  ctx: LeaveContext,
  input: { leaveId: string },
): Promise<
  Result<
    | Exclude<Restored, { kind: 'restorable' }>
    | (Extract<Restored, { kind: 'restorable' }> & { withdrawn: true })
  >
> {
  const found = await planReturn(ctx, input);
  if (found.kind !== 'restorable') return { outcome: found, writes: [] };
  const { leave, plan, waiting } = found;
  return {
    outcome: { ...found, withdrawn: true },
    writes: [
      lockLeaves(ctx, plan.teacher.id),
      guard(
        ctx.db,
        'leave',
        sql`exists (select 1 from bot.teacher_leaves l where l.id = ${leave.id}::uuid
        and l.withdrawn_at is null and l.from_date = ${leave.from}::date and l.to_date = ${leave.to}::date)`,
      ),
      endLeave(ctx, leave),
      unsay(ctx, { origin: leaveOrigin(leave.id), count: waiting }),
      auditLeave(ctx, {
        action: 'leave_withdrawn',
        teacherId: plan.teacher.id,
        days: { from: plan.from, to: plan.to },
      }),
    ],
  };
}

/** Of a leave that has begun, the days before today stay what they were. */
function endLeave(ctx: LeaveContext, leave: Leave): Write {
  const today = localDate(ctx.now, ctx.timezone);
  const change = leave.from < today ? { toDate: addDays(today, -1) } : { withdrawnAt: ctx.now };
  return ctx.db.update(teacherLeaves).set(change).where(eq(teacherLeaves.id, leave.id));
}

const SAID = ['sending', 'sent', 'delivered', 'read', 'played', 'unknown'];

/** Who has been told, or is about to be. */
function heardRows(ctx: LeaveContext, leaveId: string) {
  return ctx.db
    .select({
      phone: sql<string>`coalesce(${messages.phoneNumber}, (select p.wa_user_id
        from bot.whatsapp_subscriptions p where p.id = ${messages.personId}))`,
      gone: sql<boolean>`${messages.status} <> 'queued'`,
    })
    .from(messages)
    .where(and(eq(messages.origin, leaveOrigin(leaveId)), inArray(messages.status, ['queued', ...SAID])));
}

/** Withdraws what still waits. Whoever was told in the meantime has to be told again, so the count must hold. */
function unsay(ctx: LeaveContext, { origin, count }: { origin: string; count: number }): Write {
  return ctx.db.execute(sql`with gone as (
      update bot.whatsapp_messages set status = 'skipped', reason = 'withdrawn'
      where origin = ${origin} and status = 'queued' returning 1)
    select bot.guard((select count(*) from gone) = ${count}, 'told')`);
}

/** What was read, as it would be without this leave. */
function without(leave: Leave, teacherId: string, answers: LeaveAnswers): LeaveAnswers {
  const [teacher, own, contacts, known, admins, ...rest] = answers;
  const [batches, rosters, marks, held, absences, holidays, leaves, makeups] = rest;
  const others = leaves.filter(
    (l) => l.teacherId !== teacherId || l.from !== leave.from || l.to !== leave.to,
  );
  return [
    ...([teacher, own, contacts, known, admins] as const),
    ...([batches, rosters, marks, held, absences, holidays, others, makeups] as const),
  ];
}
