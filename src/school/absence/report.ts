import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../../db/client.js';
import type { Result } from '../context.js';
import { type AbsenceContext, type ComingClass, comingClasses, speaksFor } from './coming.js';
import { type TeacherToTell, teacherReads, teachersOf } from './tell.js';

export interface ClassRef {
  batchId: string;
  date: string;
}

export interface AbsenceInput {
  studentId: string;
  classes: readonly ClassRef[];
  reason: string | null;
}

export type Absent =
  | {
      kind: 'saved';
      /** Names this report, for what it starts. */
      id: string;
      pupil: { id: string; name: string };
      classes: ComingClass[];
      teachers: TeacherToTell<ComingClass>[];
    }
  /** All of it had been said before. */
  | { kind: 'already'; pupil: { id: string; name: string }; classes: ComingClass[] }
  /** Some of these classes are over, marked, or do not take place any more. */
  | { kind: 'changed' }
  | { kind: 'not_yours' };

/** A Yes to a pupil's absence from some classes. Of a booked makeup, the booking goes. Two requests at once. */
export async function reportAbsence(ctx: AbsenceContext, input: AbsenceInput): Promise<Result<Absent>> {
  if (!speaksFor(ctx, [input.studentId])) return { outcome: { kind: 'not_yours' }, writes: [] };
  const dates = input.classes.map((c) => c.date).sort();
  const [from = '', to = ''] = [dates[0], dates.at(-1)];
  if (from === '') return { outcome: { kind: 'changed' }, writes: [] };
  const [pupils, rows] = await Promise.all([
    comingClasses(ctx, { studentIds: [input.studentId], from, to }),
    ctx.db.batch(
      teacherReads(
        ctx,
        input.classes.map((c) => c.batchId),
      ),
    ),
  ]);
  const [found] = pupils ?? [];
  if (!found) return { outcome: { kind: 'not_yours' }, writes: [] };
  const pupil = { id: found.studentId, name: found.name };
  const meant = found.classes.filter((c) => input.classes.some((x) => sameClass(x, c)));
  if (meant.length < input.classes.length) return { outcome: { kind: 'changed' }, writes: [] };
  const classes = meant.filter((c) => c.plan !== 'excused');
  if (classes.length === 0) return { outcome: { kind: 'already', pupil, classes: meant }, writes: [] };
  const id = randomUUID();
  return {
    outcome: { kind: 'saved', id, pupil, classes, teachers: teachersOf(classes, rows) },
    writes: save(ctx, input, classes),
  };
}

export function sameClass(a: ClassRef, b: ClassRef): boolean {
  return a.batchId === b.batchId && a.date === b.date;
}

function save(ctx: AbsenceContext, { studentId, reason }: AbsenceInput, classes: ComingClass[]): Write[] {
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  return [
    lockAbsences(ctx, studentId),
    ...classes.flatMap(({ batchId, date, plan }) =>
      plan === 'makeup'
        ? [
            ctx.db.execute(sql`update bot.makeup_bookings set withdrawn_at = ${at}
              where student_id = ${studentId}::uuid and batch_id = ${batchId}::uuid
                and session_date = ${date}::date and withdrawn_at is null`),
          ]
        : [
            guard(
              ctx.db,
              'absence',
              sql`not exists (select 1 from bot.student_absences a where a.student_id = ${studentId}::uuid
                and a.absence_date = ${date}::date and a.withdrawn_at is null
                and (a.batch_id is null or a.batch_id = ${batchId}::uuid))`,
            ),
            ctx.db.execute(sql`insert into bot.student_absences
                (student_id, batch_id, absence_date, reason, reported_by, created_at)
              values (${studentId}::uuid, ${batchId}::uuid, ${date}::date, ${reason},
                ${ctx.actor.personId}::uuid, ${at})`),
          ],
    ),
  ];
}

/** Holds off everybody who changes the absences of this pupil. */
export function lockAbsences(ctx: AbsenceContext, studentId: string): Write {
  return lockName(ctx.db, `absence:${studentId}`);
}
