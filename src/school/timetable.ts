import { type SQL, eq, sql } from 'drizzle-orm';
import { batches } from '../../db/schema/school.js';
import { placeOf, placeRows, readPlaces } from './places.js';
import { type DateRange, scheduleReads } from './schedule-rows.js';
import { type BatchSchedule, schedulesOf } from './schedule.js';
import type { ViewContext } from './views.js';

/** Whose classes: a teacher's, or for an admin the whole school's. */
export type Whose = { teacherId: string } | 'school';

export interface TimetableBatch extends BatchSchedule {
  /** Where all its pupils' payments say the same; null where that is not known. */
  place: string | null;
}

export type Timetable = { kind: 'timetable'; batches: TimetableBatch[] } | { kind: 'not_yours' };

/** The batches and their classes between two dates: a teacher's own, or any for an admin. One request. */
export async function timetable(
  ctx: ViewContext,
  { of, ...range }: DateRange & { of: Whose },
): Promise<Timetable> {
  const own = of !== 'school' && ctx.actor.teacher?.id === of.teacherId;
  if (!own && !ctx.actor.isAdmin) return { kind: 'not_yours' };
  const scope = of === 'school' ? undefined : eq(batches.teacherId, of.teacherId);
  const [places, ...answers] = await ctx.db.batch([
    placeRows(ctx.db, pupilsIn(scope)),
    ...scheduleReads(ctx.db, scope, range),
  ]);
  const known = readPlaces(places);
  const withPlace = (b: BatchSchedule): TimetableBatch => ({
    ...b,
    place: placeOf(known, { pupils: b.roster.map((p) => p.id), instrumentId: b.instrumentId }),
  });
  return { kind: 'timetable', batches: schedulesOf(answers, range).map(withPlace) };
}

function pupilsIn(scope: SQL | undefined): SQL {
  return sql`select e.student_id from enrollments e
    join enrollment_batches eb on eb.enrollment_id = e.id
    join ${batches} on ${batches.id} = eb.batch_id where ${scope ?? sql`true`}`;
}
