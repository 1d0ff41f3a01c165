import { type SQL, sql } from 'drizzle-orm';
import { type MarkContext, refusal } from './rights.js';
import { rosterSql } from './roster.js';
import type { Pupil, Register } from './types.js';

/**
 * Who may come to a makeup or extra class: the pupils of the class's teacher on its instrument, whichever of their
 * batches they are in; for a batch that has no teacher, everybody on that instrument; and whoever booked a seat.
 * Nobody, for who may not mark it. One request.
 */
export async function makeupPupils(ctx: MarkContext, register: Register): Promise<Pupil[]> {
  if (refusal(ctx, register) === 'not_yours') return [];
  const { teacherId, instrumentId, batchId, date } = register;
  const taught = teacherId === null ? sql`true` : sql`b.teacher_id = ${teacherId}::uuid`;
  const batches: SQL = sql`b.id = ${batchId}::uuid
    or (b.instrument_id = ${instrumentId}::uuid and ${taught})`;
  const booked = sql`select s.id, s.name from bot.makeup_bookings m join students s on s.id = m.student_id
    where m.batch_id = ${batchId}::uuid and m.session_date = ${date}::date and m.withdrawn_at is null`;
  return ctx.db
    .select({ id: sql<string>`p.id`, name: sql<string>`p.name` })
    .from(sql`(select q.id, q.name from (${rosterSql(sql`(${batches})`)}) q union ${booked}) p`)
    .orderBy(sql`p.name, p.id`);
}
