import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { IS_PUPIL } from '../../school/people.js';

/** Who a broadcast is for. Pupils stand for their families: whoever the school writes to about them. */
export const Audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all_students') }),
  z.object({ kind: z.literal('all_teachers') }),
  z.object({ kind: z.literal('batch'), ids: z.array(z.uuid()).min(1) }),
  z.object({ kind: z.literal('instrument'), ids: z.array(z.uuid()).min(1) }),
  /** Numbers as digits with country code, Meta's user ids, and how many entries were neither. */
  z.object({
    kind: z.literal('custom'),
    numbers: z.array(z.string()),
    userIds: z.array(z.string()),
    bad: z.number().int().min(0),
  }),
]);
export type Audience = z.infer<typeof Audience>;

/** One pupil, teacher or number that an audience names; several of them may be one person. */
export interface Subject {
  kind: 'pupil' | 'teacher' | 'number';
  /** The pupil's or teacher's id, the number, or Meta's user id. */
  id: string;
  name: string | null;
  guardian: string | null;
  phone: string | null;
  metadata: unknown;
  /** Pupils with one key are likely of one family: they stand side by side, and count once where nobody can be reached. */
  family: string;
  /** Names of the instruments, in the classes that are meant. */
  instruments: string[];
}

export interface SubjectPage {
  subjects: Subject[];
  /** Where the next page begins; null after the last one. */
  next: string | null;
}

const PupilRow = z.object({
  id: z.string(),
  name: z.string(),
  guardian: z.string().nullable(),
  phone: z.string().nullable(),
  metadata: z.unknown(),
  family: z.string(),
  instruments: z.array(z.string()),
});
const Cursor = z.tuple([z.string(), z.string()]);

/** The next `size` of an audience. `cursor`: '' at first. Families stay together, so a page may be a little shorter. */
export function subjectsOf(
  db: Db,
  audience: Audience,
  { cursor, size }: { cursor: string; size: number },
): Promise<SubjectPage> {
  switch (audience.kind) {
    case 'all_students':
    case 'batch':
    case 'instrument':
      return pupils(db, audience, { cursor, size });
    case 'all_teachers':
      return teachers(db);
    case 'custom':
      return Promise.resolve(listed(audience, { cursor, size }));
  }
}

/** The last ten digits of the guardian's number, else of the pupil's; without regular expressions, since all pupils are sorted by it for every page. */
const TAIL = (field: SQL) => sql`nullif(right(translate(${field}, ' +-()./,', ''), 10), '')`;
const FAMILY = sql`coalesce(${TAIL(sql`s.metadata ->> 'guardian_phone'`)}, ${TAIL(sql`s.phone`)},
  ${TAIL(sql`s.metadata ->> 'phone'`)}, s.id::text) collate "C"`;

/** Taught now: all but those whose enrolments are all paused or completed. */
const TAUGHT = sql`s.id not in (select e.student_id from enrollments e where e.student_id is not null
  group by e.student_id having not bool_or(coalesce(e.status, 'active') = 'active'))`;

async function pupils(
  db: Db,
  audience: Extract<Audience, { kind: 'all_students' | 'batch' | 'instrument' }>,
  { cursor, size }: { cursor: string; size: number },
): Promise<SubjectPage> {
  const after = cursor === '' ? null : Cursor.parse(JSON.parse(cursor));
  const here = sql`join enrollment_batches eb on eb.enrollment_id = e.id
    join batches b on b.id = eb.batch_id left join instruments i on i.id = b.instrument_id
    where coalesce(e.status, 'active') = 'active' and ${MEANT(audience)}`;
  const theirs = sql`exists (select 1 from enrollments e ${here} and e.student_id = s.id)`;
  const scope = audience.kind === 'all_students' ? TAUGHT : theirs;
  const { rows } = await db.execute(sql`
    with page as materialized (
      select p.id, p.family from (select s.id, ${FAMILY} as family from students s where ${IS_PUPIL} and ${scope}) p
      where ${after ? sql`(p.family, p.id::text collate "C") > (${after[0]}, ${after[1]})` : sql`true`}
      order by p.family, p.id::text collate "C" limit ${size}
    ), taught as (
      select e.student_id, array_agg(distinct i.name order by i.name) as names
      from page join enrollments e on e.student_id = page.id ${here} and i.name is not null group by e.student_id
    )
    select s.id, s.name, s.guardian_contact as guardian, s.phone, s.metadata, page.family,
      coalesce(taught.names, '{}') as instruments
    from page join students s on s.id = page.id left join taught on taught.student_id = page.id
    order by page.family, s.id::text collate "C"`);
  const found = z.array(PupilRow).parse(rows);
  const whole = found.length < size ? found : withoutLastFamily(found);
  const last = whole.at(-1);
  return {
    subjects: whole.map((r) => ({ kind: 'pupil', ...r })),
    next: found.length < size || !last ? null : JSON.stringify([last.family, last.id]),
  };
}

function MEANT(audience: Audience): SQL {
  if (audience.kind === 'batch') return sql`b.id = any(${sql.param([...audience.ids])}::uuid[])`;
  if (audience.kind === 'instrument')
    return sql`b.instrument_id = any(${sql.param([...audience.ids])}::uuid[])`;
  return sql`true`;
}

/** The last family may go on beyond the page; it waits for the next one, unless it is all there is (a placeholder number). */
function withoutLastFamily<R extends { family: string }>(rows: R[]): R[] {
  const last = rows.at(-1)?.family;
  const kept = rows.filter((r) => r.family !== last);
  return kept.length > 0 ? kept : rows;
}

/** All at once: whether a number is one teacher's alone can only be told beside all the others. A school has dozens. */
async function teachers(db: Db): Promise<SubjectPage> {
  const { rows } = await db.execute(sql`
    select t.id, t.name, t.phone from teachers t where t.is_active is not false order by t.name, t.id`);
  const Row = z.object({ id: z.string(), name: z.string().nullable(), phone: z.string().nullable() });
  const found = z.array(Row).parse(rows);
  const nothing = { guardian: null, metadata: null, instruments: [] };
  return {
    subjects: found.map((t) => ({ kind: 'teacher', ...t, family: `teacher:${t.id}`, ...nothing })),
    next: null,
  };
}

function listed(
  { numbers, userIds }: Extract<Audience, { kind: 'custom' }>,
  { cursor, size }: { cursor: string; size: number },
): SubjectPage {
  const from = Number(cursor || 0);
  const all = [...numbers, ...userIds];
  const slice = all.slice(from, from + size);
  const nothing = { name: null, guardian: null, metadata: null, instruments: [] };
  const subjects = slice.map((id, i) => ({
    kind: 'number' as const,
    id,
    phone: from + i < numbers.length ? id : null,
    family: `number:${id}`,
    ...nothing,
  }));
  return { subjects, next: from + size < all.length ? String(from + size) : null };
}
