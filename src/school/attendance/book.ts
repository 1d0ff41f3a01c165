import { type ClassDay, type Closures, classesFrom } from '../calendar.js';
import { readRecurrence } from '../recurrence.js';
import { type BookAnswers, bookReads } from './reads.js';
import { registerOf } from './register.js';
import type { MarkContext } from './rights.js';
import { type Range, ofSchool, ofTeacher } from './roster.js';
import type { Register } from './types.js';

/** A class that met, or was to meet, on one of the days asked for, with its register. */
export interface BookedClass {
  register: Register;
  standing: ClassDay['standing'];
  /** False when nobody could read on which days the batch meets. */
  certain: boolean;
  /** HH:MM of the last slot that day, or null. */
  end: string | null;
}

/** All registers that an actor looks at, of some days. */
export interface Book {
  classes: BookedClass[];
  /** Of any batch in the book, also on a day on which it does not meet. */
  on(batchId: string, date: string): Register | null;
  /** Every batch, on the last of the days. */
  batches: Register[];
}

/** The actor's own classes, or for an admin the whole school's. One request. */
export async function openBook(
  ctx: MarkContext,
  input: { of: 'own' | 'school'; from: string; to: string },
): Promise<Book> {
  const { teacher, isAdmin } = ctx.actor;
  if (input.of === 'school' && isAdmin) return readBook(ctx, ofSchool(input));
  return teacher ? readBook(ctx, ofTeacher(teacher.id, input)) : EMPTY;
}

const EMPTY: Book = { classes: [], on: () => null, batches: [] };

async function readBook(ctx: MarkContext, range: Range): Promise<Book> {
  return toBook(await ctx.db.batch([...bookReads(ctx.db, range)]), ctx.actor.personId);
}

export function toBook(answers: BookAnswers, personId: string): Book {
  const [batches] = answers;
  const on = (batchId: string, date: string) => registerOf(answers, { batchId, date, personId });
  const days = batches.flatMap((b) => {
    const recurrence = readRecurrence(b.recurrence, b);
    return classesFrom({ id: b.batchId, teacherId: b.teacherId, recurrence }, b, closuresOf(answers));
  });
  return {
    on,
    classes: days.flatMap((day) => booked(day, on(day.batchId, day.date))),
    batches: batches.flatMap((b) => on(b.batchId, b.to) ?? []),
  };
}

function booked({ standing, certain, slots }: ClassDay, register: Register | null): BookedClass[] {
  return register ? [{ register, standing, certain, end: slots.at(-1)?.end ?? null }] : [];
}

function closuresOf([, , , , held, holidays, , leaves]: BookAnswers): Closures {
  return { holidays, cancelled: held.filter((h) => h.status === 'not_conducted'), leaves };
}
