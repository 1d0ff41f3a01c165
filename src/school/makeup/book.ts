import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../../db/client.js';
import { makeupBookings } from '../../../db/schema/bot.js';
import type { AbsenceContext } from '../absence/coming.js';
import { type TeacherToTell, teacherReads, teachersOf } from '../absence/tell.js';
import type { Result } from '../context.js';
import { IS_PUPIL } from '../people.js';
import { type FreePlace, type MakeupChoice, USUAL_CAPACITY, makeupChoice } from './places.js';

export type Booked =
  | {
      kind: 'booked';
      id: string;
      choice: MakeupChoice;
      place: FreePlace;
      teachers: TeacherToTell<FreePlace>[];
    }
  /** A second Yes: it stands. */
  | { kind: 'already'; choice: MakeupChoice }
  /** Somebody else has the seat, or the class does not take place. */
  | { kind: 'taken'; choice: MakeupChoice }
  | { kind: 'not_yours' };

export interface BookInput {
  studentId: string;
  batchId: string;
  date: string;
  missedDate: string | null;
}

/** A Yes to a seat. Two requests at once. */
export async function bookMakeup(ctx: AbsenceContext, input: BookInput): Promise<Result<Booked>> {
  const [choice, rows] = await Promise.all([
    makeupChoice(ctx, input),
    ctx.db.batch(teacherReads(ctx, [input.batchId])),
  ]);
  if (!choice) return { outcome: { kind: 'not_yours' }, writes: [] };
  const here = (x: { batchId: string; date: string }) => x.batchId === input.batchId && x.date === input.date;
  if (choice.bookings.some(here)) return { outcome: { kind: 'already', choice }, writes: [] };
  const place = choice.places.find(here);
  if (!place) return { outcome: { kind: 'taken', choice }, writes: [] };
  const id = randomUUID();
  const teachers = teachersOf([place], rows);
  return { outcome: { kind: 'booked', id, choice, place, teachers }, writes: save(ctx, input, id) };
}

function save(ctx: AbsenceContext, input: BookInput, id: string): Write[] {
  const { studentId, batchId, date, missedDate } = input;
  return [
    lockName(ctx.db, `seat:${batchId}:${date}`),
    guard(ctx.db, 'seat', seatIsFree(input)),
    guard(
      ctx.db,
      'booking',
      sql`not exists (select 1 from bot.makeup_bookings m where m.student_id = ${studentId}::uuid
        and m.batch_id = ${batchId}::uuid and m.session_date = ${date}::date and m.withdrawn_at is null)`,
    ),
    ctx.db.insert(makeupBookings).values({
      id,
      studentId,
      batchId,
      sessionDate: date,
      missedDate,
      bookedBy: ctx.actor.personId,
      createdAt: ctx.now,
    }),
  ];
}

/** Capacity less the class list less the bookings of that day. */
function seatIsFree({ batchId, date }: BookInput) {
  return sql`(select coalesce(b.capacity, ${USUAL_CAPACITY})
      - (select count(distinct s.id) from enrollment_batches eb
          join enrollments e on e.id = eb.enrollment_id and e.status = 'active'
          join students s on s.id = e.student_id and ${IS_PUPIL} where eb.batch_id = b.id)
      - (select count(*) from bot.makeup_bookings m
          where m.batch_id = b.id and m.session_date = ${date}::date and m.withdrawn_at is null)
    from batches b where b.id = ${batchId}::uuid) > 0`;
}
