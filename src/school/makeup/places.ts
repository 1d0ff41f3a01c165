import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { batches } from '../../../db/schema/school.js';
import { type AbsenceContext, isOver, speaksFor } from '../absence/coming.js';
import { addDays, localDate } from '../dates.js';
import { scheduleReads } from '../schedule-rows.js';
import { type BatchSchedule, schedulesOf } from '../schedule.js';
import type { Session } from '../sessions.js';

/** A makeup lies inside this many days from today. */
export const MAKEUP_DAYS = 30;
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

const Missed = z.object({
  date: z.string(),
  instrument: z.string(),
  instrumentId: z.string(),
  reason: z.enum(['marked', 'said']),
});
/** A class that was missed, or will be, and for which nothing is booked. */
export type MissedClass = z.infer<typeof Missed>;

const Booking = z.object({
  id: z.string(),
  batchId: z.string(),
  date: z.string(),
  missedDate: z.string().nullable(),
  instrument: z.string(),
});
export type Booking = z.infer<typeof Booking>;

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
    missed: z.array(Missed).parse(missed.rows),
    bookings: z.array(Booking).parse(booked.rows),
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

/** Marked absent or excused lately, or said beforehand; not where a makeup is booked for that day. */
function missedRows(ctx: AbsenceContext, studentId: string, today: string) {
  const booked = (date: SQL) => sql`exists (select 1 from bot.makeup_bookings m
    where m.student_id = ${studentId}::uuid and m.missed_date = ${date} and m.withdrawn_at is null)`;
  return ctx.db.execute(sql`
    select distinct on (date, "instrumentId") * from (
      select a.session_date::text as date, i.name as instrument, i.id as "instrumentId", 'marked' as reason
      from attendance_records a join batches b on b.id = a.batch_id join instruments i on i.id = b.instrument_id
      where a.student_id = ${studentId}::uuid and a.is_extra is not true and a.status in ('absent', 'excused')
        and a.session_date between ${addDays(today, -MAKEUP_DAYS)}::date and ${today}::date
        and not ${booked(sql`a.session_date`)}
      union all
      select s.absence_date::text, i.name, i.id, 'said'
      from bot.student_absences s join batches b on b.id = s.batch_id join instruments i on i.id = b.instrument_id
      where s.student_id = ${studentId}::uuid and s.withdrawn_at is null
        and s.absence_date >= ${today}::date and not ${booked(sql`s.absence_date`)}
    ) missed order by date desc, "instrumentId"`);
}

function bookingRows(ctx: AbsenceContext, studentId: string, today: string) {
  return ctx.db.execute(sql`
    select m.id, m.batch_id as "batchId", m.session_date::text as date, m.missed_date::text as "missedDate",
      coalesce(i.name, '') as instrument
    from bot.makeup_bookings m left join batches b on b.id = m.batch_id left join instruments i on i.id = b.instrument_id
    where m.student_id = ${studentId}::uuid and m.withdrawn_at is null
      and m.session_date >= ${`${today.slice(0, 7)}-01`}::date
    order by m.session_date, m.id`);
}

/** How many makeups of a month are booked: told, and no reason to refuse one. */
export function bookedInMonth(bookings: readonly Booking[], date: string): number {
  return bookings.filter((b) => b.date.slice(0, 7) === date.slice(0, 7)).length;
}
