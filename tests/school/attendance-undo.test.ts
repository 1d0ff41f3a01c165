import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attendanceDrafts } from '../../db/schema/bot.js';
import { attendanceRecords, auditLogs, teacherAttendance } from '../../db/schema/school.js';
import { confirm } from '../../src/school/attendance/confirm.js';
import { type DraftContent, type DraftRef, keepDraft } from '../../src/school/attendance/draft.js';
import { seenOf } from '../../src/school/attendance/fingerprint.js';
import { openRegister } from '../../src/school/attendance/register.js';
import type { MarkContext, Marker } from '../../src/school/attendance/rights.js';
import { undo } from '../../src/school/attendance/undo.js';
import {
  type SmallSchool,
  TUESDAY,
  TUESDAY_EVENING,
  act,
  draftStatus,
  held,
  markOnWeb,
  must,
  registerLines,
  smallSchool,
} from './attendance-school.js';

let s: SmallSchool;
beforeAll(async () => {
  s = await smallSchool();
});
afterAll(() => s.close());
beforeEach(async () => {
  await s.db.delete(attendanceRecords);
  await s.db.delete(teacherAttendance);
  await s.db.delete(attendanceDrafts);
  await s.db.delete(auditLogs);
});

function after(minutes: number, actor: Marker = s.rahul): MarkContext {
  const now = new Date(TUESDAY_EVENING.getTime() + minutes * 60_000);
  return { db: s.db, now, timezone: 'Asia/Kolkata', actor, settings: { attendanceDaysBack: 2 } };
}

const EMPTY = {
  present: [],
  absent: [],
  excused: [],
  extra: [],
  rest: null,
  open: [],
  partial: false,
  confidence: null,
};

function everyone(): DraftContent {
  return { ...EMPTY, kind: 'register', present: Object.values(s.pupils) };
}

async function save(content: DraftContent, minutes = 0): Promise<DraftRef> {
  const ctx = after(minutes);
  const opened = await openRegister(ctx, { batchId: s.batches.evening, date: TUESDAY });
  if (opened.kind !== 'open') throw new Error(`not open: ${opened.kind}`);
  const { register } = opened;
  const seen = seenOf(register, content.kind);
  const rest = { originalMessage: null, sessionId: null, draftId: null };
  const kept = await act(s.db, () => keepDraft(ctx, { ...rest, register, seen, content }));
  if (kept.kind !== 'kept') throw new Error(`not kept: ${kept.kind}`);
  expect((await act(s.db, () => confirm(ctx, { ...kept.ref, low: 2 }))).kind).toBe('saved');
  return kept.ref;
}

async function undone({ id }: DraftRef, ctx: MarkContext): Promise<string> {
  return (await act(s.db, () => undo(ctx, { draftId: id }))).kind;
}

async function everything() {
  return {
    rows: await s.db.select().from(attendanceRecords).orderBy(attendanceRecords.id),
    held: await s.db.select().from(teacherAttendance),
  };
}

test('nine minutes later a first register is taken back to nothing', async () => {
  const ref = await save(everyone());
  expect(await undone(ref, after(9))).toBe('undone');
  expect(await everything()).toEqual({ rows: [], held: [] });
  expect(await draftStatus(s.db, ref.id)).toBe('undone');
});

test('what was there before comes back to the letter, doubled rows and all', async () => {
  const { batches, pupils, rahul } = s;
  await markOnWeb(s.db, { batchId: batches.evening, studentId: pupils.john, status: 'absent' });
  await markOnWeb(s.db, { batchId: batches.evening, studentId: pupils.sarah, status: 'present' });
  await markOnWeb(s.db, { batchId: batches.evening, studentId: pupils.sarah, status: 'absent' });
  const noted = { status: 'not_conducted' as const, notes: 'power cut' };
  await s.db
    .insert(teacherAttendance)
    .values({ batchId: batches.evening, teacherId: rahul.teacher.id, sessionDate: TUESDAY, ...noted });
  const before = await everything();
  const ref = await save(everyone());
  expect(await registerLines(s.db, batches.evening)).toHaveLength(4);
  expect(await undone(ref, after(5))).toBe('undone');
  expect(await everything()).toEqual(before);
});

test('it is written down who took it back', async () => {
  const ref = await save(everyone());
  await undone(ref, after(1));
  const logs = await s.db.select().from(auditLogs).orderBy(auditLogs.at);
  expect(logs.map((l) => l.action)).toEqual(['attendance_marked', 'attendance_undone']);
  const { before, after: left } = logs[1]?.payload as { before: unknown[]; after: unknown[] };
  expect([before.length, left.length]).toEqual([4, 0]);
});

test('eleven minutes later it stays', async () => {
  const ref = await save(everyone());
  expect(await undone(ref, after(11))).toBe('too_late');
  expect(await registerLines(s.db, s.batches.evening)).toHaveLength(4);
});

test('a second Undo finds nothing more to do', async () => {
  const ref = await save(everyone());
  await undone(ref, after(1));
  expect(await undone(ref, after(2))).toBe('already_undone');
  expect(await s.db.select().from(auditLogs)).toHaveLength(2);
});

test('what the office changed on the web in between is left alone', async () => {
  const ref = await save(everyone());
  await s.db.update(attendanceRecords).set({ status: 'absent', source: 'web' });
  expect(await undone(ref, after(2))).toBe('changed_since');
  expect(await registerLines(s.db, s.batches.evening)).toContain('John Mathew absent web');
});

test('the web is faster by a hair: the guard stops the Undo and it looks again', async () => {
  const ref = await save(everyone());
  let looked = 0;
  const outcome = await act(s.db, async () => {
    const result = await undo(after(2), { draftId: ref.id });
    if (looked++ === 0) await s.db.update(attendanceRecords).set({ status: 'absent', source: 'web' });
    return result;
  });
  expect([looked, outcome.kind]).toEqual([2, 'changed_since']);
});

test('an earlier register cannot be undone from under a later one, the later one can', async () => {
  const first = await save(everyone());
  const second = await save({ ...EMPTY, kind: 'register', absent: Object.values(s.pupils) }, 3);
  expect(await undone(first, after(4))).toBe('changed_since');
  expect(await undone(second, after(4))).toBe('undone');
  expect(await registerLines(s.db, s.batches.evening)).toContain('John Mathew present whatsapp');
  expect(await undone(first, after(5))).toBe('undone');
  expect(await registerLines(s.db, s.batches.evening)).toEqual([]);
});

test('nobody else can undo it, and one that was never saved has nothing to undo', async () => {
  const ref = await save(everyone());
  expect(await undone(ref, after(1, s.priya))).toBe('not_yours');
  expect(await undone(ref, after(1, s.office))).toBe('not_yours');
  expect(await undone({ id: must(s.pupils.john), version: 1 }, after(1))).toBe('not_yours');
  await s.db.update(attendanceDrafts).set({ status: 'draft' });
  expect(await undone(ref, after(1))).toBe('not_saved');
});

test('a makeup is taken back alone, and a cancelled class is given back', async () => {
  const { batches, pupils } = s;
  await save(everyone());
  const makeup = await save({ ...EMPTY, kind: 'extra', extra: [pupils.john] }, 1);
  expect(await registerLines(s.db, batches.evening)).toHaveLength(5);
  expect(await undone(makeup, after(2))).toBe('undone');
  expect(await registerLines(s.db, batches.evening)).toHaveLength(4);
  const cancelled = await save({ ...EMPTY, kind: 'cancelled' }, 3);
  expect(await held(s.db, batches.evening)).toBe('not_conducted');
  expect(await undone(cancelled, after(4))).toBe('undone');
  expect(await registerLines(s.db, batches.evening)).toHaveLength(4);
  expect(await held(s.db, batches.evening)).toBe('conducted');
});
