import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { guardianNumbersOnly, ownNumbers } from '../numbers-on-file.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly } from './rights.js';

/** A pupil of the school, one who has left, or somebody who has only asked. */
export const Standing = z.enum(['pupil', 'former', 'prospect']);
export type Standing = z.infer<typeof Standing>;

const Row = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  metadata: z.unknown(),
  standing: Standing,
  about: z.string().nullable(),
});

export interface Filed {
  id: string;
  name: string;
  standing: Standing;
  /** What they learn or asked about, to tell two of one name apart. */
  about: string | null;
  /** Digits with country code. */
  numbers: string[];
}

export const STANDING = sql`case when coalesce(s.student_type, 'permanent') in ('prospect', 'intentful_user') then 'prospect'
  when s.is_active is false then 'former' else 'pupil' end`;

/** Everybody in the school's list, with the numbers on file: pupils first, then by name. One request. */
export async function everybodyOnFile(
  ctx: OfficeContext,
): Promise<{ kind: 'listed'; people: Filed[] } | OfficeOnly> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const { rows } = await ctx.db.execute(sql`
    select s.id, s.name, s.phone, s.metadata, ${STANDING} as standing,
      coalesce((select string_agg(distinct i.name, ', ')
        from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id
          join batches b on b.id = eb.batch_id join instruments i on i.id = b.instrument_id
        where e.student_id = s.id), s.metadata ->> 'interested_instrument') as about
    from students s order by ${STANDING} = 'pupil' desc, s.name, s.id`);
  const people = z
    .array(Row)
    .parse(rows)
    .map(({ id, name, standing, about, ...on }) => ({
      id,
      name,
      standing,
      about,
      numbers: [...new Set([...guardianNumbersOnly(on), ...ownNumbers(on)])],
    }));
  return { kind: 'listed', people };
}
