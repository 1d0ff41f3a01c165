import type { Weekday } from './recurrence.js';

/** Dates are school-local, YYYY-MM-DD, and compare as text. */
const DAY_MS = 86_400_000;

/** The date in a time zone at an instant. */
export function localDate(instant: Date, timezone: string): string {
  const { year, month, day } = partsOf(instant, timezone);
  return `${year}-${month}-${day}`;
}

/** The time of day in a time zone at an instant, HH:MM, 24 h. */
export function localTime(instant: Date, timezone: string): string {
  const { hour, minute } = partsOf(instant, timezone);
  return `${hour}:${minute}`;
}

/** The instant at which a time zone's clocks show a date and an HH:MM. */
export function instantOf(date: string, time: string, timezone: string): Date {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  // What the zone shows at that instant is off by its offset; the second look settles days on which clocks change.
  const guess = asUtc - offsetMs(new Date(asUtc), timezone);
  return new Date(asUtc - offsetMs(new Date(guess), timezone));
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A month later is the same day of the month, or its last where there is none. */
export function addMonths(date: string, months: number): string {
  const day = Number(date.slice(8));
  const first = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + months + 1, 0);
  first.setUTCDate(Math.min(day, first.getUTCDate()));
  return first.toISOString().slice(0, 10);
}

/** Whole days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Every date from one to another, both included; none when the second is earlier. */
export function datesFrom(from: string, to: string): string[] {
  return Array.from({ length: Math.max(daysBetween(from, to) + 1, 0) }, (_, i) => addDays(from, i));
}

export function weekdayOf(date: string): Weekday {
  const weekdays: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
  return weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 0;
}

/** Whether a text is a date that exists, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(instant: Date, timezone: string) {
  const format = formats.get(timezone) ?? formatOf(timezone);
  formats.set(timezone, format);
  const parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of format.formatToParts(instant))
    if (type in parts) Object.assign(parts, { [type]: value });
  return parts;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const digits = '2-digit' as const;
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
    second: digits,
  });
}

function offsetMs(instant: Date, timezone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(instant, timezone);
  const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return shown - Math.floor(instant.getTime() / 1000) * 1000;
}
