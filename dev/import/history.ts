import { type BatchDays, type Closures, classesFrom } from '../../src/school/calendar.js';
import { addDays, datesFrom, weekdayOf } from '../../src/school/dates.js';
import type { SchoolFile } from './shape.js';

const YEARS_BACK = 3 * 365;
const SUNDAY = 0;

/** The last days before today on which a batch met, newest first; the last Sundays where nobody can read when it meets. */
export function pastClassDays(
  batch: BatchDays,
  { today, count }: { today: string; count: number },
  holidays: SchoolFile['holidays'],
): string[] {
  const range = { from: addDays(today, -YEARS_BACK), to: addDays(today, -1) };
  if (!batch.recurrence.readable) {
    const sundays = datesFrom(range.from, range.to).filter((date) => weekdayOf(date) === SUNDAY);
    return sundays.reverse().slice(0, count);
  }
  const closures: Closures = {
    holidays: holidays.filter((h) => h.scope === 'school').map((h) => ({ ...h, batchId: null })),
    cancelled: [],
    leaves: [],
  };
  const held = classesFrom(batch, range, closures).filter((c) => c.standing === 'on');
  return held
    .reverse()
    .slice(0, count)
    .map((c) => c.date);
}

/** Newest first: there last time, then the absences, then present again, so that a balance's last entries show both. */
export function pastStatuses({
  present,
  absent,
}: { present: number; absent: number }): ('present' | 'absent')[] {
  const latest = Math.min(present, 1);
  return [
    ...Array.from({ length: latest }, () => 'present' as const),
    ...Array.from({ length: absent }, () => 'absent' as const),
    ...Array.from({ length: present - latest }, () => 'present' as const),
  ];
}
