import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { studentAbsences } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import type { SchoolContext } from '../../src/school/context.js';
import { type BatchSchedule, batchesDay, teacherDay } from '../../src/school/schedule.js';
import { TODAY, type TestDatabase, openDatabase } from '../support/database.js';

const TUESDAY = TODAY;
const THURSDAY = '2026-11-26';
let database: TestDatabase;
let ctx: SchoolContext;
let rahul: string;
let evening: BatchSchedule;

beforeAll(async () => {
  database = await openDatabase();
  ctx = { db: database.db, now: new Date('2026-11-24T10:00:00Z'), timezone: 'Asia/Kolkata' };
  rahul = await teacherNamed('Rahul Deshpande');
});
afterAll(() => database.close());
beforeEach(async () => {
  evening = batch(await today(), 'Guitar 5:00 pm');
});
afterEach(() => database.reset());

const today = () => teacherDay(ctx, { teacherId: rahul, from: TUESDAY, to: TUESDAY });
const week = () => teacherDay(ctx, { teacherId: rahul, from: TUESDAY, to: '2026-11-30' });

describe('Rahul looks at his day', () => {
  test('and sees his batches in the order of their classes, in one request', async () => {
    database.counts.requests = 0;
    const day = await today();
    expect(database.counts.requests).toBe(1);
    expect(day.map((b) => [b.label, b.sessions.map((s) => s.state)])).toEqual([
      ['Guitar 5:00 pm', ['on']],
      ['Guitar 6:15 pm', ['on']],
      ['Guitar 12:00 pm', []],
    ]);
    expect(day.map((b) => b.isMakeup)).toEqual([false, false, true]);
    expect(evening.sessions[0]?.slots).toEqual([{ weekday: 2, start: '17:00', end: '18:00' }]);
  });

  test('with each pupil once, by name, however often they stand in the batch', async () => {
    const [enrolment] = await database.db
      .select()
      .from(school.enrollmentBatches)
      .where(eq(school.enrollmentBatches.batchId, evening.batchId));
    await database.db
      .insert(school.enrollmentBatches)
      .values({ enrollmentId: enrolment?.enrollmentId, batchId: evening.batchId });
    const names = batch(await today(), 'Guitar 5:00 pm').roster.map((p) => p.name);
    expect(names).toEqual(evening.roster.map((p) => p.name));
    expect(names).toHaveLength(11);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('without pupils who left, paused, or never joined', async () => {
    const [a, b, c, d] = evening.roster.map((p) => p.id);
    await pupil(a, { isActive: false });
    await pupil(b, { studentType: 'prospect' });
    await pupil(c, { studentType: 'intentful_user' });
    await database.db
      .update(school.enrollments)
      .set({ status: 'paused' })
      .where(eq(school.enrollments.studentId, d ?? ''));
    const after = batch(await today(), 'Guitar 5:00 pm').roster.map((p) => p.id);
    expect(after).toEqual(evening.roster.slice(4).map((p) => p.id));
  });

  test('a class that was marked says by which rows, extras apart', async () => {
    const [one, two] = evening.roster.map((p) => p.id);
    await mark({ studentId: one, status: 'present', source: 'web' });
    await mark({ studentId: two, status: 'present', isExtra: true });
    expect(await session()).toMatchObject({
      state: 'marked',
      rows: [{ studentId: one, status: 'present', source: 'web', isExtra: false }],
      extras: [{ studentId: two, isExtra: true }],
    });
  });

  test('a makeup alone does not make a class marked', async () => {
    await mark({ studentId: evening.roster[0]?.id, status: 'present', isExtra: true });
    expect((await session())?.state).toBe('on');
  });

  test('a cancelled class and a holiday say so', async () => {
    await database.db.insert(school.holidays).values({ date: TUESDAY, scope: 'school', reason: 'Rain' });
    expect(await session()).toMatchObject({ state: 'holiday', holiday: { reason: 'Rain' } });
    await database.db.insert(school.teacherAttendance).values({
      ...{ batchId: evening.batchId, teacherId: rahul, sessionDate: TUESDAY, status: 'not_conducted' },
      notes: 'ill',
    });
    expect(await session()).toMatchObject({ state: 'cancelled', teacherRow: { notes: 'ill' } });
  });

  test('a holiday of one batch closes no other', async () => {
    await database.db
      .insert(school.holidays)
      .values({ date: TUESDAY, scope: 'batch', affectedBatchId: evening.batchId });
    expect((await today()).flatMap((b) => b.sessions.map((s) => s.state))).toEqual(['holiday', 'on']);
  });

  test('who cannot come is shown, for this batch or for all of that day, unless withdrawn', async () => {
    const [a, b, c, d] = evening.roster.map((p) => p.id);
    const away = { absenceDate: TUESDAY };
    await database.db.insert(studentAbsences).values([
      { ...away, studentId: a ?? '', reason: 'fever' },
      { ...away, studentId: b ?? '', batchId: evening.batchId },
      { ...away, studentId: c ?? '', withdrawnAt: new Date() },
      { ...away, studentId: d ?? '', absenceDate: THURSDAY },
    ]);
    const absences = (await session())?.absences;
    expect(absences).toHaveLength(2);
    expect(absences).toContainEqual({ studentId: a, reason: 'fever' });
    expect(absences).toContainEqual({ studentId: b, reason: null });
  });

  test('a class marked on a day it does not meet is seen as well', async () => {
    const friday = '2026-11-27';
    await mark({ studentId: evening.roster[0]?.id, status: 'present', sessionDate: friday });
    const sessions = batch(await week(), 'Guitar 5:00 pm').sessions;
    expect(sessions.map((s) => [s.date, s.planned, s.state])).toEqual([
      [TUESDAY, 'yes', 'on'],
      [THURSDAY, 'yes', 'on'],
      [friday, 'no', 'marked'],
      ['2026-11-28', 'yes', 'on'],
    ]);
  });
});

describe('the office looks', () => {
  test('at every batch, or at those it names', async () => {
    const all = await batchesDay(ctx, { from: TUESDAY, to: TUESDAY });
    expect(all).toHaveLength(10);
    const some = await batchesDay(ctx, { batchIds: [evening.batchId], from: TUESDAY, to: TUESDAY });
    expect(some.map((b) => [b.label, b.teacher?.name])).toEqual([['Guitar 5:00 pm', 'Rahul Deshpande']]);
    expect(await batchesDay(ctx, { batchIds: [], from: TUESDAY, to: TUESDAY })).toEqual([]);
  });

  test('and a batch that nobody can read shows its own words, and may meet on any day but Monday', async () => {
    const all = await batchesDay(ctx, { from: '2026-11-29', to: '2026-11-30' });
    const drums = batch(all, 'Drums (every alternate sunday, ask office)');
    expect(drums.sessions.map((s) => [s.date, s.planned, s.label])).toEqual([
      ['2026-11-29', 'maybe', 'Drums (every alternate sunday, ask office)'],
    ]);
    const violin = batch(all, 'Violin 5:30 pm');
    expect(violin.sessions.map((s) => s.date)).toEqual(['2026-11-30']);
  });
});

async function session() {
  return batch(await today(), 'Guitar 5:00 pm').sessions[0];
}

function batch(day: BatchSchedule[], label: string): BatchSchedule {
  const found = day.find((b) => b.label === label);
  if (!found) throw new Error(`no batch ${label} among ${day.map((b) => b.label).join(', ')}`);
  return found;
}

async function teacherNamed(name: string): Promise<string> {
  const [found] = await database.db
    .select()
    .from(school.teachers)
    .where(and(eq(school.teachers.name, name)));
  return found?.id ?? '';
}

async function pupil(id: string | undefined, change: Partial<typeof school.students.$inferInsert>) {
  await database.db
    .update(school.students)
    .set(change)
    .where(eq(school.students.id, id ?? ''));
}

async function mark(row: Partial<typeof school.attendanceRecords.$inferInsert>) {
  await database.db
    .insert(school.attendanceRecords)
    .values({ batchId: evening.batchId, sessionDate: TUESDAY, ...row });
}
