import type * as school from '../../db/schema/school.js';
import { type Existing, rowKey } from './existing.js';
import type { Names } from './names.js';
import type { SchoolFile } from './shape.js';

export type Insert<Table extends { $inferInsert: unknown }> = Table['$inferInsert'][];

/** What a school teaches, when, and for how much: the rows that are not there yet. */
export function catalogueRows(file: SchoolFile, names: Names, there: Existing) {
  return {
    instruments: names.instruments.fresh satisfies Insert<typeof school.instruments>,
    teachers: names.teachers.fresh.map(({ id, name, phone }) => ({ id, name, phone: phone ?? null })),
    branches: names.branches.fresh satisfies Insert<typeof school.branches>,
    packages: packageRows(names),
    batches: batchRows(names),
    feeStructures: feeRows(file, names, there),
    holidays: holidayRows(file, names, there),
  };
}

function packageRows(names: Names): Insert<typeof school.packages> {
  return names.packages.fresh.map((p) => ({
    id: p.id,
    instrumentId: names.instruments.id(p.instrument),
    name: p.name,
    classesCount: p.classes_count,
    price: p.price.toFixed(2),
    location: p.location ?? null,
  }));
}

function batchRows(names: Names): Insert<typeof school.batches> {
  return names.batches.fresh.map((b) => ({
    id: b.id,
    instrumentId: names.instruments.id(b.instrument),
    teacherId: names.teachers.id(b.teacher),
    recurrence: b.recurrence,
    startTime: b.start_time ?? null,
    endTime: b.end_time ?? null,
    capacity: b.capacity,
    isMakeup: b.is_makeup,
  }));
}

function feeRows(file: SchoolFile, names: Names, there: Existing): Insert<typeof school.feeStructures> {
  return file.fee_structures
    .map((f) => ({
      branchId: names.branches.id(f.branch),
      instrumentId: names.instruments.id(f.instrument),
      trinityGrade: f.trinity_grade,
      classesCount: f.classes_count,
      feeAmount: f.fee_amount.toFixed(2),
      isTrial: f.is_trial,
      effectiveFrom: f.effective_from,
    }))
    .filter(
      (f) =>
        !there.fees.has(rowKey(f.branchId, f.instrumentId, f.trinityGrade, f.classesCount, f.effectiveFrom)),
    );
}

function holidayRows(file: SchoolFile, names: Names, there: Existing): Insert<typeof school.holidays> {
  return file.holidays
    .map(({ date, scope, reason, batch }) => ({
      date,
      scope,
      reason: reason ?? null,
      affectedBatchId: names.batches.id(batch),
    }))
    .filter((h) => !there.holidays.has(rowKey(h.date, h.scope, h.affectedBatchId)));
}
