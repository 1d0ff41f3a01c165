import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { type BookedClass, toBook } from '../../school/attendance/book.js';
import { bookReads } from '../../school/attendance/reads.js';
import { ofSchool } from '../../school/attendance/roster.js';
import { instantOf } from '../../school/dates.js';
import { teacherRows } from '../../school/reach.js';
import { knownRows, readKnown } from '../recipients.js';
import type { Run } from '../run.js';

/** Where nobody wrote down when a class ends. */
const USUAL_MS = 3_600_000;

/** A class of the day that took place, with the instant at which it ended. */
export interface EndedClass extends BookedClass {
  ended: Date;
}

/**
 * The whole school's classes of some days, as far as they are over by now and are known to take place: not on
 * holidays, on a leave, cancelled, without pupils, or when nobody can read on which days they meet. One request.
 */
export async function endedClasses(
  run: Run,
  days: { from: string; to: string },
): Promise<{
  classes: EndedClass[];
  teachers: Teachers;
  known: ReturnType<typeof readKnown>;
  drafts: Draft[];
}> {
  const { db } = run;
  const [teachers, known, drafts, ...answers] = await db.batch([
    teacherRows(db),
    knownRows(db),
    draftRows(db, days),
    ...bookReads(db, ofSchool(days)),
  ]);
  const { classes } = toBook(answers, '');
  return {
    classes: classes.flatMap((c) => {
      const ended = endOf(c, run.timezone);
      const held = c.certain && c.standing === 'on' && c.register.roster.length > 0;
      return held && ended && ended <= run.now ? [{ ...c, ended }] : [];
    }),
    teachers,
    known: readKnown(known),
    drafts: z.array(Draft).parse(drafts.rows),
  };
}

export type Teachers = Awaited<ReturnType<typeof teacherRows>>;

/** Whether anybody said what became of it, on the web or by chat. */
export function isMarked({ register }: Pick<BookedClass, 'register'>): boolean {
  return register.rows.length > 0 || register.held !== null;
}

function endOf({ register, end }: BookedClass, timezone: string): Date | null {
  const { date, start } = register;
  if (end) return instantOf(date, end, timezone);
  return start ? new Date(instantOf(date, start, timezone).getTime() + USUAL_MS) : null;
}

/** A list that waits for its Yes. */
const Draft = z.object({ batchId: z.string(), date: z.string(), at: z.coerce.date() });
type Draft = z.infer<typeof Draft>;

function draftRows(db: Db, { from, to }: { from: string; to: string }) {
  return db.execute(sql`
    select d.batch_id as "batchId", d.attendance_date::text as date, d.updated_at as at
    from bot.attendance_drafts d
    where d.status = 'draft' and d.attendance_date between ${from}::date and ${to}::date`);
}
