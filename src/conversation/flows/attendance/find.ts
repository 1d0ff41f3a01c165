import type { BookedClass } from '../../../school/attendance/book.js';
import { type Reading, readWish } from './reading.js';
import type { Wish } from './state.js';

/** How the class was named, and when this is asked. */
export interface Looking {
  /** As far as they were said. */
  date: string | null;
  instrument: string | null;
  /** HH:MM. */
  time: string | null;
  /** A teacher's name in it narrows an admin's search. */
  wish: Wish;
  today: string;
  /** HH:MM. */
  clock: string;
}

export type Found =
  | { kind: 'one'; found: BookedClass }
  | { kind: 'several'; classes: BookedClass[] }
  /** Nothing of that day fits; `named` when more than the day was said. */
  | { kind: 'none'; date: string; named: boolean; classes: BookedClass[] };

/** The class that is meant: today's unless another day is named; asked about only when several fit. */
export function findClass(classes: readonly BookedClass[], looking: Looking): Found {
  const date = looking.date ?? looking.today;
  const fitting = classes.filter((c) => c.register.date === date && fits(c, looking));
  const [best, ...others] = narrowed(fitting, looking);
  if (best && others.length === 0) return { kind: 'one', found: best };
  if (best) return { kind: 'several', classes: inOrder([best, ...others], looking) };
  const named = looking.instrument !== null || looking.time !== null;
  return { kind: 'none', date, named, classes: nearby(classes, looking) };
}

function fits({ register, end }: BookedClass, { instrument, time }: Looking): boolean {
  return (
    (instrument === null || sameWord(register.instrument, instrument)) &&
    (time === null || register.start === null || during(time, register.start, end))
  );
}

/** Whether a class is on at a time that was said. */
export function meetsAt({ register: { start }, end }: BookedClass, time: string): boolean {
  return start !== null && during(time, start, end);
}

function sameWord(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x.includes(y) || y.includes(x);
}

export function beginsAt({ register: { start } }: BookedClass, time: string): boolean {
  return start !== null && eitherHalf(time).includes(start.slice(0, 5));
}

/** "5" may be meant for 17:00. */
function eitherHalf(time: string): string[] {
  const [hour = 0, minute = ''] = [Number(time.slice(0, 2)), time.slice(2)];
  return [time, `${String((hour + 12) % 24).padStart(2, '0')}${minute}`];
}

function during(time: string, start: string, end: string | null): boolean {
  return eitherHalf(time).some((t) => t === start || (end !== null && start <= t && t < end));
}

type Narrowing = (c: BookedClass) => boolean;

/** Each hint counts only where it leaves somebody. */
function narrowed(classes: BookedClass[], looking: Looking): BookedClass[] {
  const { today, clock, wish, instrument } = looking;
  const text = wish.text.toLowerCase();
  const names = new Map(classes.map((c) => [c, classes.length > 1 ? named(c, wish) : 0]));
  const most = Math.max(0, ...names.values());
  const { time } = looking;
  const hints: Narrowing[] = [
    (c) => c.certain,
    (c) => time === null || beginsAt(c, time),
    (c) => instrument !== null || wordIn(text, c.register.instrument),
    (c) => wordIn(text, c.register.teacherName ?? ''),
    (c) => most > 0 && names.get(c) === most,
    (c) => c.standing === 'on',
    (c) => c.register.date !== today || (c.register.start ?? '') <= clock,
    (c) => c.register.rows.length === 0 && c.register.held === null,
  ];
  return hints.reduce((left, hint) => {
    const kept = left.length > 1 ? left.filter(hint) : [];
    return kept.length > 0 ? kept : left;
  }, classes);
}

/** Whether a text holds a word of this name. */
function wordIn(text: string, name: string): boolean {
  return name
    .toLowerCase()
    .split(/\s+/)
    .some((word) => word.length > 2 && text.includes(word));
}

/** How many of a class the message speaks of by name. */
function named({ register }: BookedClass, wish: Wish): number {
  if (register.roster.length === 0 || wish.text === '') return 0;
  const { present, absent, bare, several }: Reading = readWish(wish, register.roster);
  return present.length + absent.length + bare.length + several.length;
}

/** The class that is on, then the one that has just ended, then what is still to come. */
function inOrder(classes: readonly BookedClass[], { clock, today }: Looking): BookedClass[] {
  const rank = ({ register: { date, start }, end }: BookedClass) => {
    if (date !== today || start === null || start > clock) return `2 ${start ?? '99'}`;
    return end === null || clock < end ? '0' : `1 ${99 - Number(start.slice(0, 2))}`;
  };
  return [...classes].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** To choose from when nothing fits: what fits on other days first, else everything; the latest first. */
function nearby(classes: readonly BookedClass[], looking: Looking): BookedClass[] {
  const sure = classes.filter((c) => c.certain);
  const elsewhere = sure.filter((c) => fits(c, looking));
  const offered = elsewhere.length > 0 ? elsewhere : sure.length > 0 ? sure : classes;
  const when = ({ register }: BookedClass) => `${register.date} ${register.start ?? ''}`;
  return [...offered].sort((a, b) => (when(a) < when(b) ? 1 : -1));
}
