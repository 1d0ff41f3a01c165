import { and, eq, like, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { attendanceDrafts, messages } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import { TODAY } from '../support/database.js';

/** People of the demo school. */
export const RAHUL = '919000000002';
export const PRIYA = '919000000001';
export const IMRAN = '919000000003';
export const OFFICE = '919000000006';

/** Batches of the demo school by how their recurrence begins. */
export const EVENING = 'TUE 17:00-18:00, THU';
export const LATE = 'Tue/Thu 18:15';
export const KEYBOARD = 'TUE 17:00-18:00, WED';
export const TABLA = 'Wed/Fri';

export async function batchId(db: Db, recurrence: string): Promise<string> {
  const [batch] = await db
    .select({ id: school.batches.id })
    .from(school.batches)
    .where(like(school.batches.recurrence, `${recurrence}%`));
  if (!batch) throw new Error(`no batch ${recurrence}`);
  return batch.id;
}

export async function studentId(db: Db, name: string): Promise<string> {
  const [student] = await db.select().from(school.students).where(eq(school.students.name, name));
  if (!student) throw new Error(`no pupil ${name}`);
  return student.id;
}

/** A class's register as the management system shows it: `Sarah Thomas: absent (whatsapp)`. */
export async function register(db: Db, recurrence: string, date = TODAY): Promise<string[]> {
  const r = school.attendanceRecords;
  const rows = await db
    .select({ name: school.students.name, status: r.status, source: r.source, extra: r.isExtra })
    .from(r)
    .innerJoin(school.students, eq(school.students.id, r.studentId))
    .where(and(eq(r.batchId, await batchId(db, recurrence)), eq(r.sessionDate, date)))
    .orderBy(school.students.name, r.isExtra);
  return rows.map((x) => `${x.name}: ${x.status} (${x.source}${x.extra ? ', extra' : ''})`);
}

export async function held(db: Db, recurrence: string, date = TODAY): Promise<string | null> {
  const t = school.teacherAttendance;
  const [row] = await db
    .select()
    .from(t)
    .where(and(eq(t.batchId, await batchId(db, recurrence)), eq(t.sessionDate, date)));
  return row?.status ?? null;
}

/** How many rows the bot has written into any register, of whatever day. */
export async function written(db: Db): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(school.attendanceRecords)
    .where(eq(school.attendanceRecords.sessionDate, TODAY));
  return row?.n ?? 0;
}

/** Somebody in the office marks a pupil in the management system. */
export async function markOnWeb(
  db: Db,
  { recurrence, name, status }: { recurrence: string; name: string; status: 'present' | 'absent' },
): Promise<void> {
  await db.insert(school.attendanceRecords).values({
    batchId: await batchId(db, recurrence),
    studentId: await studentId(db, name),
    sessionDate: TODAY,
    status,
    source: 'web',
    finalizedAt: new Date('2026-11-24T12:20:00Z'),
  });
}

/** A pupil of the school comes into a class. */
export async function join(db: Db, name: string, recurrence: string): Promise<void> {
  const student = await studentId(db, name);
  const [enrolment] = await db
    .select()
    .from(school.enrollments)
    .where(eq(school.enrollments.studentId, student));
  await db
    .insert(school.enrollmentBatches)
    .values({ enrollmentId: enrolment?.id ?? null, batchId: await batchId(db, recurrence) });
}

/** What became of all drafts, in the order of the alphabet. */
export async function drafts(db: Db): Promise<string[]> {
  const rows = await db.select().from(attendanceDrafts);
  return rows.map((d) => d.status).sort();
}

/** Notices put in the outbox: `absence_alert 919000000009 queued Sarah Thomas`. */
export async function notices(db: Db): Promise<string[]> {
  const rows = await db
    .select()
    .from(messages)
    .where(eq(messages.messageType, 'notice'))
    .orderBy(messages.seq);
  return rows.map((m) => {
    const { params } = m.payload as { params: { pupil: string; left: string } };
    const left = m.kind === 'classes_low_alert' ? ` ${params.left}` : '';
    return `${m.kind} ${m.phoneNumber} ${m.status} ${params.pupil}${left}`;
  });
}

export async function audits(db: Db): Promise<string[]> {
  const rows = await db.select().from(school.auditLogs).orderBy(school.auditLogs.at);
  return rows.map((l) => `${l.actorRole} ${l.action}`);
}
