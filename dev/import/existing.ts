import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import * as school from '../../db/schema/school.js';
import { ImportError } from './file.js';
import { keyOf } from './references.js';

/** What a database may lack, and what it holds already. */
export interface Probe {
  students: number;
  hasFees: boolean;
  hasEmail: boolean;
}

/** @throws ImportError when the tables have not been made. */
export async function probe(db: Db): Promise<Probe> {
  const { rows } = await db.execute<{ ready: boolean; fees: boolean; email: boolean }>(sql`
    select to_regclass('public.students') is not null and to_regclass('bot.settings') is not null as ready,
      to_regclass('public.fee_structures') is not null and to_regclass('public.branches') is not null as fees,
      exists (select from information_schema.columns
        where table_schema = 'public' and table_name = 'students' and column_name = 'email') as email`);
  if (!rows[0]?.ready)
    throw new ImportError(['the database has no tables yet: run `npm run db:migrate` first']);
  const students = await db.$count(school.students);
  return { students, hasFees: rows[0].fees, hasEmail: rows[0].email };
}

/** Ids of what is there, by the keys under which a file names it. */
export interface Existing {
  instruments: Map<string, string>;
  teachers: Map<string, string>;
  branches: Map<string, string>;
  packages: Map<string, string>;
  batches: Map<string, string>;
  students: Map<string, string>;
  fees: Set<string>;
  holidays: Set<string>;
}

export function nothing(): Existing {
  return {
    instruments: new Map(),
    teachers: new Map(),
    branches: new Map(),
    packages: new Map(),
    batches: new Map(),
    students: new Map(),
    fees: new Set(),
    holidays: new Set(),
  };
}

/** Several parts of a row as one key. */
export function rowKey(...parts: (string | number | null | undefined)[]): string {
  return parts.map((part) => keyOf(part === undefined || part === null ? '' : String(part))).join('|');
}

export async function readExisting(db: Db, { hasFees }: Probe): Promise<Existing> {
  const [instruments, teachers, packages, batches, students, holidays] = await db.batch([
    db.select().from(school.instruments),
    db.select().from(school.teachers),
    db.select().from(school.packages),
    db.select().from(school.batches),
    db.select().from(school.students),
    db.select().from(school.holidays),
  ]);
  const [branches, fees] = hasFees
    ? await db.batch([db.select().from(school.branches), db.select().from(school.feeStructures)])
    : [[], []];
  return {
    instruments: byKey(instruments, (i) => rowKey(i.name)),
    teachers: byKey(teachers, (t) => rowKey(t.name)),
    branches: byKey(branches, (b) => rowKey(b.code)),
    packages: byKey(packages, (p) => rowKey(p.instrumentId, p.name)),
    batches: byKey(batches, (b) => rowKey(b.instrumentId, b.teacherId, b.recurrence)),
    students: byKey(students, (s) => rowKey(s.name, s.guardianContact, s.dob)),
    fees: new Set(
      fees.map((f) => rowKey(f.branchId, f.instrumentId, f.trinityGrade, f.classesCount, f.effectiveFrom)),
    ),
    holidays: new Set(holidays.map((h) => rowKey(h.date, h.scope, h.affectedBatchId))),
  };
}

function byKey<Row extends { id: string }>(rows: readonly Row[], key: (row: Row) => string) {
  return new Map(rows.map((row) => [key(row), row.id]));
}
