import { sql } from 'drizzle-orm';
import { type Db, GuardFailed, type Write, commit, guard, lockName } from '../../db/client.js';
import * as school from '../../db/schema/school.js';
import { catalogueRows } from './catalogue.js';
import { type Probe, nothing, probe, readExisting } from './existing.js';
import { ImportError, readSchoolFile } from './file.js';
import { nameRows } from './names.js';
import { ownWrites } from './own.js';
import { pupilRows } from './pupils.js';
import type { SchoolFile } from './shape.js';
import { insertAll } from './write.js';

export interface ImportOptions {
  /** School-local date from which the file's `days_ago` count. */
  today: string;
  /** Import into a school that has pupils; what is there stays as it is. */
  add?: boolean;
}

export interface ImportReport {
  /** Rows added, by what they are. */
  added: Record<string, number>;
  notes: string[];
}

/**
 * Puts the school of a file into a migrated database, as one atomic batch.
 * @throws ImportError naming every problem of the file, or that the database has pupils already.
 */
export async function importSchool(
  db: Db,
  file: string | URL,
  options: ImportOptions,
): Promise<ImportReport> {
  const content = await readSchoolFile(file);
  const before = await probe(db);
  if (before.students > 0 && !options.add) {
    throw new ImportError([
      `the database already has ${before.students} students; to add to them, use --add`,
    ]);
  }
  const there = options.add ? await readExisting(db, before) : nothing();
  const names = nameRows(content, there);
  const rows = { ...catalogueRows(content, names, there), ...pupilRows(content, names, options.today) };
  const writes = [...schoolWrites(db, rows, before), ...ownWrites(db, content, options.add ?? false)];
  await commitUnchanged(db, before, writes);
  return report(content, rows, before);
}

type Rows = ReturnType<typeof catalogueRows> & ReturnType<typeof pupilRows>;

function schoolWrites(db: Db, rows: Rows, { hasFees, hasEmail }: Probe): Write[] {
  return [
    ...insertAll(db, school.instruments, rows.instruments),
    ...insertAll(db, school.teachers, rows.teachers),
    ...(hasFees ? insertAll(db, school.branches, rows.branches) : []),
    ...insertAll(db, school.packages, rows.packages),
    ...(hasFees ? insertAll(db, school.feeStructures, rows.feeStructures) : []),
    ...insertAll(db, school.batches, rows.batches),
    ...insertAll(db, school.students, rows.students),
    ...(hasEmail ? rows.emails : []).map(({ id, email }) =>
      db.execute(sql`update students set email = ${email} where id = ${id}::uuid`),
    ),
    ...insertAll(db, school.enrollments, rows.enrollments),
    ...insertAll(db, school.enrollmentBatches, rows.enrollmentBatches),
    ...insertAll(db, school.payments, rows.payments),
    ...insertAll(db, school.attendanceRecords, rows.attendanceRecords),
    ...insertAll(db, school.holidays, rows.holidays),
  ];
}

/** Two imports at once, or a pupil entered in between, would make doubles: then nothing is written. */
async function commitUnchanged(db: Db, { students }: Probe, writes: readonly Write[]): Promise<void> {
  const unchanged = guard(db, 'pupils', sql`(select count(*) from students) = ${students}::int`);
  try {
    await commit(db, [lockName(db, 'school.import'), unchanged, ...writes]);
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
    throw new ImportError(['pupils were entered while the file was read: look, and import again']);
  }
}

function report(file: SchoolFile, rows: Rows, { hasFees }: Probe): ImportReport {
  const counted = Object.entries(rows).filter(([table]) => table !== 'emails');
  const kept = file.students.length - rows.students.length;
  return {
    added: Object.fromEntries(counted.map(([table, added]) => [table, added.length])),
    notes: [
      ...(kept > 0 ? [`${kept} students were there already and stay as they are`] : []),
      ...(hasFees ? [] : ['branches and fee structures were left out: the database has no tables for them']),
      ...(file.consent ? [] : ['no consent is recorded: nobody of the file will be written to first']),
    ],
  };
}
