import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GuardFailed, commit } from '../../db/client.js';
import { leads, people } from '../../db/schema/bot.js';
import { batches, feeStructures, instruments, students, teachers } from '../../db/schema/school.js';
import { NO_FACTS, firstMissing, merged } from '../../src/school/enquiry/facts.js';
import { keepEnquiry } from '../../src/school/enquiry/keep.js';
import { type EnquiryContext, openEnquiry } from '../../src/school/enquiry/open.js';
import { seatsOf } from '../../src/school/enquiry/seats.js';
import { submitEnquiry } from '../../src/school/enquiry/submit.js';
import { identify } from '../../src/school/people.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
const db = () => database.db;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const now = new Date('2026-11-24T12:30:00Z');
const facts = merged(NO_FACTS, { instrument: 'Piano', who: 'child', age: 8, name: 'Anika' });
const notesOf = () => 'Piano';

async function someone(phone: string): Promise<EnquiryContext> {
  const [row] = await db().insert(people).values({ phoneNumber: phone }).returning({ id: people.id });
  const actor = await identify(db(), row?.id ?? '');
  return { db: db(), now, timezone: 'Asia/Kolkata', actor };
}

async function kept(ctx: EnquiryContext) {
  const { outcome, writes } = keepEnquiry(ctx, { ref: null, facts });
  await commit(db(), writes);
  return outcome;
}

async function instrument(name: string) {
  const [row] = await db().select().from(instruments).where(eq(instruments.name, name));
  return { id: row?.id ?? '', name };
}

describe('an enquiry', () => {
  test('asks first what is missing, and a number only of who shows none', () => {
    expect(firstMissing(NO_FACTS, true)).toBe('instrument');
    expect(firstMissing(facts, true)).toBe('level');
    const all = merged(facts, { level: 'beginner', days: [] });
    expect(firstMissing(all, true)).toBeNull();
    expect(firstMissing(all, false)).toBe('phone');
    expect(firstMissing({ ...all, skipped: ['phone'] }, false)).toBeNull();
  });

  test('is kept once per person, and seen by nobody else', async () => {
    const [asha, other] = [await someone('919000000100'), await someone('919000000101')];
    const ref = await kept(asha);
    await commit(db(), keepEnquiry(asha, { ref, facts: { ...facts, age: 9 } }).writes);
    expect(await db().select().from(leads)).toMatchObject([{ status: 'draft', details: { age: 9 } }]);
    expect((await openEnquiry(asha)).draft?.details.age).toBe(9);
    expect((await openEnquiry(other)).draft).toBeNull();
  });

  test('becomes a lead and a prospect by one Yes, whose statements do nothing a second time', async () => {
    const asha = await someone('919000000100');
    const input = { ...(await kept(asha)), notesOf };
    const { outcome, writes } = await submitEnquiry(asha, input);
    expect(outcome).toMatchObject({ kind: 'saved', reference: 'E-1001', updated: false });
    const second = await submitEnquiry(asha, input);
    await commit(db(), writes);
    await expect(commit(db(), second.writes)).rejects.toThrow(GuardFailed);
    expect((await submitEnquiry(asha, input)).outcome).toMatchObject({ kind: 'already_saved' });
    const [lead] = await db().select().from(leads);
    const [row] = await db()
      .select()
      .from(students)
      .where(eq(students.id, lead?.studentId ?? ''));
    expect(row).toMatchObject({ name: 'Anika', studentType: 'prospect', phone: '+919000000100' });
    expect((await identify(db(), asha.actor.personId)).roles).toEqual(['prospect']);
  });

  test('of somebody else, or of another version, is not sent', async () => {
    const [asha, other] = [await someone('919000000100'), await someone('919000000101')];
    const ref = await kept(asha);
    expect((await submitEnquiry(other, { ...ref, notesOf })).outcome).toEqual({ kind: 'gone' });
    const old = { ...ref, version: ref.version + 1, notesOf };
    expect(await submitEnquiry(asha, old)).toMatchObject({ outcome: { kind: 'stale' }, writes: [] });
  });
});

describe('free seats', () => {
  test('are the capacity without the active class list; makeup classes are not offered', async () => {
    const ctx = await someone('919000000100');
    const guitar = await seatsOf(ctx, { instrument: await instrument('Guitar'), language: 'en' });
    expect(guitar.open.map((c) => [c.free, c.teacher])).toEqual([[1, 'Rahul Deshpande']]);
    expect(guitar.full).toBe(1);
    await db().update(batches).set({ capacity: null }).where(like(batches.recurrence, 'Sat 4%'));
    const piano = await seatsOf(ctx, { instrument: await instrument('Piano'), language: 'en' });
    expect(piano.open.map((c) => c.free)).toEqual([5]);
  });

  test('a teacher who has left is not named', async () => {
    const ctx = await someone('919000000100');
    await db().update(teachers).set({ isActive: false }).where(eq(teachers.name, 'Imran Khan'));
    const piano = await seatsOf(ctx, { instrument: await instrument('Piano'), language: 'en' });
    expect(piano.open.map((c) => c.teacher)).toEqual([null]);
  });

  test('the newest fee in force counts, and a trial fee only where branches agree on it', async () => {
    const ctx = await someone('919000000100');
    const piano = await instrument('Piano');
    const fee = { instrumentId: piano.id, trinityGrade: 'Initial', classesCount: 8 };
    const [main] = await db()
      .select({ branchId: feeStructures.branchId })
      .from(feeStructures)
      .where(eq(feeStructures.instrumentId, piano.id));
    const branchId = main?.branchId ?? null;
    const trial = { instrumentId: piano.id, trinityGrade: 'Trial', classesCount: 1, isTrial: true };
    await db()
      .insert(feeStructures)
      .values([
        { ...fee, branchId, feeAmount: '2500', effectiveFrom: '2026-10-01' },
        { ...fee, branchId, feeAmount: '9900', effectiveFrom: '2027-01-01' },
        { ...trial, feeAmount: '300', effectiveFrom: '2026-01-01' },
      ]);
    const seats = await seatsOf(ctx, { instrument: piano, language: 'en' });
    expect(seats.fees.map((f) => [f.classes, f.amountPaise])).toEqual([
      [8, 250000],
      [24, 540000],
    ]);
    expect(seats.trialPaise).toBe(30000);
    await db()
      .insert(feeStructures)
      .values({ ...trial, branchId, feeAmount: '400', effectiveFrom: '2026-01-01' });
    expect((await seatsOf(ctx, { instrument: piano, language: 'en' })).trialPaise).toBeNull();
  });
});
