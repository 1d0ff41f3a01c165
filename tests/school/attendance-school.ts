import { eq, sql } from 'drizzle-orm';
import { type Db, GuardFailed, type Write, commit } from '../../db/client.js';
import { migrate } from '../../db/migrate.js';
import { attendanceDrafts, people } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import type { Marker } from '../../src/school/attendance/rights.js';
import { openDatabase } from '../support/database.js';

/** Tuesday, half past five in the evening in Hyderabad. */
export const TUESDAY_EVENING = new Date('2026-11-24T12:00:00Z');
export const TUESDAY = '2026-11-24';

export interface Pupils {
  john: string;
  mary: string;
  sarah: string;
  ahmed: string;
}

/** A small school: Rahul's guitar class with four pupils, his late class with one, Priya's keyboard class. */
export async function smallSchool() {
  const { db, counts, close } = await openDatabase({ empty: true });
  await migrate(db);
  const ids = await fill(db);
  return { db, counts, ...ids, close };
}
export type SmallSchool = Awaited<ReturnType<typeof smallSchool>>;

async function fill(db: Db) {
  const [guitar, keyboard] = await insertNamed(db, ['Guitar', 'Keyboard']);
  const [rahul, priya] = await db
    .insert(school.teachers)
    .values([{ name: 'Rahul Deshpande' }, { name: 'Priya Raman' }])
    .returning();
  const [evening, late, keys] = await db
    .insert(school.batches)
    .values([
      {
        instrumentId: must(guitar),
        teacherId: must(rahul).id,
        recurrence: 'TUE 17:00-18:00, THU 17:00-18:00',
      },
      { instrumentId: must(guitar), teacherId: must(rahul).id, recurrence: 'Tue/Thu 18:15-19:00' },
      { instrumentId: must(keyboard), teacherId: must(priya).id, recurrence: 'TUE 17:00-18:00' },
    ])
    .returning();
  const [pRahul, pPriya, pOffice] = await db
    .insert(people)
    .values([
      { phoneNumber: '919000000002', userType: 'teacher' },
      { phoneNumber: '919000000001', userType: 'teacher' },
      { phoneNumber: '919000000006', userType: 'admin' },
    ])
    .returning();
  const guitarPupils = ['John Mathew', 'Mary Joseph', 'Sarah Thomas', 'Ahmed Siddiqui'];
  const inEvening = await enrol(db, must(evening).id, guitarPupils);
  const [kabir] = await enrol(db, must(late).id, ['Kabir Singh']);
  const [zoya] = await enrol(db, must(keys).id, ['Zoya Fatima']);
  const pupils: Pupils = {
    john: must(inEvening[0]),
    mary: must(inEvening[1]),
    sarah: must(inEvening[2]),
    ahmed: must(inEvening[3]),
  };
  return {
    batches: { evening: must(evening).id, late: must(late).id, keyboard: must(keys).id },
    pupils,
    others: { kabir: must(kabir), zoya: must(zoya) },
    rahul: {
      personId: must(pRahul).id,
      teacher: { id: must(rahul).id, name: 'Rahul Deshpande' },
      isAdmin: false,
    } satisfies Marker,
    priya: {
      personId: must(pPriya).id,
      teacher: { id: must(priya).id, name: 'Priya Raman' },
      isAdmin: false,
    } satisfies Marker,
    office: { personId: must(pOffice).id, teacher: null, isAdmin: true } satisfies Marker,
  };
}

async function insertNamed(db: Db, names: string[]): Promise<string[]> {
  const rows = await db
    .insert(school.instruments)
    .values(names.map((name) => ({ name })))
    .returning();
  return rows.map((r) => r.id);
}

/** Pupils of a batch; their ids in the order of their names. */
export async function enrol(db: Db, batchId: string, names: string[]): Promise<string[]> {
  const pupils = await db
    .insert(school.students)
    .values(names.map((name) => ({ name })))
    .returning();
  for (const { id } of pupils) {
    const [enrolment] = await db.insert(school.enrollments).values({ studentId: id }).returning();
    await db.insert(school.enrollmentBatches).values({ enrollmentId: must(enrolment).id, batchId });
  }
  return pupils.map((p) => p.id);
}

/** What is written in the school's register, one line per row: `John Mathew present whatsapp`. */
export async function registerLines(db: Db, batchId: string, date = TUESDAY): Promise<string[]> {
  const r = school.attendanceRecords;
  const rows = await db
    .select({ name: school.students.name, status: r.status, source: r.source, isExtra: r.isExtra })
    .from(r)
    .innerJoin(school.students, eq(school.students.id, r.studentId))
    .where(sql`${r.batchId} = ${batchId} and ${r.sessionDate} = ${date}`)
    .orderBy(school.students.name, r.isExtra);
  return rows.map((x) => [x.name, x.status, x.source, ...(x.isExtra ? ['extra'] : [])].join(' '));
}

/** Whether the class took place, as the management system shows it. */
export async function held(db: Db, batchId: string, date = TUESDAY): Promise<string | null> {
  const t = school.teacherAttendance;
  const [row] = await db
    .select()
    .from(t)
    .where(sql`${t.batchId} = ${batchId} and ${t.sessionDate} = ${date}`);
  return row?.status ?? null;
}

/** Somebody in the office marks a pupil in the management system. */
export async function markOnWeb(
  db: Db,
  row: { batchId: string; studentId: string; status: 'present' | 'absent'; date?: string },
): Promise<void> {
  const { date = TUESDAY, ...rest } = row;
  await db.insert(school.attendanceRecords).values({
    ...rest,
    sessionDate: date,
    source: 'web',
    finalizedAt: new Date('2026-11-24T11:50:00Z'),
  });
}

export async function draftStatus(db: Db, id: string): Promise<string | undefined> {
  const [draft] = await db.select().from(attendanceDrafts).where(eq(attendanceDrafts.id, id));
  return draft?.status;
}

/** As a turn does it: writes are committed; a guard that fails has the verb look again, twice at most. */
export async function act<T>(db: Db, verb: () => Promise<{ outcome: T; writes: Write[] }>): Promise<T> {
  for (let tries = 0; ; tries++) {
    const { outcome, writes } = await verb();
    try {
      await commit(db, writes);
      return outcome;
    } catch (error) {
      if (!(error instanceof GuardFailed) || tries === 2) throw error;
    }
  }
}

export function must<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('expected a value');
  return value;
}
