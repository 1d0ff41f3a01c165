import { eq } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { makeupBookings, studentAbsences, teacherLeaves } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import { introduceEverybody } from '../support/introduced.js';
import { TODAY } from '../support/today.js';
import { batchId, studentId } from './attendance-tables.js';

/** Families of the demo school. */
export const VIVEK = '919000000016';
export const MATHEW = '919000000009';
export const POOJA = '919000000022';
export const GOPAL = '919000000014';
export const STRANGER = '919000000100';

export async function teacherId(db: Db, name: string): Promise<string> {
  const [teacher] = await db.select().from(school.teachers).where(eq(school.teachers.name, name));
  if (!teacher) throw new Error(`no teacher ${name}`);
  return teacher.id;
}

export async function takesLeave(db: Db, name: string, days: { from: string; to: string; back?: boolean }) {
  await db.insert(teacherLeaves).values({
    teacherId: await teacherId(db, name),
    fromDate: days.from,
    toDate: days.to,
    withdrawnAt: days.back ? new Date() : null,
  });
}

export async function cancels(db: Db, recurrence: string, date: string) {
  await db.insert(school.teacherAttendance).values({
    batchId: await batchId(db, recurrence),
    sessionDate: date,
    status: 'not_conducted',
  });
}

export async function cannotCome(db: Db, name: string, date: string) {
  await db.insert(studentAbsences).values({ studentId: await studentId(db, name), absenceDate: date });
}

export async function booksMakeup(db: Db, of: { name: string; recurrence: string; date: string }) {
  await db.insert(makeupBookings).values({
    studentId: await studentId(db, of.name),
    batchId: await batchId(db, of.recurrence),
    sessionDate: of.date,
  });
}

/** One more child of a family, in these batches. */
export async function hasAlso(db: Db, name: string, of: { phone: string; batches: string[] }) {
  const [child] = await db
    .insert(school.students)
    .values({ name, metadata: { guardian_phone: of.phone } })
    .returning();
  const [enrolment] = await db
    .insert(school.enrollments)
    .values({ studentId: child?.id ?? null })
    .returning();
  for (const recurrence of of.batches) {
    await db
      .insert(school.enrollmentBatches)
      .values({ enrollmentId: enrolment?.id ?? null, batchId: await batchId(db, recurrence) });
  }
  await introduceEverybody(db, TODAY, of.phone.replace(/\D/g, ''));
  return child?.id ?? '';
}

/** Somebody came, or did not, on a day. */
export async function marks(
  db: Db,
  of: { name: string; recurrence: string; date: string; status: 'present' | 'absent' | 'excused' },
) {
  await db.insert(school.attendanceRecords).values({
    batchId: await batchId(db, of.recurrence),
    studentId: await studentId(db, of.name),
    sessionDate: of.date,
    status: of.status,
    source: 'web',
  });
}
