import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard, lockName } from '../../../db/client.js';
import { holidays } from '../../../db/schema/school.js';
import type { Result } from '../context.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

const Holiday = z.object({
  id: z.string(),
  date: z.string(),
  /** The whole school, or one batch; 'teacher' stands in old rows and closes nothing. */
  scope: z.enum(['school', 'teacher', 'batch']),
  reason: z.string().nullable(),
  batchId: z.string().nullable(),
  /** The batch's instrument and times, to be told from others. */
  batch: z.string().nullable(),
});
export type Holiday = z.infer<typeof Holiday>;

export type HolidaysOutcome = { kind: 'holidays'; holidays: Holiday[] } | OfficeOnly;

/** Days off between two school-local dates, both included, in order. One request. */
export async function listHolidays(
  ctx: OfficeContext,
  { from, to, limit }: { from: string; to: string; limit: number },
): Promise<HolidaysOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const { rows } = await ctx.db.execute(sql`
    select h.id, h.date::text as date, h.scope::text as scope, h.reason, h.affected_batch_id as "batchId",
      concat_ws(' ', i.name, b.recurrence) as batch
    from holidays h left join batches b on b.id = h.affected_batch_id
      left join instruments i on i.id = b.instrument_id
    where h.date between ${from}::date and ${to}::date order by h.date, h.id limit ${limit}`);
  const found = z.array(Holiday).parse(rows);
  return { kind: 'holidays', holidays: found.map((h) => ({ ...h, batch: h.batch || null })) };
}

export interface NewHoliday {
  date: string;
  reason: string | null;
  /** Null closes the whole school. */
  batchId: string | null;
}

export type HolidayAdded =
  | { kind: 'added'; id: string }
  /** That day is off already. */
  | { kind: 'already'; id: string }
  | { kind: 'no_batch' }
  | OfficeOnly;

/** A day off for the whole school or one batch. Classes of that day are not held from the next message on. One request. */
export async function addHoliday(ctx: OfficeContext, day: NewHoliday): Promise<Result<HolidayAdded>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db, now } = ctx;
  const scope = day.batchId === null ? 'school' : 'batch';
  const same = sql`h.date = ${day.date}::date and h.scope::text = ${scope}
    and h.affected_batch_id is not distinct from ${day.batchId}::uuid`;
  const [there, batch] = await db.batch([
    db.execute<{ id: string }>(sql`select h.id from holidays h where ${same}`),
    db.execute(sql`select 1 from batches where id = ${day.batchId}::uuid`),
  ]);
  const [known] = there.rows;
  if (known) return { outcome: { kind: 'already', id: known.id }, writes: [] };
  if (day.batchId !== null && batch.rows.length === 0) return { outcome: { kind: 'no_batch' }, writes: [] };
  const id = randomUUID();
  return {
    outcome: { kind: 'added', id },
    writes: [
      // The school's table keeps no two alike from each other: the lock does.
      lockName(db, `holiday:${day.date}`),
      guard(db, 'holiday', sql`not exists (select 1 from holidays h where ${same})`),
      db.insert(holidays).values({
        id,
        date: day.date,
        scope,
        reason: day.reason,
        affectedBatchId: day.batchId,
        createdAt: now,
      }),
      auditOffice(ctx, { action: 'holiday_added', about: { holiday_id: id }, before: null, after: day }),
    ],
  };
}

export type HolidayRemoved = { kind: 'removed'; holiday: Holiday } | { kind: 'gone' } | OfficeOnly;

/** Takes a day off back. One request. */
export async function removeHoliday(
  ctx: OfficeContext,
  { id }: { id: string },
): Promise<Result<HolidayRemoved>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db } = ctx;
  const { rows } = await db.execute(sql`
    select h.id, h.date::text as date, h.scope::text as scope, h.reason, h.affected_batch_id as "batchId",
      null as batch from holidays h where h.id = ${id}::uuid`);
  const [holiday] = z.array(Holiday).parse(rows);
  if (!holiday) return { outcome: { kind: 'gone' }, writes: [] };
  return {
    outcome: { kind: 'removed', holiday },
    writes: [
      guard(db, 'holiday', sql`exists (select 1 from holidays where id = ${id}::uuid for update)`),
      db.execute(sql`delete from holidays where id = ${id}::uuid`),
      auditOffice(ctx, {
        action: 'holiday_removed',
        about: { holiday_id: id },
        before: holiday,
        after: null,
      }),
    ],
  };
}
