import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { SchoolContext } from '../context.js';
import { addDays } from '../dates.js';

/** A makeup lies inside this many days from today. */
export const MAKEUP_DAYS = 30;
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

/** Marked absent or excused lately, or said beforehand; not where a makeup is booked for that day. */
export function missedRows(ctx: SchoolContext, studentId: string, today: string) {
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

export function bookingRows(ctx: SchoolContext, studentId: string, today: string) {
  return ctx.db.execute(sql`
    select m.id, m.batch_id as "batchId", m.session_date::text as date, m.missed_date::text as "missedDate",
      coalesce(i.name, '') as instrument
    from bot.makeup_bookings m left join batches b on b.id = m.batch_id left join instruments i on i.id = b.instrument_id
    where m.student_id = ${studentId}::uuid and m.withdrawn_at is null
      and m.session_date >= ${`${today.slice(0, 7)}-01`}::date
    order by m.session_date, m.id`);
}

/** @throws ZodError when the database answers in a shape the bot does not know. */
export function readMissed(answer: { rows: unknown[] }): MissedClass[] {
  return z.array(Missed).parse(answer.rows);
}

export function readBookings(answer: { rows: unknown[] }): Booking[] {
  return z.array(Booking).parse(answer.rows);
}
