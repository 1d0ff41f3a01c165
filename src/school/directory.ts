import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { IS_PUPIL } from './people.js';
import type { ViewContext } from './views.js';

const Listed = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['pupil', 'teacher']),
  /** What they learn or teach, to tell two of one name apart. */
  about: z.string().nullable(),
});
export type Listed = z.infer<typeof Listed>;

/**
 * Everybody a person may ask about by name: the office about every pupil and teacher, a teacher about the pupils of
 * the own batches, a family about its children. One request.
 */
export async function directory(ctx: ViewContext): Promise<Listed[]> {
  const { isAdmin, teacher, children } = ctx.actor;
  const own = sql.param(children.map((c) => c.id));
  const taught = sql`exists (select 1 from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id
    join batches b on b.id = eb.batch_id
    where e.student_id = s.id and e.status = 'active' and b.teacher_id = ${teacher?.id ?? null}::uuid)`;
  const { rows } = await ctx.db.execute(sql`
    select s.id, s.name, 'pupil' as kind, (select string_agg(distinct i.name, ', ')
      from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id
        join batches b on b.id = eb.batch_id join instruments i on i.id = b.instrument_id
      where e.student_id = s.id) as about
    from students s where ${IS_PUPIL} and (${isAdmin} or s.id = any(${own}::uuid[]) or ${taught})
    union all
    select t.id, t.name, 'teacher', (select string_agg(distinct i.name, ', ')
      from batches b join instruments i on i.id = b.instrument_id where b.teacher_id = t.id)
    from teachers t where ${isAdmin} and t.is_active is not false and t.name is not null
    order by 2, 1`);
  return z.array(Listed).parse(rows);
}
