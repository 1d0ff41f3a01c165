import { and, between, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { BatchResponse } from 'drizzle-orm/batch';
import type { Db } from '../../db/client.js';
import { makeupBookings, studentAbsences, teacherLeaves } from '../../db/schema/bot.js';
import {
  attendanceRecords,
  batches,
  holidays,
  instruments,
  teacherAttendance,
  teachers,
} from '../../db/schema/school.js';
import { type BatchScope, batchIdsIn, rosterRows } from './rosters.js';

export interface DateRange {
  /** School-local dates, both included. */
  from: string;
  to: string;
}

/** Everything about the classes of some batches between two dates: statements for one batch, in a fixed order. */
export function scheduleReads(db: Db, scope: BatchScope, range: DateRange) {
  return [
    batchRead(db, scope),
    rosterRows(db, scope),
    attendanceRead(db, scope, range),
    teacherRead(db, scope, range),
    absenceRead(db, range),
    holidayRead(db, scope, range),
    leaveRead(db, range),
    makeupRead(db, scope, range),
  ] as const;
}

/** What those statements answer. */
export type ScheduleAnswers = BatchResponse<ReturnType<typeof scheduleReads>>;

function batchRead(db: Db, scope: BatchScope) {
  return db
    .select({
      id: batches.id,
      instrumentId: batches.instrumentId,
      instrument: instruments.name,
      teacherId: batches.teacherId,
      teacherName: teachers.name,
      recurrence: batches.recurrence,
      start: batches.startTime,
      end: batches.endTime,
      capacity: batches.capacity,
      isMakeup: batches.isMakeup,
    })
    .from(batches)
    .leftJoin(instruments, eq(instruments.id, batches.instrumentId))
    .leftJoin(teachers, eq(teachers.id, batches.teacherId))
    .where(scope);
}

function attendanceRead(db: Db, scope: BatchScope, { from, to }: DateRange) {
  const a = attendanceRecords;
  return db
    .select({
      id: a.id,
      batchId: a.batchId,
      date: a.sessionDate,
      studentId: a.studentId,
      status: a.status,
      source: a.source,
      isExtra: a.isExtra,
      finalizedAt: a.finalizedAt,
      createdAt: a.createdAt,
    })
    .from(a)
    .where(and(between(a.sessionDate, from, to), inArray(a.batchId, batchIdsIn(db, scope))))
    .orderBy(a.createdAt, a.id);
}

function teacherRead(db: Db, scope: BatchScope, { from, to }: DateRange) {
  const t = teacherAttendance;
  return db
    .select({ id: t.id, batchId: t.batchId, date: t.sessionDate, status: t.status, notes: t.notes })
    .from(t)
    .where(and(between(t.sessionDate, from, to), inArray(t.batchId, batchIdsIn(db, scope))));
}

/** Of every batch: a pupil who said they cannot come may have meant all their classes of that day. */
function absenceRead(db: Db, { from, to }: DateRange) {
  const a = studentAbsences;
  return db
    .select({ studentId: a.studentId, batchId: a.batchId, date: a.absenceDate, reason: a.reason })
    .from(a)
    .where(and(between(a.absenceDate, from, to), isNull(a.withdrawnAt)));
}

function holidayRead(db: Db, scope: BatchScope, { from, to }: DateRange) {
  const h = holidays;
  const closes = or(eq(h.scope, 'school'), inArray(h.affectedBatchId, batchIdsIn(db, scope)));
  return db
    .select({ date: h.date, scope: h.scope, batchId: h.affectedBatchId, reason: h.reason })
    .from(h)
    .where(and(between(h.date, from, to), closes));
}

/** Of every teacher: there are few, and a batch's own is looked up among them. */
function leaveRead(db: Db, { from, to }: DateRange) {
  const l = teacherLeaves;
  return db
    .select({ teacherId: l.teacherId, from: l.fromDate, to: l.toDate })
    .from(l)
    .where(and(lte(l.fromDate, to), gte(l.toDate, from), isNull(l.withdrawnAt)));
}

function makeupRead(db: Db, scope: BatchScope, { from, to }: DateRange) {
  const m = makeupBookings;
  const here = inArray(m.batchId, batchIdsIn(db, scope));
  return db
    .select({ studentId: m.studentId, batchId: m.batchId, date: m.sessionDate })
    .from(m)
    .where(and(between(m.sessionDate, from, to), isNull(m.withdrawnAt), here));
}
