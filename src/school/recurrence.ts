/** As Date.getUTCDay: 0 is Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** One class of the week. Times are HH:MM, 24 h, school-local; null where nobody wrote one down. */
export interface Slot {
  weekday: Weekday;
  start: string | null;
  end: string | null;
}

/** What a batch's recurrence says. Unreadable ones keep their text, to be shown as it is and reported. */
export type Recurrence = { readable: true; text: string; slots: Slot[] } | { readable: false; text: string };

/** The batch's own start and end, as Postgres writes them (17:00:00): they serve days that name no time. */
export interface BatchTimes {
  start: string | null;
  end: string | null;
}

type Times = Pick<Slot, 'start' | 'end'>;
interface Part {
  days: Weekday[];
  times: Times | null;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAY = '(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:days?)?';
const TIME = '\\d{1,2}(?:[:.]\\d{2})?(?: ?[ap]\\.?m\\.?)?';
const PART = new RegExp(`^(${DAY}(?: ${DAY})*)(?: (${TIME})(?: ?(?:-|to) ?(${TIME}))?)?$`);

/** Reads the forms that schools write ("TUE 17:00-18:00, THU 18:00-19:00", "Mon/Wed", "Tue/Thu 5-6 PM"). Never throws. */
export function readRecurrence(text: string, times: BatchTimes = { start: null, end: null }): Recurrence {
  const parts = text
    .toLowerCase()
    .replace(/[–—−]/g, '-')
    .split(/[,;/&+\n]|\band\b/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .map(readPart);
  const read = parts.filter((part) => part !== null);
  if (read.length === 0 || read.length < parts.length) return { readable: false, text };
  return { readable: true, text, slots: tidy(withTimes(read, times)) };
}

function readPart(part: string): Part | null {
  const match = PART.exec(part);
  if (!match?.[1]) return null;
  const days = match[1].split(' ').flatMap((name) => {
    const weekday = DAYS.findIndex((day) => name.startsWith(day));
    return isWeekday(weekday) ? [weekday] : [];
  });
  if (match[2] === undefined) return { days, times: null };
  const times = readTimes(match[2], match[3]);
  return times && { days, times };
}

function isWeekday(n: number): n is Weekday {
  return Number.isInteger(n) && n >= 0 && n <= 6;
}

/** Days without a time share that of the next day that has one, else of the one before, else the batch's own. */
function withTimes(parts: readonly Part[], own: BatchTimes): Slot[] {
  const fallback = { start: own.start?.slice(0, 5) ?? null, end: own.end?.slice(0, 5) ?? null };
  return parts.flatMap(({ days, times }, i) => {
    const next = parts.slice(i).find((p) => p.times)?.times;
    const before = parts.slice(0, i).findLast((p) => p.times)?.times;
    return days.map((weekday) => ({ weekday, ...(times ?? next ?? before ?? fallback) }));
  });
}

function tidy(slots: readonly Slot[]): Slot[] {
  const byKey = new Map(slots.map((slot) => [`${slot.weekday} ${slot.start ?? ''}`, slot]));
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, slot]) => slot);
}

interface Clock {
  minutes: number;
  /** Could as well be twelve hours later: "5" without am or pm. */
  vague: boolean;
}

function readTimes(start: string, end: string | undefined): Times | null {
  const halves = /m/.test(start + (end ?? ''));
  const from = readClock(start, halves);
  if (!from) return null;
  if (end === undefined) return from.vague ? null : { start: hhmm(from.minutes), end: null };
  const to = readClock(end, halves);
  if (!to || (from.vague && to.vague)) return null;
  // "5-6 PM", "11-1 PM": the vague side is the nearest reading that makes the class end after it starts.
  const starts = from.vague ? nearestBefore(from.minutes, to.minutes) : from.minutes;
  const ends = to.vague && to.minutes <= starts ? to.minutes + 12 * 60 : to.minutes;
  return starts < ends && ends < 24 * 60 ? { start: hhmm(starts), end: hhmm(ends) } : null;
}

function nearestBefore(minutes: number, limit: number): number {
  const later = minutes + 12 * 60;
  return later < limit ? later : minutes;
}

/**
 * Without am or pm a time is the 24 h clock's only where it looks like it: 17, 05:30, 10:00, but neither 5 nor 5:30;
 * beside one that has am or pm (`halves`) only from 13 on.
 */
function readClock(text: string, halves: boolean): Clock | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(?: ?([ap]))?/.exec(text);
  if (!match?.[1]) return null;
  const [, hours, minutes, half] = match;
  const hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return null;
  if (half) return { minutes: ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute, vague: false };
  const looksLike24 = hours.startsWith('0') || (minutes !== undefined && hour >= 8);
  const certain = hour > 12 || (looksLike24 && !halves);
  return { minutes: (certain ? hour : hour % 12) * 60 + minute, vague: !certain };
}

function hhmm(minutes: number): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
