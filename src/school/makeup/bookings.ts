import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard } from '../../../db/client.js';
import { type AbsenceContext, isOver, speaksFor } from '../absence/coming.js';
import { type TeacherToTell, teacherReads, teachersOf } from '../absence/tell.js';
import type { Result } from '../context.js';
import { localDate, weekdayOf } from '../dates.js';
import { readRecurrence } from '../recurrence.js';

const Row = z.object({
  id: z.string(),
  studentId: z.string(),
  name: z.string(),
  batchId: z.string(),
  date: z.string(),
  instrument: z.string(),
  recurrence: z.string(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  withdrawn: z.boolean(),
});

/** A makeup that is still to come. */
export interface ComingMakeup {
  id: string;
  studentId: string;
  name: string;
  batchId: string;
  date: string;
  instrument: string;
  start: string | null;
}

/** The makeups of these pupils that have not begun. One request. */
export async function comingMakeups(
  ctx: AbsenceContext,
  studentIds: readonly string[],
): Promise<ComingMakeup[]> {
  if (!speaksFor(ctx, studentIds)) return [];
  const rows = await read(
    ctx,
    sql`m.student_id = any(${sql.param([...studentIds])}::uuid[])
    and m.withdrawn_at is null and m.session_date >= ${localDate(ctx.now, ctx.timezone)}::date`,
  );
  return rows.map(toMakeup).filter((m) => !isOver(ctx, { ...m, end: m.start }));
}

export type Unbooked =
  | { kind: 'cancelled'; makeup: ComingMakeup; teachers: TeacherToTell<ComingMakeup>[] }
  | { kind: 'already_cancelled'; makeup: ComingMakeup }
  /** It has begun. */
  | { kind: 'over'; makeup: ComingMakeup }
  | { kind: 'not_yours' };

/** Looks up one booking and says whether it can be given up. One request. */
export async function viewBooking(
  ctx: AbsenceContext,
  { bookingId }: { bookingId: string },
): Promise<Exclude<Unbooked, { kind: 'cancelled' }> | { kind: 'stands'; makeup: ComingMakeup }> {
  const [row] = await read(ctx, sql`m.id = ${bookingId}::uuid`);
  if (!row || !speaksFor(ctx, [row.studentId])) return { kind: 'not_yours' };
  const makeup = toMakeup(row);
  if (row.withdrawn) return { kind: 'already_cancelled', makeup };
  return { kind: isOver(ctx, { ...makeup, end: makeup.start }) ? 'over' : 'stands', makeup };
}

/** Gives a seat back. Two requests. */
export async function cancelMakeup(
  ctx: AbsenceContext,
  input: { bookingId: string },
): Promise<Result<Unbooked>> {
  const found = await viewBooking(ctx, input);
  if (found.kind !== 'stands') return { outcome: found, writes: [] };
  const { makeup } = found;
  const rows = await ctx.db.batch(teacherReads(ctx, [makeup.batchId]));
  const row = sql`m.id = ${makeup.id}::uuid and m.withdrawn_at is null`;
  return {
    outcome: { kind: 'cancelled', makeup, teachers: teachersOf([makeup], rows) },
    writes: [
      guard(ctx.db, 'booking', sql`exists (select 1 from bot.makeup_bookings m where ${row} for update)`),
      ctx.db.execute(
        sql`update bot.makeup_bookings m set withdrawn_at = ${ctx.now.toISOString()}::timestamptz where ${row}`,
      ),
    ],
  };
}

async function read(ctx: AbsenceContext, which: ReturnType<typeof sql>) {
  const { rows } = await ctx.db.execute(sql`
    select m.id, m.student_id as "studentId", s.name, m.batch_id as "batchId", m.session_date::text as date,
      coalesce(i.name, '') as instrument, b.recurrence, b.start_time::text as start, b.end_time::text as end,
      m.withdrawn_at is not null as withdrawn
    from bot.makeup_bookings m join students s on s.id = m.student_id join batches b on b.id = m.batch_id
      left join instruments i on i.id = b.instrument_id
    where ${which} order by m.session_date, m.id`);
  return z.array(Row).parse(rows);
}

function toMakeup({ recurrence, start, end, withdrawn: _, ...row }: z.infer<typeof Row>): ComingMakeup {
  const read = readRecurrence(recurrence, { start, end });
  const slot = read.readable ? read.slots.find((s) => s.weekday === weekdayOf(row.date)) : undefined;
  return { ...row, start: slot?.start ?? start?.slice(0, 5) ?? null };
}
