import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { classesLeft } from '../../src/school/classes-left.js';
import { directory } from '../../src/school/directory.js';
import type { Child } from '../../src/school/people.js';
import { pupilHistories } from '../../src/school/pupil-history.js';
import { pupilSchedules } from '../../src/school/pupil-schedule.js';
import { timetable } from '../../src/school/timetable.js';
import type { ViewContext, Viewer } from '../../src/school/views.js';
import { EVENING, studentId } from '../conversations/attendance-tables.js';
import { booksMakeup, cancels, cannotCome, takesLeave, teacherId } from '../conversations/schedule-tables.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
let arjun: string;
let sarah: string;
let vihaan: string;
let rahul: string;

beforeAll(async () => {
  database = await openDatabase();
  [arjun, sarah, vihaan] = await Promise.all([
    studentId(database.db, 'Arjun Gupta'),
    studentId(database.db, 'Sarah Thomas'),
    studentId(database.db, 'Vihaan Naidu'),
  ]);
  rahul = await teacherId(database.db, 'Rahul Deshpande');
});
afterAll(() => database.close());
afterEach(() => database.reset());

const NOBODY: Viewer = { teacher: null, children: [], isAdmin: false };
const child = (id: string, name: string): Child => ({ id, name, relation: 'guardian', paused: false });
const as = (viewer: Partial<Viewer>): ViewContext => ({
  db: database.db,
  now: new Date('2026-11-24T04:30:00Z'),
  timezone: 'Asia/Kolkata',
  actor: { ...NOBODY, ...viewer },
});
const family = () => as({ children: [child(arjun, 'Arjun Gupta')] });
const teacher = () => as({ teacher: { id: rahul, name: 'Rahul Deshpande' } });
const office = () => as({ isAdmin: true });
const WEEK = { from: '2026-11-24', to: '2026-11-30' };
const ALL_DAYS = { from: null, to: null };

describe('a family', () => {
  test('sees its own child in one request, and no other', async () => {
    database.counts.requests = 0;
    const own = await pupilSchedules(family(), { studentIds: [arjun], ...WEEK });
    expect(database.counts.requests).toBe(1);
    expect(own.kind === 'scheduled' && own.pupils[0]?.classes.map((c) => c.date)).toEqual([
      '2026-11-24',
      '2026-11-26',
      '2026-11-28',
    ]);
    const others = [sarah, arjun];
    expect(await pupilSchedules(family(), { studentIds: others, ...WEEK })).toEqual({ kind: 'not_yours' });
    expect(await pupilHistories(family(), { studentIds: [sarah], ...ALL_DAYS })).toEqual({
      kind: 'not_yours',
    });
    expect(await classesLeft(family(), { studentIds: [sarah], low: 2 })).toEqual({ kind: 'not_yours' });
    expect(await timetable(family(), { of: { teacherId: rahul }, ...WEEK })).toEqual({ kind: 'not_yours' });
    expect(await timetable(family(), { of: 'school', ...WEEK })).toEqual({ kind: 'not_yours' });
    expect((await directory(family())).map((l) => l.name)).toEqual(['Arjun Gupta']);
  });

  test('sees what became of each class', async () => {
    await cannotCome(database.db, 'Arjun Gupta', '2026-11-24');
    await cancels(database.db, EVENING, '2026-11-26');
    await takesLeave(database.db, 'Rahul Deshpande', { from: '2026-11-27', to: '2026-11-28' });
    await booksMakeup(database.db, { name: 'Arjun Gupta', recurrence: 'MON 17:30', date: '2026-11-30' });
    const own = await pupilSchedules(family(), { studentIds: [arjun], ...WEEK });
    expect(own.kind === 'scheduled' && own.pupils[0]?.classes.map((c) => [c.date, c.plan])).toEqual([
      ['2026-11-24', 'excused'],
      ['2026-11-26', 'cancelled'],
      ['2026-11-28', 'teacher_away'],
      ['2026-11-30', 'makeup'],
    ]);
  });
});

describe('a teacher', () => {
  test('sees a pupil in the own batches alone, and not what they pay', async () => {
    const own = await pupilSchedules(teacher(), { studentIds: [sarah], ...WEEK });
    const taught = own.kind === 'scheduled' ? own.pupils.flatMap((p) => p.classes) : [];
    expect(new Set(taught.map((c) => c.instrument))).toEqual(new Set(['Guitar']));
    const past = await pupilHistories(teacher(), { studentIds: [sarah], ...ALL_DAYS });
    const marks = past.kind === 'histories' ? past.pupils.flatMap((p) => p.classes) : [];
    expect(new Set(marks.map((m) => m.instrument))).toEqual(new Set(['Guitar']));
    expect(await classesLeft(teacher(), { studentIds: [sarah], low: 2 })).toEqual({ kind: 'not_yours' });
    expect(await pupilSchedules(teacher(), { studentIds: [vihaan], ...WEEK })).toEqual({ kind: 'not_yours' });
    expect(await pupilHistories(teacher(), { studentIds: [vihaan], ...ALL_DAYS })).toEqual({
      kind: 'not_yours',
    });
    expect((await directory(teacher())).map((l) => l.name)).not.toContain('Vihaan Naidu');
  });

  test('sees the own timetable, and no colleague’s', async () => {
    const own = await timetable(teacher(), { of: { teacherId: rahul }, ...WEEK });
    expect(own.kind === 'timetable' && own.batches.map((b) => b.label)).toEqual([
      'Guitar 5:00 pm',
      'Guitar 6:15 pm',
      'Guitar 12:00 pm',
    ]);
    const imran = await teacherId(database.db, 'Imran Khan');
    expect(await timetable(teacher(), { of: { teacherId: imran }, ...WEEK })).toEqual({ kind: 'not_yours' });
    expect(await timetable(teacher(), { of: 'school', ...WEEK })).toEqual({ kind: 'not_yours' });
  });
});

test('the office sees everybody, and what is owed; a stranger nobody', async () => {
  const left = await classesLeft(office(), { studentIds: [sarah, arjun], low: 2 });
  expect(left.kind === 'left' && left.pupils.map((p) => p.name)).toEqual(['Arjun Gupta', 'Sarah Thomas']);
  expect((await directory(office())).map((l) => l.kind)).toContain('teacher');
  const stranger = as({});
  expect(await pupilSchedules(stranger, { studentIds: [sarah], ...WEEK })).toEqual({ kind: 'not_yours' });
  expect(await classesLeft(stranger, { studentIds: [sarah], low: 2 })).toEqual({ kind: 'not_yours' });
  expect(await directory(stranger)).toEqual([]);
});
