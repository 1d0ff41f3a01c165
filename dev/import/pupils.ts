import { randomUUID } from 'node:crypto';
import type * as school from '../../db/schema/school.js';
import { addDays, instantOf } from '../../src/school/dates.js';
import { readRecurrence } from '../../src/school/recurrence.js';
import type { Insert } from './catalogue.js';
import { pastClassDays, pastStatuses } from './history.js';
import type { Names } from './names.js';
import { keyOf } from './references.js';
import type { SchoolFile } from './shape.js';

/** The pupils who are not there yet, with their classes, payments and past attendance. Those who are stay as they are. */
export function pupilRows(file: SchoolFile, names: Names, today: string) {
  const fresh = names.students.fresh;
  const enrolled = fresh.map((s) => ({ enrollmentId: randomUUID(), student: s }));
  const isNew = new Set(fresh.map((s) => s.id));
  const ofNew = <Item extends { student: string }>(items: readonly Item[]) =>
    items.flatMap((item) => {
      const studentId = names.students.id(item.student);
      return studentId !== null && isNew.has(studentId) ? [{ item, studentId }] : [];
    });
  return {
    students: fresh.map(studentRow),
    emails: fresh.flatMap(({ id, email }) => (email ? [{ id, email }] : [])),
    enrollments: enrolled.flatMap(({ enrollmentId, student }) =>
      student.enrollment
        ? [{ id: enrollmentId, studentId: student.id, status: student.enrollment.status, enrolledOn: today }]
        : [],
    ) satisfies Insert<typeof school.enrollments>,
    enrollmentBatches: enrolled.flatMap(({ enrollmentId, student }) =>
      slotRows({ enrollmentId, today }, student.enrollment, names),
    ),
    payments: ofNew(file.payments).map((p) => paymentRow(p, { names, today, zone: file.school.timezone })),
    attendanceRecords: ofNew(file.attendance_history).flatMap((h) =>
      attendanceRows(h, { file, names, today }),
    ),
  };
}

function studentRow(s: SchoolFile['students'][number] & { id: string }): typeof school.students.$inferInsert {
  const metadata = { guardian_name: s.guardian_name, guardian_phone: s.guardian_phone, email: s.email };
  return {
    id: s.id,
    name: s.name,
    dob: s.dob ?? null,
    phone: s.phone ?? null,
    guardianContact: s.guardian_name ?? null,
    metadata: Object.fromEntries(Object.entries(metadata).filter(([, value]) => value)),
    isActive: s.is_active,
    studentType: s.student_type,
  };
}

function slotRows(
  { enrollmentId, today }: { enrollmentId: string; today: string },
  enrollment: SchoolFile['students'][number]['enrollment'],
  names: Names,
): Insert<typeof school.enrollmentBatches> {
  if (!enrollment) return [];
  return enrollment.batches.map((key) => ({
    enrollmentId,
    batchId: names.batches.id(key),
    assignedOn: today,
    enrolledOn: today,
    paymentFrequency: enrollment.payment_frequency,
    trinityGrade: enrollment.trinity_grade,
  }));
}

function paymentRow(
  { item, studentId }: { item: SchoolFile['payments'][number]; studentId: string },
  { names, today, zone }: { names: Names; today: string; zone: string },
): typeof school.payments.$inferInsert {
  const { instrument, ...metadata } = item.metadata;
  const instrumentId = names.instruments.id(instrument);
  return {
    studentId,
    packageId: names.packages.id(item.package),
    amount: item.amount.toFixed(2),
    method: item.method,
    metadata: instrumentId === null ? metadata : { ...metadata, instrument_id: instrumentId },
    paidAt: instantOf(addDays(today, -item.days_ago), '12:00', zone),
  };
}

function attendanceRows(
  { item, studentId }: { item: SchoolFile['attendance_history'][number]; studentId: string },
  { file, names, today }: { file: SchoolFile; names: Names; today: string },
): Insert<typeof school.attendanceRecords> {
  const batch = file.batches.find((b) => keyOf(b.key) === keyOf(item.batch));
  const batchId = names.batches.id(item.batch);
  if (!batch || batchId === null) return [];
  const times = { start: batch.start_time ?? null, end: batch.end_time ?? null };
  const days = { id: batchId, teacherId: null, recurrence: readRecurrence(batch.recurrence, times) };
  const statuses = pastStatuses(item);
  return pastClassDays(days, { today, count: statuses.length }, file.holidays).map((sessionDate, i) => {
    const markedAt = instantOf(sessionDate, '21:00', file.school.timezone);
    return {
      sessionDate,
      batchId,
      studentId,
      status: statuses[i] ?? 'absent',
      source: 'manual',
      finalizedAt: markedAt,
      createdAt: markedAt,
    };
  });
}
