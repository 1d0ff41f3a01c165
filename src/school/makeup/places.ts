import { type SQL, sql } from 'drizzle-orm';
import { batches } from '../../../db/schema/school.js';
import { type AbsenceContext, isOver, speaksFor } from '../absence/coming.js';
import { addDays, localDate } from '../dates.js';
import { scheduleReads } from '../schedule-rows.js';
import { type BatchSchedule, schedulesOf } from '../schedule.js';
import type { Session } from '../sessions.js';
import {
  type Booking,
  MAKEUP_DAYS,
  type MissedClass,
  bookingRows,
  missedRows,
  readBookings,
  readMissed,
} from './reads.js';

/** Where nobody wrote down how many a batch holds. */
export const USUAL_CAPACITY = 8;

/** A class with a free seat. */
export interface FreePlace {
  batchId: string;
  date: string;
  instrument: string;
  instrumentId: string | null;
  start: string | null;
  teacher: string | null;
  seats: number;
  /** A batch that is there for makeups. */
  isMakeup: boolean;
}

export interface MakeupChoice {
  pupil: { id: string; name: string };
  /** Of the pupil's own instruments, inside a month: makeup batches first, then by time. */
  places: FreePlace[];
  /** Newest first. */
  missed: MissedClass[];
  /** Of this pupil, from the beginning of this month on. */
  bookings: Booking[];
}

/** What a pupil can be offered in place of a missed class. Null where it is none of theirs. One request. */
export async function makeupChoice(
  ctx: AbsenceContext,
  { studentId }: { studentId: string },
): Promise<MakeupChoice | null> {
  if (!speaksFor(ctx, [studentId])) return null;
  const today = localDate(ctx.now, ctx.timezone);
  const range = { from: today, to: addDays(today, MAKEUP_DAYS) };
  const [who, missed, booked, mine, ...answers] = await ctx.db.batch([
    ctx.db
      .select({ name: sql<string>`s.name` })
      .from(sql`students s`)
      .where(sql`s.id = ${studentId}::uuid and s.is_active is not false`),
    missedRows(ctx, studentId, today),
    bookingRows(ctx, studentId, today),
    ctx.db
      .select({ id: sql<string>`b.id` })
      .from(sql`batches b`)
      .where(sql`b.id in (${ownBatches(studentId)})`),
    ...scheduleReads(ctx.db, sameInstruments(studentId), range),
  ]);
  const [pupil] = who;
  if (!pupil) return null;
  const own = new Set(mine.map((b) => b.id));
  return {
    pupil: { id: studentId, name: pupil.name },
    places: placesOf(ctx, schedulesOf(answers, range), { own, studentId }),
    missed: readMissed(missed),
    bookings: readBookings(booked),
  };
}

function ownBatches(studentId: string): SQL {
  return sql`select eb.batch_id from enrollment_batches eb join enrollments e on e.id = eb.enrollment_id
    where e.student_id = ${studentId}::uuid and e.status = 'active'`;
}

/** Every batch of what the pupil learns, the own ones among them. */
function sameInstruments(studentId: string): SQL {
  return sql`${batches.instrumentId} in (select o.instrument_id from batches o where o.id in (${ownBatches(studentId)}))`;
}

function placesOf(
  ctx: AbsenceContext,
  all: readonly BatchSchedule[],
  { own, studentId }: { own: ReadonlySet<string>; studentId: string },
): FreePlace[] {
  const busy = all
    .filter((b) => own.has(b.batchId))
    .flatMap((b) => b.sessions.filter((s) => s.state === 'on'));
  const places = all
    .filter((b) => !own.has(b.batchId))
    .flatMap((b) =>
      b.sessions
        .filter((s) => isOpen(ctx, s) && !s.makeups.includes(studentId) && !clashes(s, busy))
        .map((s) => ({
          batchId: b.batchId,
          date: s.date,
          instrument: b.instrument,
          instrumentId: b.instrumentId,
          start: s.slots[0]?.start ?? null,
          teacher: b.teacher?.name ?? null,
          seats: (b.capacity ?? USUAL_CAPACITY) - b.roster.length - s.makeups.length,
          isMakeup: b.isMakeup,
        })),
    );
  return places.filter((p) => p.seats > 0).sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
}

/** Before a class has begun. */
function isOpen(ctx: AbsenceContext, { state, planned, date, slots }: Session): boolean {
  const start = slots[0]?.start ?? null;
  return state === 'on' && planned === 'yes' && !isOver(ctx, { date, start, end: start });
}

/** A pupil is not offered a class during another one of theirs. */
function clashes({ date, slots }: Session, busy: readonly Session[]): boolean {
  const that = busy.filter((s) => s.date === date).flatMap((s) => s.slots);
  return slots.some((a) =>
    that.some(
      (b) => (a.start ?? '') < (b.end ?? b.start ?? '') && (b.start ?? '') < (a.end ?? a.start ?? ''),
    ),
  );
}

function rankOf({ isMakeup, date, start }: FreePlace): string {
  return `${isMakeup ? 0 : 1} ${date} ${start ?? ''}`;
}

/** How many makeups of a month are booked: told, and no reason to refuse one. */
export function bookedInMonth(bookings: readonly Booking[], date: string): number {
  return bookings.filter((b) => b.date.slice(0, 7) === date.slice(0, 7)).length;
}
