import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';
import { makeupBookings, teacherLeaves } from '../../../db/schema/bot.js';
import {
  attendanceRecords,
  batches,
  holidays,
  instruments,
  students,
  teacherAttendance,
  teachers,
} from '../../../db/schema/school.js';
import { type Range, absencesSql, rosterSql } from './roster.js';

/** Everything that is known about these classes: statements for one batch of reads, in a fixed order. */
export function bookReads(db: Db, range: Range) {
  return [
    batchesRead(db, range),
    rosterRead(db, range),
    absencesRead(db, range),
    rowsRead(db, range),
    heldRead(db, range),
    holidaysRead(db, range),
    draftsRead(db, range),
    leavesRead(db, range),
    makeupsRead(db, range),
  ] as const;
}

export type Answers<T extends readonly unknown[]> = { [I in keyof T]: Awaited<T[I]> };
/** What those statements answer. */
export type BookAnswers = Answers<ReturnType<typeof bookReads>>;

function batchesRead(db: Db, range: Range) {
  return db
    .select({
      batchId: batches.id,
      instrument: instruments.name,
      instrumentId: batches.instrumentId,
      teacherId: batches.teacherId,
      teacherName: teachers.name,
      recurrence: batches.recurrence,
      start: batches.startTime,
      end: batches.endTime,
      isMakeup: batches.isMakeup,
      from: sql<string>`${range.from}::text`,
      to: sql<string>`${range.to}::text`,
    })
    .from(batches)
    .leftJoin(instruments, eq(instruments.id, batches.instrumentId))
    .leftJoin(teachers, eq(teachers.id, batches.teacherId))
    .where(sql`${batches.id} in (${idsIn(range)})`)
    .orderBy(batches.id);
}

function idsIn({ batches }: Range) {
  return sql`select b.id from batches b where ${batches}`;
}

function rosterRead(db: Db, range: Range) {
  return db
    .select({ batchId: sql<string>`p.batch_id`, id: sql<string>`p.id`, name: sql<string>`p.name` })
    .from(sql`(${rosterSql(range.batches)}) p`)
    .orderBy(sql`p.name, p.id`);
}

function absencesRead(db: Db, range: Range) {
  return db
    .select({
      studentId: sql<string>`a.student_id`,
      batchId: sql<string | null>`a.batch_id`,
      date: sql<string>`a.absence_date::text`,
    })
    .from(sql`(${absencesSql(range)}) a`);
}

function rowsRead(db: Db, range: Range) {
  const r = attendanceRecords;
  return db
    .select({
      batchId: sql<string>`${r.batchId}`,
      date: r.sessionDate,
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
    .where(
      sql`${r.batchId} in (${idsIn(range)}) and ${r.sessionDate} between ${range.from} and ${range.to}
        and ${r.studentId} is not null`,
    )
    .orderBy(students.name, r.createdAt, r.id);
}

function heldRead(db: Db, range: Range) {
  const t = teacherAttendance;
  return db
    .select({ batchId: sql<string>`${t.batchId}`, date: t.sessionDate, status: t.status })
    .from(t)
    .where(sql`${t.batchId} in (${idsIn(range)}) and ${t.sessionDate} between ${range.from} and ${range.to}`);
}

function holidaysRead(db: Db, range: Range) {
  const h = holidays;
  return db
    .select({ date: h.date, scope: h.scope, batchId: h.affectedBatchId, reason: h.reason })
    .from(h)
    .where(sql`${h.date} between ${range.from} and ${range.to}`);
}

/** Who marked each class by chat last, if anybody did. */
function draftsRead(db: Db, range: Range) {
  return db
    .select({
      batchId: sql<string>`d.batch_id`,
      date: sql<string>`d.attendance_date::text`,
      personId: sql<string | null>`d.person_id`,
      teacherName: sql<string | null>`d.teacher_name`,
    })
    .from(
      sql`(select distinct on (d.batch_id, d.attendance_date) d.*, t.name as teacher_name
        from bot.attendance_drafts d left join teachers t on t.id = d.teacher_id
        where d.batch_id in (${idsIn(range)}) and d.attendance_date between ${range.from} and ${range.to}
          and d.status = 'confirmed' and coalesce(d.parsed_data ->> 'kind', 'register') <> 'extra'
        order by d.batch_id, d.attendance_date, d.confirmed_at desc) d`,
    );
}

/** Of every teacher: there are few, and a batch's own is looked up among them. */
function leavesRead(db: Db, range: Range) {
  const l = teacherLeaves;
  return db
    .select({ teacherId: l.teacherId, from: l.fromDate, to: l.toDate })
    .from(l)
    .where(sql`${l.withdrawnAt} is null and ${l.fromDate} <= ${range.to} and ${l.toDate} >= ${range.from}`);
}

/** Pupils who have a seat in a class for one they missed. */
function makeupsRead(db: Db, range: Range) {
  const m = makeupBookings;
  return db
    .select({ batchId: m.batchId, date: m.sessionDate, id: m.studentId, name: students.name })
    .from(m)
    .innerJoin(students, eq(students.id, m.studentId))
    .where(
      sql`${m.withdrawnAt} is null and ${m.batchId} in (${idsIn(range)})
        and ${m.sessionDate} between ${range.from} and ${range.to}`,
    )
    .orderBy(students.name, m.studentId);
}
