import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../db/migrate.js';
import { faqs, people, settings } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import { importSchool } from '../../dev/import.js';
import { balances } from '../../src/school/balance.js';
import { TODAY, type TestDatabase, openDatabase } from '../support/database.js';

const DEMO = new URL('../../dev/demo-school.json', import.meta.url);
const today = TODAY;
let database: TestDatabase;
let file: Record<string, unknown[]>;

beforeAll(async () => {
  database = await openDatabase({ empty: true });
});
afterAll(() => database.close());
beforeEach(async () => {
  file = JSON.parse(await readFile(DEMO, 'utf8'));
  await migrate(database.db);
});
afterEach(async () => {
  await database.db.execute(sql`drop schema if exists bot cascade`);
  await database.db.execute(sql`drop schema public cascade`);
  await database.db.execute(sql`create schema public`);
});

const load = (add = false) => importSchool(database.db, DEMO, { today, add });
async function loadChanged(change: Record<string, unknown>, add = false) {
  const path = join(tmpdir(), `school-${process.pid}.json`);
  await writeFile(path, JSON.stringify({ ...file, ...change }));
  return importSchool(database.db, path, { today, add });
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'imported',
    (error: Error) => error.message,
  );

describe('a school comes in', () => {
  test('whole, in few requests and little time', async () => {
    database.counts.requests = 0;
    const started = performance.now();
    const { added } = await load();
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(database.counts.requests).toBeLessThanOrEqual(3);
    expect(added).toMatchObject({
      students: 28,
      batches: 10,
      payments: 40,
      attendanceRecords: 277,
      holidays: 2,
    });
    expect(await database.db.$count(school.feeStructures)).toBe(48);
    expect(await database.db.$count(faqs)).toBe(5);
  });

  test('with its name and time zone for the bot to use', async () => {
    await load();
    const kept = Object.fromEntries((await database.db.select().from(settings)).map((s) => [s.key, s.value]));
    expect(kept).toEqual({
      SCHOOL_NAME: 'Sargam School of Music',
      SCHOOL_TIMEZONE: 'Asia/Kolkata',
      SCHOOL_CURRENCY: 'INR',
    });
  });

  test('with everybody’s consent, and the office as admin', async () => {
    await load();
    const persons = await database.db.select().from(people);
    const typeOf = (phone: string) => persons.find((p) => p.phoneNumber === phone)?.userType;
    expect([typeOf('919000000006'), typeOf('919000000001'), typeOf('919000000016')]).toEqual([
      ...['admin', 'teacher', 'student'],
    ]);
    expect(persons.some((p) => p.phoneNumber?.endsWith('0000000000'))).toBe(false);
    for (const p of persons) {
      expect(p.optedInAt?.toISOString()).toBe('2026-05-31T18:30:00.000Z');
      expect(p.consentSource).toBe('enrolment form');
    }
  });

  test('with past classes on days when the batch met, and Sundays where nobody can tell', async () => {
    await load();
    const days = await database.db
      .selectDistinct({ recurrence: school.batches.recurrence, date: school.attendanceRecords.sessionDate })
      .from(school.attendanceRecords)
      .innerJoin(school.batches, eq(school.batches.id, school.attendanceRecords.batchId));
    const weekdays = (words: string) =>
      new Set(days.filter((d) => d.recurrence.startsWith(words)).map((d) => new Date(d.date).getUTCDay()));
    expect(weekdays('TUE 17:00-18:00, THU')).toEqual(new Set([2, 4, 6]));
    expect(weekdays('every alternate')).toEqual(new Set([0]));
    expect(days.every((d) => d.date < today)).toBe(true);
  });

  test('and its balances are right', async () => {
    await load();
    const [ahmed] = await database.db
      .select()
      .from(school.students)
      .where(eq(school.students.name, 'Ahmed Siddiqui'));
    const ctx = { db: database.db, now: new Date(`${today}T06:30:00Z`), timezone: 'Asia/Kolkata' };
    const [balance] = await balances(ctx, { studentIds: [ahmed?.id ?? ''] });
    expect(balance?.instruments).toMatchObject([
      { instrument: 'Guitar', bought: 26, attended: 8, balance: 18, low: false },
      { instrument: 'Tabla', bought: 24, attended: 8, balance: 16, due: '2027-01-13' },
    ]);
    expect(balance?.total).toEqual({ bought: 50, attended: 16, balance: 34 });
    expect(await balances(ctx, { studentIds: [] })).toEqual([]);
  });
});

describe('a second import', () => {
  test('is refused when there are pupils, unless it is said to add', async () => {
    await load();
    expect(await refusal(load())).toContain('already has 28 students');
  });

  test('of the same file adds nothing', async () => {
    await load();
    const { added, notes } = await load(true);
    expect(new Set(Object.values(added))).toEqual(new Set([0]));
    expect(notes).toEqual(['28 students were there already and stay as they are']);
  });

  test('adds who is new, to batches that are there', async () => {
    await load();
    const [first] = file.students ?? [];
    const students = [first, { ...Object(first), name: 'New Pupil', guardian_phone: '9000000100' }];
    const mine = { payments: [], attendance_history: [], students };
    expect((await loadChanged(mine, true)).added).toMatchObject({
      students: 1,
      enrollmentBatches: 2,
      batches: 0,
    });
  });

  test('takes back nobody’s refusal, role or earlier consent', async () => {
    await load();
    const earlier = new Date('2025-01-01T00:00:00Z');
    const change = (phone: string, values: Partial<typeof people.$inferInsert>) =>
      database.db.update(people).set(values).where(eq(people.phoneNumber, phone));
    await change('919000000001', { optedInAt: null, optedOutAt: earlier });
    await change('919000000016', { optedInAt: earlier, consentSource: 'wrote to us', userType: 'agent' });
    await load(true);
    const persons = await database.db.select().from(people);
    expect(persons.find((p) => p.phoneNumber === '919000000001')).toMatchObject({ optedInAt: null });
    expect(persons.find((p) => p.phoneNumber === '919000000016')).toMatchObject({
      ...{ optedInAt: earlier, consentSource: 'wrote to us', userType: 'agent' },
    });
  });

  test('at the same moment as another makes no doubles', async () => {
    const both = await Promise.allSettled([load(), load()]);
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await database.db.$count(school.students)).toBe(28);
  });
});

describe('a file that is not right is refused with every place and reason, and nothing is written', () => {
  test.each([
    [{ school: { name: 'X', timezone: 'Mars/Olympus' } }, ['school.timezone: is not a time zone']],
    [
      { students: [{ name: '' }, { dob: '2020-02-30' }] },
      ['students[0].name: is empty', 'students[1].name:', 'students[1].dob: is not a date'],
    ],
    [{ admins: [{ name: 'Office', phone: '0000000000' }] }, ['admins[0].phone: is not a phone number']],
    [
      { instruments: [{ name: 'Flute' }] },
      ['packages[0].instrument: there is no instrument "Keyboard"', 'batches[0].instrument:'],
    ],
    [{ batches: [] }, ['students[0].enrollment.batches[0]: there is no batch "guitar-evening"']],
    [
      {
        students: [{ name: 'Twin' }, { name: 'Twin' }],
        attendance_history: [],
        payments: [{ student: 'twin', package: null, amount: 1, method: 'upi', days_ago: 1 }],
      },
      ['payments[0].student: there are 2 of student "twin"'],
    ],
    [{ consent: { source: 'form' } }, ['consent.date:']],
  ])('%#', async (change, problems) => {
    const words = await refusal(loadChanged(change));
    for (const problem of problems) expect(words).toContain(problem);
    expect(await database.db.$count(school.instruments)).toBe(0);
    expect(await database.db.$count(people)).toBe(0);
  });

  test('so is a file that is none', async () => {
    expect(await refusal(importSchool(database.db, '/nowhere.json', { today }))).toContain('cannot be read');
    const path = join(tmpdir(), `broken-${process.pid}.json`);
    await writeFile(path, '{ "school": ');
    expect(await refusal(importSchool(database.db, path, { today }))).toContain('is not JSON');
  });

  test('and a database without tables', async () => {
    await database.db.execute(sql`drop schema bot cascade`);
    expect(await refusal(load())).toContain('run `npm run db:migrate` first');
  });
});

test('without consent in the file only the office is known, and nobody may be written to', async () => {
  const { notes } = await loadChanged({ consent: null });
  const persons = await database.db.select().from(people);
  expect(persons.map((p) => [p.phoneNumber, p.optedInAt])).toEqual([['919000000006', null]]);
  expect(notes.join()).toContain('no consent is recorded');
});

test('a school whose database has no fee tables and no e-mail column comes in without them', async () => {
  await database.db.execute(sql`drop table fee_structures cascade`);
  await database.db.execute(sql`drop table branches cascade`);
  await database.db.execute(sql`alter table students drop column email`);
  const { notes } = await loadChanged({
    students: [{ name: 'Meera', email: 'meera@example.com' }],
    payments: [],
    attendance_history: [],
  });
  expect(notes.join()).toContain('branches and fee structures were left out');
  const [meera] = await database.db.select().from(school.students);
  expect(meera?.metadata).toEqual({ email: 'meera@example.com' });
});
