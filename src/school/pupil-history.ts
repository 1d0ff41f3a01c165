import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../db/client.js';
import { IS_PUPIL } from './people.js';
import type { ViewContext } from './views.js';
import { type View, viewOf } from './views.js';

const Attended = z.object({
  date: z.string(),
  instrument: z.string().nullable(),
  mark: z.enum(['present', 'absent', 'excused']),
  isExtra: z.boolean(),
});
/** One line of a register about a pupil. */
export type Attended = z.infer<typeof Attended>;

const PupilHistory = z.object({ studentId: z.string(), name: z.string(), classes: z.array(Attended) });
/** Newest first. */
export type PupilHistory = z.infer<typeof PupilHistory>;

export type Histories = { kind: 'histories'; pupils: PupilHistory[] } | { kind: 'not_yours' };

/** What the registers say of these pupils, between two dates where they are given. One request. */
export async function pupilHistories(
  ctx: ViewContext,
  input: { studentIds: readonly string[]; from: string | null; to: string | null },
): Promise<Histories> {
  const view = viewOf(ctx.actor, input.studentIds);
  if (!view) return { kind: 'not_yours' };
  const { rows } = await historyRows(ctx.db, view, input);
  const pupils = z.array(PupilHistory).parse(rows);
  return pupils.length === 0 ? { kind: 'not_yours' } : { kind: 'histories', pupils };
}

function historyRows(
  db: Db,
  view: View,
  { studentIds, from, to }: { studentIds: readonly string[]; from: string | null; to: string | null },
) {
  const mine: SQL = view.as === 'teacher' ? sql`b.teacher_id = ${view.teacherId}::uuid` : sql`true`;
  const taught =
    view.as === 'teacher'
      ? sql`exists (select 1 from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id
          join batches b on b.id = eb.batch_id where e.student_id = s.id and e.status = 'active' and ${mine})`
      : sql`true`;
  return db.execute(sql`
    select s.id as "studentId", s.name,
      (select coalesce(json_agg(json_build_object('date', a.session_date, 'instrument', i.name,
          'mark', coalesce(a.status, 'absent'), 'isExtra', coalesce(a.is_extra, false))
          order by a.session_date desc, a.id), '[]')
        from attendance_records a left join batches b on b.id = a.batch_id
          left join instruments i on i.id = b.instrument_id
        where a.student_id = s.id and ${mine}
          and a.session_date >= coalesce(${from}::date, '-infinity')
          and a.session_date <= coalesce(${to}::date, 'infinity')) as classes
    from students s
    where s.id = any(${sql.param([...studentIds])}::uuid[]) and ${IS_PUPIL} and ${taught}
    order by s.name, s.id`);
}
