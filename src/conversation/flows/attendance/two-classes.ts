import type { BookedClass } from '../../../school/attendance/book.js';
import { spokenTimes } from '../../../understanding/dates/time.js';
import { beginsAt, meetsAt } from './find.js';

const JOINT = /[\n;,]|\.(?=\s)|(?<!\p{L})(?:and|aur|mariyu|और|మరియు)(?!\p{L})|&/giu;

/** What a sentence says of each of two classes of a day, told apart by their hours. */
export interface TwoClasses {
  /** HH:MM. */
  time: string;
  first: string;
  second: string;
}

/** "5pm all present, 6:15 Sarah absent". Null where one class is spoken of, or an hour is only when it ended. */
export function twoClasses(said: string, classes: readonly BookedClass[]): TwoClasses | null {
  const times = spokenTimes(said).sort((a, b) => a.start - b.start);
  const [one] = times;
  const klassAt = (time: string) =>
    (classes.find((c) => beginsAt(c, time)) ?? classes.find((c) => meetsAt(c, time)))?.register.batchId;
  const before = one && klassAt(one.time);
  const two = times.find((t) => klassAt(t.time) !== undefined && klassAt(t.time) !== before);
  if (!one || !before || !two) return null;
  const between = said.slice(one.end, two.start);
  const joint = [...between.matchAll(JOINT)].at(-1);
  const instrument = /\p{L}+\s*$/u.exec(between);
  const named = instrument && classes.some((c) => sameStart(c.register.instrument, instrument[0].trim()));
  const cut = one.end + (joint?.index ?? (named ? instrument.index : between.length));
  const first = said.slice(0, cut).trim();
  const second = said.slice(cut + (joint?.[0].length ?? 0)).trim();
  return first && second ? { time: one.time, first, second } : null;
}

function sameStart(instrument: string, word: string): boolean {
  return instrument.toLowerCase().startsWith(word.toLowerCase().slice(0, 3)) && word.length > 2;
}
