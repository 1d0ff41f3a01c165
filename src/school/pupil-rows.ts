import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../db/client.js';
import { batches } from '../../db/schema/school.js';
import { IS_PUPIL } from './people.js';
import type { DateRange } from './schedule-rows.js';
import type { View } from './views.js';

/** A pupil's place in a batch; without a batch for who is in none. */
const Member = z.object({
  studentId: z.string(),
  name: z.string(),
  batchId: z.string().nullable(),
  status: z.enum(['active', 'paused', 'completed']).nullable(),
});
export type Member = z.infer<typeof Member>;

const ids = (studentIds: readonly string[]) => sql`any(${sql.param([...studentIds])}::uuid[])`;

/** Whatever batch these pupils are in, by enrolment or by a booked makeup; for a teacher the own ones alone. */
export function batchesOf(view: View, studentIds: readonly string[], { from, to }: DateRange): SQL {
  const mine = view.as === 'teacher' ? sql`and ${batches.teacherId} = ${view.teacherId}::uuid` : sql``;
  return sql`(${batches.id} in (select eb.batch_id from enrollment_batches eb
      join enrollments e on e.id = eb.enrollment_id where e.student_id = ${ids(studentIds)})
    or ${batches.id} in (select m.batch_id from bot.makeup_bookings m where m.withdrawn_at is null
      and m.student_id = ${ids(studentIds)} and m.session_date between ${from} and ${to})) ${mine}`;
}

/** Which batches these pupils are in. A statement that a batch of reads can hold. */
export function memberRows(db: Db, studentIds: readonly string[]) {
  return db.execute(sql`
    select distinct s.id as "studentId", s.name, eb.batch_id as "batchId", e.status
    from students s left join enrollments e on e.student_id = s.id
      left join enrollment_batches eb on eb.enrollment_id = e.id
    where s.id = ${ids(studentIds)} and ${IS_PUPIL} order by s.name, s.id`);
}

/** @throws ZodError when the database answers in a shape the bot does not know. */
export function readMembers(answer: { rows: unknown[] }): Member[] {
  return z.array(Member).parse(answer.rows);
}

/** A query for the ids themselves, to look up what is theirs in the same request. */
export function pupilIds(studentIds: readonly string[]): SQL {
  return sql`select unnest(${sql.param([...studentIds])}::uuid[])`;
}
