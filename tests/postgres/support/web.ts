import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';
import { TODAY } from '../../support/database.js';

const CLASS = sql`(select b.id from batches b join instruments i on i.id = b.instrument_id
  where i.name = 'Guitar' and b.start_time = '17:00')`;
const pupil = (name: string) => sql`(select id from students where name = ${name})`;

/** Somebody marks a pupil of Rahul's evening class in the management system, which knows nothing of the bot. */
export async function marksOnTheWeb(db: Db, name: string, status: 'present' | 'absent'): Promise<void> {
  const row = sql`batch_id = ${CLASS} and session_date = ${TODAY}::date and student_id = ${pupil(name)}`;
  const { rows } = await db.execute(sql`
    update attendance_records set status = ${status}::attendance_status, source = 'web', finalized_at = now()
    where ${row} returning id`);
  if (rows.length > 0) return;
  await db.execute(sql`
    insert into attendance_records (session_date, batch_id, student_id, status, source, finalized_at, is_extra)
    values (${TODAY}::date, ${CLASS}, ${pupil(name)}, ${status}::attendance_status, 'web', now(), false)`);
}

/** The office takes a pupil out of that class. */
export async function leavesTheClass(db: Db, name: string): Promise<void> {
  await db.execute(sql`
    delete from enrollment_batches where batch_id = ${CLASS}
      and enrollment_id in (select id from enrollments where student_id = ${pupil(name)})`);
}

/** Who was not there, by the school's tables. */
export async function absent(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select s.name from attendance_records r join students s on s.id = r.student_id
    where r.session_date = ${TODAY}::date and r.status <> 'present' order by 1`);
  return rows.map(({ name }) => name);
}
