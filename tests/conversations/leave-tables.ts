import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { makeupBookings, messages, studentAbsences, teacherLeaves } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';

/** Father of Ananya (violin, drums) and Arjun (evening guitar class). */
export const VIVEK = '919000000016';

/** All leaves: `2026-11-26 2026-11-28 wedding`. */
export async function leaves(db: Db): Promise<string[]> {
  const rows = await db.select().from(teacherLeaves).orderBy(asc(teacherLeaves.fromDate));
  return rows.map((l) =>
    [l.fromDate, l.toDate, ...(l.reason ? [l.reason] : []), ...(l.withdrawnAt ? ['withdrawn'] : [])].join(
      ' ',
    ),
  );
}

/** All reported absences: `2026-11-26 Arjun Gupta fever`. */
export async function absences(db: Db): Promise<string[]> {
  const a = studentAbsences;
  const rows = await db
    .select({ date: a.absenceDate, name: school.students.name, reason: a.reason, withdrawn: a.withdrawnAt })
    .from(a)
    .innerJoin(school.students, eq(school.students.id, a.studentId))
    .orderBy(asc(a.absenceDate), asc(school.students.name));
  return rows.map((r) =>
    [r.date, r.name, ...(r.reason ? [r.reason] : []), ...(r.withdrawn ? ['withdrawn'] : [])].join(' '),
  );
}

/** All bookings: `2026-11-29 Arjun Gupta for 2026-11-26`. */
export async function bookings(db: Db): Promise<string[]> {
  const m = makeupBookings;
  const rows = await db
    .select({
      date: m.sessionDate,
      name: school.students.name,
      missed: m.missedDate,
      withdrawn: m.withdrawnAt,
    })
    .from(m)
    .innerJoin(school.students, eq(school.students.id, m.studentId))
    .orderBy(asc(m.sessionDate), asc(m.createdAt));
  return rows.map((r) =>
    [r.date, r.name, ...(r.missed ? [`for ${r.missed}`] : []), ...(r.withdrawn ? ['withdrawn'] : [])].join(
      ' ',
    ),
  );
}

/** What was put in the outbox: `class_cancelled 919000000016 sent`, in the order it was put. */
export async function told(db: Db, kind?: string): Promise<string[]> {
  const rows = await db.select().from(messages).where(sql`payload ? 'notice'`).orderBy(messages.seq);
  return rows
    .filter((m) => kind === undefined || m.kind === kind)
    .map((m) => `${m.kind} ${m.phoneNumber} ${m.status}`);
}

/** The words of one of them. */
export async function paramsOf(db: Db, kind: string, phone: string): Promise<Record<string, string>> {
  const rows = await db.select().from(messages).where(eq(messages.kind, kind));
  const found = rows.find((m) => m.phoneNumber === phone);
  return (found?.payload as { params: Record<string, string> } | undefined)?.params ?? {};
}
