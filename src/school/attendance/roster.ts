import { type SQL, sql } from 'drizzle-orm';

/** A register by its batch and day, either known or still to be looked up by the same request. */
export interface Key {
  batch: SQL;
  date: SQL;
}

export function keyOf(batchId: string, date: string): Key {
  return { batch: sql`${batchId}::uuid`, date: sql`${date}::date` };
}

export function keyOfDraft(draftId: string): Key {
  const of = (column: SQL) => sql`(select ${column} from bot.attendance_drafts where id = ${draftId}::uuid)`;
  return { batch: of(sql`batch_id`), date: of(sql`attendance_date`) };
}

/** The pupils of a batch on a day, each once: active pupils with an active enrolment, however often they stand in it. */
export function rosterSql(key: Key): SQL {
  return sql`select distinct s.id, s.name, s.phone, s.metadata::text as metadata, exists (
      select 1 from bot.student_absences a
      where a.student_id = s.id and a.absence_date = ${key.date} and a.withdrawn_at is null
        and (a.batch_id is null or a.batch_id = ${key.batch})) as excused
    from enrollment_batches eb
    join enrollments e on e.id = eb.enrollment_id and e.status = 'active'
    join students s on s.id = e.student_id and s.is_active is not false
      and coalesce(s.student_type, 'permanent') not in ('prospect', 'intentful_user')
    where eb.batch_id = ${key.batch}`;
}

export function rosterPrintSql(key: Key): SQL {
  return sql`(select md5(coalesce(string_agg(concat(p.id, ':', case when p.excused then 'e' end), ',' order by p.id), ''))
    from (${rosterSql(key)}) p)`;
}
