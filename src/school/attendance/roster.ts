import { type SQL, sql } from 'drizzle-orm';
import { IS_PUPIL } from '../people.js';

/** Which registers: those of some batches, from one day to another, known or still to be looked up by the same request. */
export interface Range {
  /** A condition on the row of the batch, `b`. */
  batches: SQL;
  from: SQL;
  to: SQL;
}

export function ofBatch(batchId: string, date: string): Range {
  return { batches: sql`b.id = ${batchId}::uuid`, from: sql`${date}::date`, to: sql`${date}::date` };
}

/** The class that a draft is about. */
export function ofDraft(draftId: string): Range {
  const of = (column: SQL) => sql`(select ${column} from bot.attendance_drafts where id = ${draftId}::uuid)`;
  const date = of(sql`attendance_date`);
  return { batches: sql`b.id = ${of(sql`batch_id`)}`, from: date, to: date };
}

export function ofTeacher(teacherId: string, days: { from: string; to: string }): Range {
  return { batches: sql`b.teacher_id = ${teacherId}::uuid`, ...bounds(days) };
}

export function ofSchool(days: { from: string; to: string }): Range {
  return { batches: sql`true`, ...bounds(days) };
}

function bounds({ from, to }: { from: string; to: string }): Pick<Range, 'from' | 'to'> {
  return { from: sql`${from}::date`, to: sql`${to}::date` };
}

/** The pupils of batches, each once per batch: active pupils with an active enrolment, however often they stand in it. */
export function rosterSql(batches: SQL): SQL {
  return sql`select distinct eb.batch_id, s.id, s.name
    from enrollment_batches eb
    join batches b on b.id = eb.batch_id
    join enrollments e on e.id = eb.enrollment_id and e.status = 'active'
    join students s on s.id = e.student_id and ${IS_PUPIL}
    where ${batches}`;
}

/** Absences that families reported and did not take back. */
export function absencesSql({ from, to }: Pick<Range, 'from' | 'to'>): SQL {
  return sql`select a.student_id, a.batch_id, a.absence_date from bot.student_absences a
    where a.absence_date between ${from} and ${to} and a.withdrawn_at is null`;
}

export function rosterPrintSql(batchId: string, date: string): SQL {
  const range = ofBatch(batchId, date);
  return sql`(select md5(coalesce(string_agg(
      concat(p.id, ':', case when exists (
        select 1 from (${absencesSql(range)}) a
        where a.student_id = p.id and (a.batch_id is null or a.batch_id = p.batch_id)) then 'e' end),
      ',' order by p.id), ''))
    from (${rosterSql(range.batches)}) p)`;
}
