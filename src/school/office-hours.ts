import { addDays, localDate, localTime, weekdayOf } from './dates.js';
import type { Weekday } from './recurrence.js';

/** When somebody sits in the office on a day of the week. Times are HH:MM, 24 h; `from` is before `to`. */
export interface OfficeSlot {
  weekday: Weekday;
  from: string;
  to: string;
}

/** Open now, or when it opens next; `opens` is null where nobody can say. */
export type OfficeNow = { open: true } | { open: false; opens: { date: string; time: string } | null };

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = '(sun|mon|tue|wed|thu|fri|sat)[a-z]*';
const DAYS_RUN = `${DAY}(?:\\s*[-–]\\s*${DAY})?`;
const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d';
const SPAN = `(${CLOCK})\\s*[-–]\\s*(${CLOCK}|24:00)`;
const BETWEEN = '[\\s,;&/]*';
/** Days, then the hours of those days. */
const PART = new RegExp(`((?:${DAYS_RUN}${BETWEEN})+)((?:${SPAN}${BETWEEN})+)`, 'gi');
/** How far ahead an opening is looked for: longer than any holidays. */
const LOOK_AHEAD_DAYS = 31;

/**
 * "Mon-Sat 09:00-18:00", "Mon-Fri 9:00-13:00 14:00-18:00; Sat, Sun 10:00-13:00" → the slots of a week. A part that
 * cannot be read is left out.
 */
export function readOfficeHours(text: string): OfficeSlot[] {
  return [...text.matchAll(PART)].flatMap(([, days = '', , , hours = '']) => {
    const spans = [...hours.matchAll(new RegExp(SPAN, 'g'))].flatMap(([, from = '', to = '']) => {
      const span = { from: from.padStart(5, '0'), to: to.padStart(5, '0') };
      return span.from < span.to ? [span] : [];
    });
    return daysIn(days).flatMap((weekday) => spans.map((span) => ({ weekday, ...span })));
  });
}

/** Whether all of it can be read: every part names its days and its hours. */
export function readsAsOfficeHours(text: string): boolean {
  const rest = text.replace(PART, '').replace(/[\s,;.]/g, '');
  const parts = [...text.matchAll(PART)];
  return rest === '' && parts.length > 0 && parts.every(([part]) => readOfficeHours(part).length > 0);
}

function daysIn(text: string): Weekday[] {
  return [...text.matchAll(new RegExp(DAYS_RUN, 'gi'))].flatMap(([, first = '', last]) => {
    const from = DAYS.indexOf(first.toLowerCase());
    const count = last === undefined ? 1 : ((DAYS.indexOf(last.toLowerCase()) - from + 7) % 7) + 1;
    return Array.from({ length: count }, (_, i) => ((from + i) % 7) as Weekday);
  });
}

export interface OfficeDay {
  now: Date;
  timezone: string;
  /** School-local dates on which nobody is there, whatever the week says. */
  closed: readonly string[];
}

/** Whether somebody is in the office at this instant, and when otherwise. */
export function officeNow(slots: readonly OfficeSlot[], { now, timezone, closed }: OfficeDay): OfficeNow {
  const [today, clock] = [localDate(now, timezone), localTime(now, timezone)];
  const on = (date: string) =>
    closed.includes(date)
      ? []
      : slots.filter((s) => s.weekday === weekdayOf(date)).sort((a, b) => (a.from < b.from ? -1 : 1));
  if (on(today).some((s) => s.from <= clock && clock < s.to)) return { open: true };
  for (let days = 0; days <= LOOK_AHEAD_DAYS; days++) {
    const date = addDays(today, days);
    const next = on(date).find((s) => days > 0 || s.from > clock);
    if (next) return { open: false, opens: { date, time: next.from } };
  }
  return { open: false, opens: null };
}
