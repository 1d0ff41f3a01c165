import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../../db/client.js';
import { teacherLeaves } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { type Planned, planLeave } from './plan.js';
import type { Days, Leave, LeaveContext, LeavePlan } from './types.js';

export type Reported =
  /** One row per unbroken run of new days. */
  | { kind: 'saved'; plan: LeavePlan; leaves: Leave[] }
  /** Classes, pupils or leaves are not what the person saw. */
  | { kind: 'changed'; plan: LeavePlan }
  | Exclude<Planned, { kind: 'planned' }>;

export interface ReportInput extends Days {
  teacherId: string;
  reason: string | null;
  /** The plan's print as it was shown. */
  seen: string;
}

/** A Yes to a leave. One request. */
export async function reportLeave(ctx: LeaveContext, input: ReportInput): Promise<Result<Reported>> {
  const planned = await planLeave(ctx, input);
  if (planned.kind !== 'planned') return { outcome: planned, writes: [] };
  const { plan } = planned;
  if (plan.seen !== input.seen) return { outcome: { kind: 'changed', plan }, writes: [] };
  const leaves = plan.fresh.map((days) => ({ id: randomUUID(), ...days, reason: input.reason }));
  return { outcome: { kind: 'saved', plan, leaves }, writes: save(ctx, plan, leaves) };
}

function save(ctx: LeaveContext, { teacher, from, to, already }: LeavePlan, leaves: Leave[]): Write[] {
  const rows = leaves.map((l) => ({
    id: l.id,
    teacherId: teacher.id,
    fromDate: l.from,
    toDate: l.to,
    reason: l.reason,
    reportedBy: ctx.actor.personId,
    createdAt: ctx.now,
  }));
  return [
    lockLeaves(ctx, teacher.id),
    guard(
      ctx.db,
      'leave',
      sql`(select count(*) from bot.teacher_leaves l where l.teacher_id = ${teacher.id}::uuid
      and l.withdrawn_at is null and l.from_date <= ${to}::date and l.to_date >= ${from}::date) = ${already.length}`,
    ),
    ctx.db.insert(teacherLeaves).values(rows),
    auditLeave(ctx, { action: 'leave_reported', teacherId: teacher.id, days: { from, to } }),
  ];
}

/** Holds off everybody who changes the leaves of this teacher. */
export function lockLeaves(ctx: LeaveContext, teacherId: string): Write {
  return lockName(ctx.db, `leave:${teacherId}`);
}

export function auditLeave(
  ctx: LeaveContext,
  { action, teacherId, days }: { action: string; teacherId: string; days: Days },
): Write {
  const own = ctx.actor.teacher?.id === teacherId;
  const payload = JSON.stringify({
    channel: 'whatsapp',
    teacher_id: teacherId,
    person_id: ctx.actor.personId,
    ...days,
  });
  return ctx.db.execute(sql`insert into audit_logs (actor_id, actor_role, action, payload, timestamp)
    values (${own ? teacherId : ctx.actor.personId}::uuid, ${own ? 'teacher' : 'admin'}, ${action},
      ${payload}::jsonb, ${ctx.now.toISOString()}::timestamptz)`);
}
