import { addDays, mondayOf } from './dates/calendar.js';
import { dateAt } from './dates/find.js';
import type { Tense } from './dates/place.js';
import { WORD_SETS, nearby } from './dates/words.js';
import { type Word, splitWords } from './text/words.js';

export { readTime, type TimeReading } from './dates/time.js';
export type { Tense } from './dates/place.js';

export interface DateReading {
  /** YYYY-MM-DD. */
  date: string;
  /** False where the words could mean another day; the caller should show what it took them for. */
  certain: boolean;
  /** The words it was read from, as typed, and where they stand. */
  words: string;
  start: number;
  end: number;
}

export interface DateOptions {
  /** Which way "kal", "parso", "Monday" and "25th" point. */
  tense?: Tense;
}

/** The first date in the text, seen from a school-local today (YYYY-MM-DD), or null. */
export function readDate(text: string, today: string, options: DateOptions = {}): DateReading | null {
  return readDates(text, today, options)[0] ?? null;
}

/** Every date in the text, in order. */
export function readDates(text: string, today: string, options: DateOptions = {}): DateReading[] {
  const words = splitWords(text);
  const out: DateReading[] = [];
  for (let at = 0; at < words.length; at++) {
    const found = dateAt({ words, at, today, tense: options.tense });
    if (!found) continue;
    out.push({ date: found.date, certain: found.certain, ...place(text, words, at, found.length) });
    at += found.length - 1;
  }
  return out;
}

export interface DateRange {
  from: string;
  to: string;
  certain: boolean;
}

/** "Thu to Sat", "25-28 dec", "next week", "till Friday", "for 3 days from tomorrow"; one date is a range of one. */
export function readDateRange(text: string, today: string, options: DateOptions = {}): DateRange | null {
  const words = splitWords(text);
  return (
    sameMonth(words, today, options) ?? wholeWeek(words, today) ?? fromDates(text, words, today, options)
  );
}

/** "25 to 28 dec", "25-28 december": the first number borrows the month of the second. */
function sameMonth(words: readonly Word[], today: string, options: DateOptions): DateRange | null {
  for (let at = 0; at < words.length - 3; at++) {
    const [first, joiner] = [words[at], words[at + 1]];
    if (first?.kind !== 'number' || !joiner || !joins(joiner)) continue;
    const to = dateAt({ words, at: at + 2, today, tense: options.tense });
    const from = to?.date.slice(0, 8) + first.key.padStart(2, '0');
    if (to && to.length > 1 && words[at + 2]?.kind === 'number' && from <= to.date) {
      return { from, to: to.date, certain: to.certain };
    }
  }
  return null;
}

function joins(word: Word): boolean {
  return /^[-–—]$/.test(word.key) || WORD_SETS.until.has(word.key) || WORD_SETS.and.has(word.key);
}

/** A week runs from Monday to Sunday, what is left of it from today. */
function wholeWeek(words: readonly Word[], today: string): DateRange | null {
  const at = words.findIndex((w) => WORD_SETS.weeks.has(w.key) || WORD_SETS.weekend.has(w.key));
  const word = words[at];
  if (!word) return null;
  const near = words
    .slice(Math.max(0, at - 2), at)
    .map((w) => nearby.get(w.key))
    .find((n) => n !== undefined);
  const counted = words[at - 1]?.kind === 'number' ? Number(words[at - 1]?.key) : 0;
  if (counted > 0 && counted < 9) return { from: today, to: addDays(today, counted * 7 - 1), certain: false };
  const monday = addDays(mondayOf(today), near === 'next' ? 7 : near === 'last' ? -7 : 0);
  const first = WORD_SETS.weekend.has(word.key) ? addDays(monday, 5) : monday;
  const from = near !== 'last' && near !== 'next' && first < today ? today : first;
  return { from, to: addDays(monday, 6), certain: true };
}

function fromDates(
  text: string,
  words: readonly Word[],
  today: string,
  options: DateOptions,
): DateRange | null {
  const found = readDates(text, today, options);
  const first = found[0];
  const last = found.at(-1);
  const length = lengthInDays(words);
  if (!first || !last) return length ? { from: today, to: addDays(today, length - 1), certain: false } : null;
  if (found.length > 1)
    return ordered(
      first,
      last,
      found.every((d) => d.certain),
    );
  if (length) return { from: first.date, to: addDays(first.date, length - 1), certain: first.certain };
  const open = words.some((w) => ['til', 'until', 'tak', 'varaku', 'daka'].includes(w.key));
  if (open && first.date > today) return { from: today, to: first.date, certain: false };
  return { from: first.date, to: first.date, certain: first.certain };
}

/** "Fri to Mon" runs over the week's end: a last day before the first is a week later. */
function ordered(first: DateReading, last: DateReading, certain: boolean): DateRange {
  if (last.date >= first.date) return { from: first.date, to: last.date, certain };
  const later = addDays(last.date, 7);
  return later >= first.date
    ? { from: first.date, to: later, certain: false }
    : { from: last.date, to: first.date, certain: false };
}

/** "for 3 days", "3 din", "2 rojulu"; not "3 days ago". */
function lengthInDays(words: readonly Word[]): number | null {
  const at = words.findIndex((w, i) => w.kind === 'number' && WORD_SETS.days.has(words[i + 1]?.key ?? ''));
  const next = words[at + 2]?.key ?? '';
  const count = Number(words[at]?.key ?? 0);
  return at < 0 || count < 1 || count > 60 || WORD_SETS.ago.has(next) || next === 'later' ? null : count;
}

function place(text: string, words: readonly Word[], at: number, length: number) {
  const start = words[at]?.start ?? 0;
  const end = words[at + length - 1]?.end ?? start;
  return { words: text.slice(start, end), start, end };
}
