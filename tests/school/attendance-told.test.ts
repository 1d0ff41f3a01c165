import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attendanceDrafts, people, personLinks } from '../../db/schema/bot.js';
import { attendanceRecords, payments, students, teacherAttendance } from '../../db/schema/school.js';
import { confirm } from '../../src/school/attendance/confirm.js';
import { type DraftContent, keepDraft } from '../../src/school/attendance/draft.js';
import { seenOf } from '../../src/school/attendance/fingerprint.js';
import { openRegister } from '../../src/school/attendance/register.js';
import type { MarkContext } from '../../src/school/attendance/rights.js';
import {
  type SmallSchool,
  TUESDAY,
  TUESDAY_EVENING,
  act,
  markOnWeb,
  smallSchool,
} from './attendance-school.js';

let s: SmallSchool;
beforeAll(async () => {
  s = await smallSchool();
  await s.db
    .update(students)
    .set({ metadata: { guardian_phone: '98480 12345' }, phone: '9848099999' })
    .where(eq(students.id, s.pupils.john));
  await s.db.update(students).set({ phone: '9848011111' }).where(eq(students.id, s.pupils.mary));
});
afterAll(() => s.close());
beforeEach(async () => {
  await s.db.delete(attendanceRecords);
  await s.db.delete(teacherAttendance);
  await s.db.delete(attendanceDrafts);
  await s.db.delete(payments);
});

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

/** Whom to tell once Rahul has said Yes: `absent 9198… John Mathew`, `low 9198… John Mathew 2`. */
async function told(content: Partial<DraftContent>, charged?: readonly string[]): Promise<string[]> {
  const actor = s.rahul;
  const ctx: MarkContext = {
    db: s.db,
    now: TUESDAY_EVENING,
    timezone: 'Asia/Kolkata',
    actor,
    settings: { attendanceDaysBack: 2 },
  };
  const whole: DraftContent = { ...EMPTY, kind: 'register', ...content };
  const opened = await openRegister(ctx, { batchId: s.batches.evening, date: TUESDAY });
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const { register } = opened;
  const input = { draftId: null, register, seen: seenOf(register, whole.kind), content: whole };
  const kept = await act(s.db, () => keepDraft(ctx, { ...input, originalMessage: null, sessionId: null }));
  if (kept.kind !== 'kept') throw new Error(kept.kind);
  const outcome = await act(s.db, () =>
    confirm(ctx, { ...kept.ref, low: 2, ...(charged ? { charged } : {}) }),
  );
  if (outcome.kind !== 'saved') throw new Error(outcome.kind);
  return outcome.told.map((t) =>
    [t.why, t.phone, t.pupil.name, ...(t.left === null ? [] : [t.left])].join(' '),
  );
}

async function pays(studentId: string, classes: number): Promise<void> {
  await s.db.insert(payments).values({ studentId, amount: '100', metadata: { credits_bought: classes } });
}

test("the absent pupil's guardian is told, at the guardian's number first", async () => {
  const { john, mary } = s.pupils;
  expect(await told({ present: [mary], absent: [john] })).toContain('absent 919848012345 John Mathew');
});

test("the pupil's own number serves where there is no other, and nobody is told without a number", async () => {
  const { mary, sarah } = s.pupils;
  expect(await told({ absent: [mary, sarah] })).toEqual(['absent 919848011111 Mary Joseph']);
});

test('who is excused is not told of an absence, nor who was marked absent by chat before', async () => {
  const { john, mary } = s.pupils;
  expect(await told({ excused: [john], absent: [mary] })).toEqual(['absent 919848011111 Mary Joseph']);
  expect(await told({ excused: [john], absent: [mary] })).toEqual([]);
});

test('a balance that this register brings to two is told, one that stays above is not', async () => {
  const { john, mary } = s.pupils;
  await pays(john, 3);
  await pays(mary, 4);
  expect(await told({ present: [john, mary] })).toEqual(['low 919848012345 John Mathew 2']);
});

test('a class that was charged already is not charged, nor told, again', async () => {
  const { john } = s.pupils;
  await pays(john, 3);
  await markOnWeb(s.db, { batchId: s.batches.evening, studentId: john, status: 'present' });
  expect(await told({ present: [john] })).toEqual([]);
});

describe('a family with a number of its own ways', () => {
  const FAMILY = '919848012345';
  const is = (what: Partial<typeof people.$inferInsert>) =>
    s.db
      .insert(people)
      .values({ phoneNumber: FAMILY, ...what })
      .returning();
  beforeEach(() => pays(s.pupils.john, 9));
  afterEach(() => s.db.delete(people).where(eq(people.phoneNumber, FAMILY)));

  test('hears of every class that was attended where it asked for that, once each', async () => {
    const { john } = s.pupils;
    await is({ preferences: { want: ['attendance_confirmation'], mute: [] } });
    expect(await told({ present: [john] })).toEqual(['present 919848012345 John Mathew']);
    expect(await told({ present: [john] })).toEqual([]);
    expect(await told({ absent: [john] })).toEqual(['absent 919848012345 John Mathew']);
  });

  test('hears nothing of it where it has changed its mind', async () => {
    const both = ['attendance_confirmation'];
    await is({ preferences: { want: both, mute: both } });
    expect(await told({ present: [s.pupils.john] })).toEqual([]);
  });

  test('hears nothing at a number that changed hands', async () => {
    await is({ suspendedAt: new Date() });
    expect(await told({ absent: [s.pupils.john] })).toEqual([]);
  });

  test('hears nothing about a child that it says is not theirs', async () => {
    const [person] = await is({});
    const denied = { subjectType: 'student', source: 'denied', personId: person?.id ?? '' } as const;
    await s.db.insert(personLinks).values({ ...denied, subjectId: s.pupils.john });
    expect(await told({ absent: [s.pupils.john] })).toEqual([]);
    await s.db.update(personLinks).set({ revokedAt: new Date() });
    await s.db.delete(attendanceRecords);
    expect(await told({ absent: [s.pupils.john] })).toEqual(['absent 919848012345 John Mathew']);
  });
});

test('a makeup is charged as well', async () => {
  const { john } = s.pupils;
  await pays(john, 3);
  await told({ present: [john] });
  expect(await told({ kind: 'extra', extra: [john] })).toEqual(['low 919848012345 John Mathew 1']);
});

test('a Yes is one request where it is known who is charged', async () => {
  const { john } = s.pupils;
  await pays(john, 3);
  const requests = async (charged?: readonly string[]) => {
    await s.db.delete(attendanceRecords);
    const before = s.counts.requests;
    expect(await told({ present: [john] }, charged)).toHaveLength(1);
    return s.counts.requests - before;
  };
  // Opening, drafting and both commits are the same each time.
  expect((await requests()) - (await requests([john]))).toBe(1);
});
