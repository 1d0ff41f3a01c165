import type { Book, BookedClass } from '../../../school/attendance/book.js';
import type { Register } from '../../../school/attendance/types.js';
import type { Looking } from './find.js';
import { readWish, saysSomething } from './reading.js';
import type { Wish } from './state.js';

/** A makeup is of an instrument that those learn who are named. */
export function taughtToNamed(book: Book, wish: Wish): BookedClass[] {
  const learning = book.batches.filter((r) => saysSomething(readWish(wish, r.roster)));
  const instruments = new Set(learning.map((r) => r.instrumentId));
  return instruments.size === 0
    ? book.classes
    : book.classes.filter((c) => instruments.has(c.register.instrumentId));
}

/** A makeup may be held on a day on which the batch does not meet: that of the pupils who are named. */
export function makeupClasses(book: Book, { wish, date, today, instrument }: Looking): Register[] {
  const onDay = book.batches.flatMap((b) => book.on(b.batchId, date ?? today) ?? []);
  const fitting = onDay.filter(
    (r) => instrument === null || r.instrument.toLowerCase() === instrument.toLowerCase(),
  );
  const named = fitting.filter((r) => saysSomething(readWish(wish, r.roster)));
  return named.length > 0 ? named : instrument === null ? [] : fitting;
}
