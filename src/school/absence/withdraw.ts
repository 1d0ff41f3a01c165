import { sql } from 'drizzle-orm';
import { type Write, guard } from '../../../db/client.js';
import type { Result } from '../context.js';
import { addDays, localDate } from '../dates.js';
import { type AbsenceContext, type ComingClass, comingClasses, speaksFor } from './coming.js';
import { type ClassRef, lockAbsences, sameClass } from './report.js';
import { type TeacherToTell, teacherReads, teachersOf } from './tell.js';

/** How far ahead reported absences are looked for. */
const AHEAD_DAYS = 60;

export interface SaidAbsent {
  studentId: string;
  name: string;
  classes: ComingClass[];
}

/** The classes that these pupils said they cannot come to and that are still to come. One request. */
export async function saidAbsent(ctx: AbsenceContext, studentIds: readonly string[]): Promise<SaidAbsent[]> {
  const from = localDate(ctx.now, ctx.timezone);
  const pupils = await comingClasses(ctx, { studentIds, from, to: addDays(from, AHEAD_DAYS) });
  return (pupils ?? []).flatMap(({ studentId, name, classes }) => {
    const excused = classes.filter((c) => c.plan === 'excused');
    return excused.length > 0 ? [{ studentId, name, classes: excused }] : [];
  });
}

export type ComesAfterAll =
  | {
      kind: 'withdrawn';
      pupil: { id: string; name: string };
      classes: ComingClass[];
      teachers: TeacherToTell<ComingClass>[];
    }
  /** They are expected in these classes as it is, or the classes are over. */
  | { kind: 'nothing' }
  | { kind: 'not_yours' };

/** A Yes to "she will come after all". Two requests at once. */
export async function withdrawAbsence(
  ctx: AbsenceContext,
  input: { studentId: string; classes: readonly ClassRef[] },
): Promise<Result<ComesAfterAll>> {
  if (!speaksFor(ctx, [input.studentId])) return { outcome: { kind: 'not_yours' }, writes: [] };
  const [pupils, rows] = await Promise.all([
    saidAbsent(ctx, [input.studentId]),
    ctx.db.batch(
      teacherReads(
        ctx,
        input.classes.map((c) => c.batchId),
      ),
    ),
  ]);
  const [found] = pupils;
  const classes = (found?.classes ?? []).filter((c) => input.classes.some((x) => sameClass(x, c)));
  if (!found || classes.length === 0) return { outcome: { kind: 'nothing' }, writes: [] };
  return {
    outcome: {
      kind: 'withdrawn',
      pupil: { id: found.studentId, name: found.name },
      classes,
      teachers: teachersOf(classes, rows),
    },
    writes: [lockAbsences(ctx, input.studentId), ...takeBack(ctx, input.studentId, classes)],
  };
}

/** A row without a batch speaks of the whole day and ends whole. */
function takeBack(ctx: AbsenceContext, studentId: string, classes: readonly ClassRef[]): Write[] {
  const row = ({ batchId, date }: ClassRef) => sql`a.student_id = ${studentId}::uuid
    and a.absence_date = ${date}::date and a.withdrawn_at is null
    and (a.batch_id is null or a.batch_id = ${batchId}::uuid)`;
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  return [
    ...classes.map((c) =>
      guard(ctx.db, 'absence', sql`exists (select 1 from bot.student_absences a where ${row(c)})`),
    ),
    ...classes.map((c) =>
      ctx.db.execute(sql`update bot.student_absences a set withdrawn_at = ${at} where ${row(c)}`),
    ),
  ];
}
