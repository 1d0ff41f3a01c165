import { type SQL, eq, inArray } from 'drizzle-orm';
import { batches } from '../../db/schema/school.js';
import type { SchoolContext } from './context.js';
import { datesFrom } from './dates.js';
import { batchLabel } from './labels.js';
import { type Recurrence, readRecurrence } from './recurrence.js';
import type { RosterPupil } from './rosters.js';
import { type DateRange, type ScheduleAnswers, scheduleReads } from './schedule-rows.js';
import { type Session, closuresOf, sessionOn } from './sessions.js';

export interface BatchSchedule {
  batchId: string;
  instrumentId: string | null;
  instrument: string;
  teacher: { id: string; name: string } | null;
  /** "Guitar 5:00 pm"; with the recurrence's own words where the days differ or nobody can read them. */
  label: string;
  recurrence: Recurrence;
  capacity: number | null;
  isMakeup: boolean;
  roster: RosterPupil[];
  /** Earliest first. */
  sessions: Session[];
}

/** A teacher's batches with their classes between two dates. One request. */
export function teacherDay(
  ctx: SchoolContext,
  { teacherId, ...range }: DateRange & { teacherId: string },
): Promise<BatchSchedule[]> {
  return schedule(ctx, eq(batches.teacherId, teacherId), range);
}

/** For an admin: these batches, or all. One request. */
export function batchesDay(
  ctx: SchoolContext,
  { batchIds, ...range }: DateRange & { batchIds?: readonly string[] },
): Promise<BatchSchedule[]> {
  return schedule(ctx, batchIds && inArray(batches.id, [...batchIds]), range);
}

async function schedule(
  ctx: SchoolContext,
  scope: SQL | undefined,
  range: DateRange,
): Promise<BatchSchedule[]> {
  return schedulesOf(await ctx.db.batch(scheduleReads(ctx.db, scope, range)), range);
}

/** What the answers to `scheduleReads` make of these batches, by their first class. */
export function schedulesOf(answers: ScheduleAnswers, range: DateRange): BatchSchedule[] {
  const [found] = answers;
  return found.map((row) => toSchedule(row, answers, range)).sort(byFirstClass);
}

type BatchRow = ScheduleAnswers[0][number];

function toSchedule(row: BatchRow, answers: ScheduleAnswers, range: DateRange): BatchSchedule {
  const [, roster] = answers;
  const recurrence = readRecurrence(row.recurrence, row);
  const instrument = row.instrument ?? '';
  const pupils = roster.filter((p) => p.batchId === row.id).map(({ id, name }) => ({ id, name }));
  const batch = { id: row.id, teacherId: row.teacherId, recurrence, instrument, pupils };
  const facts = { answers, closures: closuresOf(answers) };
  return {
    batchId: row.id,
    instrumentId: row.instrumentId,
    instrument,
    teacher: row.teacherId === null ? null : { id: row.teacherId, name: row.teacherName ?? '' },
    label: batchLabel(instrument, recurrence),
    recurrence,
    capacity: row.capacity,
    isMakeup: row.isMakeup ?? false,
    roster: pupils,
    sessions: datesFrom(range.from, range.to).flatMap((date) => sessionOn(batch, date, facts) ?? []),
  };
}

/** By the first class of the range; batches without one come last, by name. */
function byFirstClass(a: BatchSchedule, b: BatchSchedule): number {
  return orderOf(a) < orderOf(b) ? -1 : 1;
}

function orderOf({ label, sessions: [first] }: BatchSchedule): string {
  const when = first ? `${first.date} ${first.slots[0]?.start ?? LAST}` : LAST;
  return `${when} ${label}`;
}

/** After every digit. */
const LAST = '~';
