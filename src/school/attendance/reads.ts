import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';
import { attendanceDrafts } from '../../../db/schema/bot.js';
import {
  attendanceRecords,
  batches,
  holidays,
  instruments,
  students,
  teacherAttendance,
  teachers,
} from '../../../db/schema/school.js';
import { type Key, rosterSql } from './roster.js';

/** Everything that is known about one class of one day: statements for one batch of reads, in a fixed order. */
export function registerReads(db: Db, key: Key) {
  return [
    batchRead(db, key),
    rosterRead(db, key),
    rowsRead(db, key),
    heldRead(db, key),
    holidayRead(db, key),
    lastDraftRead(db, key),
  ] as const;
}

type Answers<T extends readonly unknown[]> = { [I in keyof T]: Awaited<T[I]> };
/** What those statements answer. */
export type RegisterAnswers = Answers<ReturnType<typeof registerReads>>;

function batchRead(db: Db, key: Key) {
  return db
    .select({
      batchId: batches.id,
      date: sql<string>`${key.date}::text`,
      instrument: instruments.name,
      instrumentId: batches.instrumentId,
      teacherId: batches.teacherId,
      teacherName: teachers.name,
      recurrence: batches.recurrence,
      startTime: batches.startTime,
      endTime: batches.endTime,
      isMakeup: batches.isMakeup,
    })
    .from(batches)
    .leftJoin(instruments, eq(instruments.id, batches.instrumentId))
    .leftJoin(teachers, eq(teachers.id, batches.teacherId))
    .where(sql`${batches.id} = ${key.batch}`);
}

function rosterRead(db: Db, key: Key) {
  return db
    .select({
      id: sql<string>`p.id`,
      name: sql<string>`p.name`,
      excused: sql<boolean>`p.excused`,
    })
    .from(sql`(${rosterSql(key)}) p`)
    .orderBy(sql`p.name, p.id`);
}

function rowsRead(db: Db, key: Key) {
  const r = attendanceRecords;
  return db
    .select({
      id: r.id,
      studentId: sql<string>`${r.studentId}`,
      name: students.name,
      status: r.status,
      source: r.source,
      finalizedAt: r.finalizedAt,
      createdAt: r.createdAt,
      isExtra: sql<boolean>`${r.isExtra} is true`,
    })
    .from(r)
    .leftJoin(students, eq(students.id, r.studentId))
    .where(sql`${r.batchId} = ${key.batch} and ${r.sessionDate} = ${key.date} and ${r.studentId} is not null`)
    .orderBy(r.createdAt, r.id);
}

function heldRead(db: Db, key: Key) {
  return db
    .select({ status: teacherAttendance.status })
    .from(teacherAttendance)
    .where(
      sql`${teacherAttendance.batchId} = ${key.batch} and ${teacherAttendance.sessionDate} = ${key.date}`,
    );
}

function holidayRead(db: Db, key: Key) {
  return db
    .select({ reason: holidays.reason })
    .from(holidays)
    .where(
      sql`${holidays.date} = ${key.date} and (${holidays.scope} = 'school'
        or (${holidays.scope} = 'batch' and ${holidays.affectedBatchId} = ${key.batch}))`,
    );
}

/** Who marked it by chat last, if anybody did. */
function lastDraftRead(db: Db, key: Key) {
  const d = attendanceDrafts;
  return db
    .select({ personId: d.personId, at: d.confirmedAt, teacherName: teachers.name })
    .from(d)
    .leftJoin(teachers, eq(teachers.id, d.teacherId))
    .where(
      and(
        eq(d.status, 'confirmed'),
        sql`${d.batchId} = ${key.batch} and ${d.attendanceDate} = ${key.date}`,
        sql`coalesce(${d.parsedData} ->> 'kind', 'register') <> 'extra'`,
      ),
    )
    .orderBy(desc(d.confirmedAt))
    .limit(1);
}
