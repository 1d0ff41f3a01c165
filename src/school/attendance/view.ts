import { eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { attendanceDrafts } from '../../../db/schema/bot.js';
import { students } from '../../../db/schema/school.js';
import type { NumbersOnFile } from '../numbers-on-file.js';
import { DraftData } from './draft.js';
import { seenOf } from './fingerprint.js';
import { type Answers, bookReads } from './reads.js';
import { registerOf } from './register.js';
import { type MarkContext, refusal } from './rights.js';
import { ofDraft } from './roster.js';
import type { Pupil, Register } from './types.js';

const Replaced = z.object({ after: z.string().optional() });

/** A stored draft beside the register as it is now. */
export interface DraftView {
  id: string;
  version: number;
  status: 'draft' | 'confirmed' | 'rejected' | 'undone';
  personId: string | null;
  confirmedAt: Date | null;
  originalMessage: string | null;
  data: DraftData;
  /** Once saved: whether the register is still as this draft left it. */
  untouched: boolean;
  register: Register;
  /** Everybody the draft names, also who has left the class since. */
  named: Pupil[];
  /** Where the numbers of those stand. */
  contacts: ({ id: string } & NumbersOnFile)[];
}

/** What a view is made of: statements for one batch of reads, in a fixed order. */
export function viewReads(db: Db, draftId: string) {
  return [
    db.select().from(attendanceDrafts).where(eq(attendanceDrafts.id, draftId)),
    namedRead(db, draftId),
    ...bookReads(db, ofDraft(draftId)),
  ] as const;
}
type ViewAnswers = Answers<ReturnType<typeof viewReads>>;

/**
 * One's own draft, of a class one may still mark. Null for any other, for one that never was, or whose batch is gone.
 * One request.
 */
export async function viewDraft(ctx: MarkContext, draftId: string): Promise<DraftView | null> {
  const draft = toView(await ctx.db.batch([...viewReads(ctx.db, draftId)]), ctx.actor.personId);
  const own = draft?.personId === ctx.actor.personId;
  return draft && own && refusal(ctx, draft.register) !== 'not_yours' ? draft : null;
}

export function toView([[draft], named, ...answers]: ViewAnswers, personId: string): DraftView | null {
  if (!draft) return null;
  const of = { batchId: draft.batchId, date: draft.attendanceDate, personId };
  const register = registerOf(answers, of);
  if (!register) return null;
  const { parsedData, replaced, ...rest } = draft;
  const data = DraftData.parse(parsedData);
  const { after } = Replaced.parse(replaced ?? {});
  const untouched = after === seenOf(register, data.kind).rows;
  return { ...rest, data, untouched, register, named, contacts: named };
}

function namedRead(db: Db, draftId: string) {
  const ids = ['present', 'absent', 'excused', 'extra'].map(
    (k) => sql`coalesce(d.parsed_data -> ${k}::text, '[]'::jsonb)`,
  );
  return db
    .select({ id: students.id, name: students.name, phone: students.phone, metadata: students.metadata })
    .from(students)
    .where(
      sql`${students.id}::text in (
        select jsonb_array_elements_text(${sql.join(ids, sql` || `)})
        from bot.attendance_drafts d where d.id = ${draftId}::uuid)`,
    )
    .orderBy(students.name, students.id);
}
