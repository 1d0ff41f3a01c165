import { addDays, datesFrom, weekdayOf } from './dates.js';
import type { Recurrence, Slot } from './recurrence.js';

/** A batch, as far as its days go. */
export interface BatchDays {
  id: string;
  teacherId: string | null;
  recurrence: Recurrence;
}

/** What keeps classes from taking place. Dates are school-local; a leave's last day is included. */
export interface Closures {
  /** Scope 'teacher' names nobody (there is no such column), so it closes nothing. */
  holidays: readonly { date: string; scope: 'school' | 'teacher' | 'batch'; batchId: string | null }[];
  /** Classes with a teacher_attendance row 'not_conducted'. */
  cancelled: readonly { batchId: string; date: string }[];
  leaves: readonly { teacherId: string; from: string; to: string }[];
}

/** Whether a class takes place; 'on' when nothing speaks against it. */
export type Standing = 'on' | 'cancelled' | 'holiday' | 'teacher_away';

/** What one batch does on one date: all its slots of that day are one class, with one register. */
export interface ClassDay {
  batchId: string;
  date: string;
  /** Earliest first; empty when nobody could read when the batch meets. */
  slots: Slot[];
  /** False when the recurrence is unreadable: the batch may meet that day, or not. */
  certain: boolean;
  standing: Standing;
}

const MONDAY = 1;
const LOOK_AHEAD_DAYS = 60;

/**
 * The class of a batch on a date, or null when it does not meet that day.
 * The school is closed on Mondays unless a batch says otherwise: only a batch that can be read does.
 */
export function classOn(batch: BatchDays, date: string, closures: Closures): ClassDay | null {
  const weekday = weekdayOf(date);
  const { recurrence } = batch;
  const slots = recurrence.readable ? recurrence.slots.filter((s) => s.weekday === weekday) : [];
  const meets = recurrence.readable ? slots.length > 0 : weekday !== MONDAY;
  if (!meets) return null;
  const standing = standingOf(batch, date, closures);
  return { batchId: batch.id, date, slots, certain: recurrence.readable, standing };
}

/** The classes of a batch from one date to another, both included, whatever became of them. */
export function classesFrom(
  batch: BatchDays,
  range: { from: string; to: string },
  closures: Closures,
): ClassDay[] {
  return datesFrom(range.from, range.to).flatMap((date) => classOn(batch, date, closures) ?? []);
}

/** The next classes that take place, the first date included; none of a batch that cannot be read. */
export function nextClasses(
  batch: BatchDays,
  { from, count }: { from: string; count: number },
  closures: Closures,
): ClassDay[] {
  if (!batch.recurrence.readable) return [];
  const ahead = classesFrom(batch, { from, to: addDays(from, LOOK_AHEAD_DAYS) }, closures);
  return ahead.filter((c) => c.standing === 'on').slice(0, count);
}

function standingOf(batch: BatchDays, date: string, closures: Closures): Standing {
  const { cancelled, holidays, leaves } = closures;
  if (cancelled.some((c) => c.batchId === batch.id && c.date === date)) return 'cancelled';
  const closes = (h: Closures['holidays'][number]) =>
    h.scope === 'school' || (h.scope === 'batch' && h.batchId === batch.id);
  if (holidays.some((h) => h.date === date && closes(h))) return 'holiday';
  const away = leaves.some((l) => l.teacherId === batch.teacherId && l.from <= date && date <= l.to);
  return away ? 'teacher_away' : 'on';
}
