import { sql } from 'drizzle-orm';
import type { SchoolContext } from '../context.js';
import {
  type KnownNumber,
  type Reach,
  TEACHER_FIELDS,
  type TeacherOnFile,
  knownNumbers,
  teacherReach,
  teacherRows,
} from '../reach.js';

/** A teacher who is to hear of something, with the classes it is about. */
export interface TeacherToTell<C> {
  name: string;
  reach: Reach;
  classes: C[];
}

/** Which teacher holds which batch, and where they are written to: statements for one batch of reads. */
export function teacherReads({ db, now }: SchoolContext, batchIds: readonly string[]) {
  return [
    db
      .select({ batchId: sql<string>`b.id`, teacherId: sql<string | null>`b.teacher_id` })
      .from(sql`batches b`)
      .where(sql`b.id = any(${sql.param([...batchIds])}::uuid[])`),
    teacherRows(db),
    knownNumbers(db, TEACHER_FIELDS, { kind: 'pupil_absence', template: 'staff_note', now }),
  ] as const;
}

type Rows = readonly [{ batchId: string; teacherId: string | null }[], TeacherOnFile[], KnownNumber[]];

/** One message per teacher. A batch without a teacher has nobody to tell. */
export function teachersOf<C extends { batchId: string }>(
  classes: readonly C[],
  [held, teachers, known]: Rows,
): TeacherToTell<C>[] {
  const ids = new Set(held.flatMap((h) => h.teacherId ?? []));
  return [...ids].map((id) => ({
    name: teachers.find((t) => t.id === id)?.name ?? '',
    reach: teacherReach(id, teachers, known),
    classes: classes.filter((c) => held.some((h) => h.batchId === c.batchId && h.teacherId === id)),
  }));
}
