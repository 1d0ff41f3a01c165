import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commit } from '../../db/client.js';
import { attendanceDrafts, studentAbsences } from '../../db/schema/bot.js';
import { attendanceRecords, auditLogs, enrollments, teacherAttendance } from '../../db/schema/school.js';
import { confirm } from '../../src/school/attendance/confirm.js';
import { type DraftContent, type DraftRef, keepDraft } from '../../src/school/attendance/draft.js';
import { seenOf } from '../../src/school/attendance/fingerprint.js';
import { openRegister } from '../../src/school/attendance/register.js';
import type { MarkContext, Marker } from '../../src/school/attendance/rights.js';
import {
  type SmallSchool,
  TUESDAY,
  TUESDAY_EVENING,
  act,
  draftStatus,
  enrol,
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

function as(actor: Marker, now = TUESDAY_EVENING): MarkContext {
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

/** All four present but Sarah, unless said otherwise. */
function allButSarah(): DraftContent {
  const { john, mary, ahmed, sarah } = s.pupils;
  return { ...EMPTY, kind: 'register', present: [john, mary, ahmed], absent: [sarah] };
}

async function draft(
  ctx: MarkContext,
  content: DraftContent,
  where: { batchId?: string; date?: string } = {},
): Promise<DraftRef> {
  const opened = await openRegister(ctx, { batchId: s.batches.evening, date: TUESDAY, ...where });
  if (opened.kind !== 'open') throw new Error(`not open: ${opened.kind}`);
  const { register } = opened;
  const seen = seenOf(register, content.kind);
  const rest = { originalMessage: 'all except Sarah', sessionId: null, draftId: null };
  const kept = await act(s.db, () => keepDraft(ctx, { ...rest, register, seen, content }));
  if (kept.kind !== 'kept') throw new Error(`not kept: ${kept.kind}`);
  return kept.ref;
}

describe('a teacher says Yes', () => {
  test('and the register is written once, with who was absent, and the class counts as held', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    const outcome = await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }));
    expect(outcome.kind).toBe('saved');
    expect(await registerLines(s.db, s.batches.evening)).toEqual([
      'Ahmed Siddiqui present whatsapp',
      'John Mathew present whatsapp',
      'Mary Joseph present whatsapp',
      'Sarah Thomas absent whatsapp',
    ]);
    expect(await held(s.db, s.batches.evening)).toBe('conducted');
    const [row] = await s.db.select().from(attendanceRecords);
    expect(row?.finalizedAt).toEqual(TUESDAY_EVENING);
    expect(await draftStatus(s.db, ref.id)).toBe('confirmed');
  });

  test('and it is written down who did it, and how the register stood before and after', async () => {
    await markOnWeb(s.db, { batchId: s.batches.evening, studentId: s.pupils.sarah, status: 'present' });
    const ref = await draft(as(s.rahul), allButSarah());
    await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }));
    const [log, ...more] = await s.db.select().from(auditLogs);
    expect(more).toEqual([]);
    expect(log).toMatchObject({
      action: 'attendance_marked',
      actorRole: 'teacher',
      actorId: s.rahul.teacher.id,
      at: TUESDAY_EVENING,
      payload: {
        draft_id: ref.id,
        batch_id: s.batches.evening,
        session_date: TUESDAY,
        before: [{ student_id: s.pupils.sarah, status: 'present', source: 'web', is_extra: false }],
      },
    });
    const { after } = log?.payload as { after: unknown[] };
    expect(after).toHaveLength(4);
    expect(after).toContainEqual({
      student_id: s.pupils.sarah,
      status: 'absent',
      source: 'whatsapp',
      is_extra: false,
    });
  });

  test('and a row that was there is changed, not doubled, and one that stood twice stays once', async () => {
    const { batches, pupils } = s;
    await markOnWeb(s.db, { batchId: batches.evening, studentId: pupils.john, status: 'absent' });
    await markOnWeb(s.db, { batchId: batches.evening, studentId: pupils.sarah, status: 'present' });
    await markOnWeb(s.db, { batchId: batches.evening, studentId: pupils.sarah, status: 'present' });
    const opened = await openRegister(as(s.rahul), { batchId: batches.evening, date: TUESDAY });
    expect(opened).toMatchObject({ register: { doubled: [{ id: pupils.sarah, name: 'Sarah Thomas' }] } });
    const ref = await draft(as(s.rahul), allButSarah());
    expect((await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }))).kind).toBe('saved');
    expect(await registerLines(s.db, batches.evening)).toHaveLength(4);
  });

  test('twice: the second one changes nothing and is told so', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }));
    const before = await s.db.select().from(attendanceRecords);
    expect((await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }))).kind).toBe('already_saved');
    expect(await s.db.select().from(attendanceRecords)).toEqual(before);
    expect(await s.db.select().from(auditLogs)).toHaveLength(1);
  });

  test('twice at the same moment: one is written, the other finds it saved', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    const kinds = await Promise.all(
      [1, 2].map(() => act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 })).then((o) => o.kind)),
    );
    expect(kinds.sort()).toEqual(['already_saved', 'saved']);
    expect(await s.db.select().from(auditLogs)).toHaveLength(1);
  });

  test('to an older version: nothing is written', async () => {
    const ctx = as(s.rahul);
    const first = await draft(ctx, allButSarah());
    const opened = await openRegister(ctx, { batchId: s.batches.evening, date: TUESDAY });
    if (opened.kind !== 'open') throw new Error('not open');
    const { register } = opened;
    const next = { ...EMPTY, kind: 'register' as const, present: Object.values(s.pupils) };
    const kept = await keepDraft(ctx, {
      draftId: first.id,
      register,
      seen: seenOf(register, 'register'),
      content: next,
      originalMessage: null,
      sessionId: null,
    });
    await commit(s.db, kept.writes);
    expect((await act(s.db, () => confirm(ctx, { ...first, low: 2 }))).kind).toBe('stale');
    expect(await registerLines(s.db, s.batches.evening)).toEqual([]);
  });

  test('to a draft that was left for another class: nothing is written', async () => {
    const first = await draft(as(s.rahul), allButSarah());
    const late = { ...EMPTY, kind: 'register' as const, present: [s.others.kabir] };
    const second = await draft(as(s.rahul), late, { batchId: s.batches.late });
    expect((await act(s.db, () => confirm(as(s.rahul), { ...first, low: 2 }))).kind).toBe('stale');
    expect((await act(s.db, () => confirm(as(s.rahul), { ...second, low: 2 }))).kind).toBe('saved');
    expect(await registerLines(s.db, s.batches.evening)).toEqual([]);
    expect(await registerLines(s.db, s.batches.late)).toEqual(['Kabir Singh present whatsapp']);
  });

  test('to a draft with a question still open: nothing is written', async () => {
    const open = [{ ask: 'unread' as const, word: 'xyz', mark: null }];
    const ref = await draft(as(s.rahul), { ...allButSarah(), open });
    expect((await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }))).kind).toBe('incomplete');
    expect(await registerLines(s.db, s.batches.evening)).toEqual([]);
  });
});

describe('the school moved between draft and Yes', () => {
  test('a pupil joined the class: the teacher is asked again', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    const [nithya] = await enrol(s.db, s.batches.evening, ['Nithya Menon']);
    const outcome = await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }));
    expect(outcome.kind).toBe('roster_changed');
    expect(outcome.draft?.register.roster.map((p) => p.id)).toContain(nithya);
    expect(await registerLines(s.db, s.batches.evening)).toEqual([]);
    await s.db.delete(enrollments).where(eq(enrollments.studentId, must(nithya)));
  });

  test('a family said that their child cannot come: the teacher is asked again', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    await s.db.insert(studentAbsences).values({ studentId: s.pupils.sarah, absenceDate: TUESDAY });
    const outcome = await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }));
    expect(outcome.kind).toBe('roster_changed');
    expect(outcome.draft?.register.roster.filter((p) => p.excused).map((p) => p.name)).toEqual([
      'Sarah Thomas',
    ]);
    await s.db.delete(studentAbsences);
  });

  test('the office marked the class on the web: the teacher hears of it and nothing is written', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    await markOnWeb(s.db, { batchId: s.batches.evening, studentId: s.pupils.sarah, status: 'present' });
    const outcome = await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }));
    expect(outcome.kind).toBe('already_marked');
    expect(outcome.draft?.register.markedBy).toMatchObject({ source: 'web', name: null, self: false });
    expect(await registerLines(s.db, s.batches.evening)).toEqual(['Sarah Thomas present web']);
  });

  test('the web is faster by a hair: the guard stops the batch and the verb looks again', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    let looked = 0;
    const outcome = await act(s.db, async () => {
      const result = await confirm(as(s.rahul), { ...ref, low: 2 });
      if (looked++ === 0) {
        await markOnWeb(s.db, { batchId: s.batches.evening, studentId: s.pupils.john, status: 'absent' });
      }
      return result;
    });
    expect(looked).toBe(2);
    expect(outcome.kind).toBe('already_marked');
    expect(await registerLines(s.db, s.batches.evening)).toEqual(['John Mathew absent web']);
    expect(await s.db.select().from(auditLogs)).toEqual([]);
  });
});

describe('rights', () => {
  test("another teacher's class cannot be opened, nor drafted, nor confirmed", async () => {
    const input = { batchId: s.batches.evening, date: TUESDAY };
    expect(await openRegister(as(s.priya), input)).toEqual({ kind: 'not_yours' });
    const register = { ...input, teacherId: s.rahul.teacher.id };
    const seen = { roster: '', rows: '' };
    const rest = { draftId: null, originalMessage: null, sessionId: null, register, seen };
    expect(await keepDraft(as(s.priya), { ...rest, content: allButSarah() })).toEqual({
      outcome: { kind: 'not_yours' },
      writes: [],
    });
    const ref = await draft(as(s.rahul), allButSarah());
    expect(await confirm(as(s.priya), { ...ref, low: 2 })).toEqual({
      outcome: { kind: 'not_yours', draft: null },
      writes: [],
    });
    expect((await confirm(as(s.office), { ...ref, low: 2 })).outcome.kind).toBe('not_yours');
  });

  test('a teacher who lost the class in the meantime saves nothing', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    const without = { ...s.rahul, teacher: null };
    expect((await confirm(as(without), { ...ref, low: 2 })).outcome.kind).toBe('not_yours');
  });

  test('two days back is still open, three are not, tomorrow is not yet', async () => {
    const on = (date: string) => openRegister(as(s.rahul), { batchId: s.batches.evening, date });
    expect((await on('2026-11-22')).kind).toBe('open');
    expect((await on('2026-11-21')).kind).toBe('too_old');
    expect((await on('2026-11-25')).kind).toBe('not_yet');
  });

  test('a Yes after the days have run out saves nothing', async () => {
    const ref = await draft(as(s.rahul), allButSarah());
    const friday = new Date('2026-11-27T12:00:00Z');
    expect((await act(s.db, () => confirm(as(s.rahul, friday), { ...ref, low: 2 }))).kind).toBe('too_old');
    expect(await registerLines(s.db, s.batches.evening)).toEqual([]);
  });

  test('an admin may mark any class of any day, and it is written down as an override', async () => {
    const ref = await draft(as(s.office), allButSarah(), { date: '2026-10-13' });
    expect((await act(s.db, () => confirm(as(s.office), { ...ref, low: 2 }))).kind).toBe('saved');
    expect(await registerLines(s.db, s.batches.evening, '2026-10-13')).toHaveLength(4);
    const [log] = await s.db.select().from(auditLogs);
    expect(log).toMatchObject({
      action: 'attendance_override',
      actorRole: 'admin',
      actorId: s.office.personId,
    });
  });

  test('a draft that never was, and a batch that never was, belong to nobody', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await confirm(as(s.rahul), { id: nobody, version: 1, low: 2 })).outcome.kind).toBe('not_yours');
    expect(await openRegister(as(s.rahul), { batchId: nobody, date: TUESDAY })).toEqual({ kind: 'unknown' });
  });
});

describe('excused, makeup, cancelled', () => {
  test('who is excused is written as excused', async () => {
    const { john, mary, ahmed, sarah } = s.pupils;
    const ref = await draft(as(s.rahul), {
      ...EMPTY,
      kind: 'register',
      present: [john, mary],
      absent: [ahmed],
      excused: [sarah],
    });
    await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }));
    expect(await registerLines(s.db, s.batches.evening)).toContain('Sarah Thomas excused whatsapp');
  });

  test('a makeup is a row of its own beside the ordinary one, and there may be several', async () => {
    await markOnWeb(s.db, { batchId: s.batches.evening, studentId: s.pupils.john, status: 'absent' });
    for (const _ of [1, 2]) {
      const ref = await draft(as(s.rahul), {
        ...EMPTY,
        kind: 'extra',
        extra: [s.pupils.john, s.others.kabir],
      });
      expect((await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }))).kind).toBe('saved');
    }
    expect(await registerLines(s.db, s.batches.evening)).toEqual([
      'John Mathew absent web',
      'John Mathew present whatsapp extra',
      'John Mathew present whatsapp extra',
      'Kabir Singh present whatsapp extra',
      'Kabir Singh present whatsapp extra',
    ]);
    expect(await held(s.db, s.batches.evening)).toBe('conducted');
  });

  test('a cancelled class leaves nobody marked', async () => {
    await markOnWeb(s.db, { batchId: s.batches.evening, studentId: s.pupils.john, status: 'present' });
    const ref = await draft(as(s.rahul), { ...EMPTY, kind: 'cancelled' });
    expect((await act(s.db, () => confirm(as(s.rahul), { ...ref, low: 2 }))).kind).toBe('saved');
    expect(await registerLines(s.db, s.batches.evening)).toEqual([]);
    expect(await held(s.db, s.batches.evening)).toBe('not_conducted');
  });
});

test('two people confirm the same class at once: one register is written whole, the other is asked again', async () => {
  const rahuls = await draft(as(s.rahul), allButSarah());
  const everyone = { ...EMPTY, kind: 'register' as const, present: Object.values(s.pupils) };
  const offices = await draft(as(s.office), everyone);
  const kinds = await Promise.all([
    act(s.db, () => confirm(as(s.rahul), { ...rahuls, low: 2 })).then((o) => o.kind),
    act(s.db, () => confirm(as(s.office), { ...offices, low: 2 })).then((o) => o.kind),
  ]);
  expect(kinds.sort()).toEqual(['already_marked', 'saved']);
  expect(await registerLines(s.db, s.batches.evening)).toHaveLength(4);
});
