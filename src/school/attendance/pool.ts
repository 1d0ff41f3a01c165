import { type SQL, sql } from 'drizzle-orm';
import type { MarkContext } from './rights.js';
import { rosterSql } from './roster.js';
import type { Pupil, Register } from './types.js';

/**
 * Who may come to a makeup or extra class: the pupils of the class's teacher on its instrument, whichever of their
 * batches they are in; for a batch that has no teacher, everybody on that instrument. One request.
 */
export async function makeupPupils(ctx: MarkContext, register: Register): Promise<Pupil[]> {
  const { teacherId, instrumentId, batchId } = register;
  const taught = teacherId === null ? sql`true` : sql`b.teacher_id = ${teacherId}::uuid`;
  const batches: SQL = sql`b.id = ${batchId}::uuid
    or (b.instrument_id = ${instrumentId}::uuid and ${taught})`;
  return ctx.db
    .select({ id: sql<string>`p.id`, name: sql<string>`p.name` })
    .from(sql`(select distinct q.id, q.name from (${rosterSql(sql`(${batches})`)}) q) p`)
    .orderBy(sql`p.name, p.id`);
}
