import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GuardFailed, commit } from '../../db/client.js';
import { people, teacherLeaves } from '../../db/schema/bot.js';
import { planLeave } from '../../src/school/leave/plan.js';
import { reportLeave } from '../../src/school/leave/report.js';
import type { LeaveContext } from '../../src/school/leave/types.js';
import { currentLeaves, planReturn, withdrawLeave } from '../../src/school/leave/withdraw.js';
import { EVENING, audits } from '../conversations/attendance-tables.js';
import { leaves } from '../conversations/leave-tables.js';
import { VIVEK, cancels, takesLeave, teacherId } from '../conversations/schedule-tables.js';
import { type TestDatabase, openDatabase } from '../support/database.js';
import { act, must } from './attendance-school.js';

let database: TestDatabase;
let rahul: string;
let imran: string;
const db = () => database.db;

beforeAll(async () => {
  database = await openDatabase();
  [rahul, imran] = await Promise.all([teacherId(db(), 'Rahul Deshpande'), teacherId(db(), 'Imran Khan')]);
});
afterAll(() => database.close());
afterEach(() => database.reset());

const PERSON = '00000000-0000-4000-8000-000000000001';
/** Thursday and Friday. */
const DAYS = { from: '2026-11-26', to: '2026-11-27' };

/** Rahul on Tuesday morning, or somebody else. */
function as(actor: Partial<LeaveContext['actor']> = {}, now = '2026-11-24T04:30:00Z'): LeaveContext {
  const own = { personId: PERSON, teacher: { id: rahul, name: 'Rahul Deshpande' }, isAdmin: false };
  return { db: db(), now: new Date(now), timezone: 'Asia/Kolkata', actor: { ...own, ...actor } };
}
const office = () => as({ teacher: null, isAdmin: true });
const stranger = () => as({ teacher: null });

/** Planned, and said Yes to, as a turn does it. */
async function takes(ctx: LeaveContext, days = DAYS) {
  const planned = await planLeave(ctx, { teacherId: rahul, ...days });
  const seen = planned.kind === 'planned' ? planned.plan.seen : '';
  return act(db(), () => reportLeave(ctx, { teacherId: rahul, ...days, reason: 'wedding', seen }));
}

describe('a teacher’s leave', () => {
  test('is planned with every class and family, and who will not hear of it', async () => {
    await db().update(people).set({ optedOutAt: new Date() }).where(eq(people.phoneNumber, VIVEK));
    const found = await planLeave(as(), { teacherId: rahul, ...DAYS });
    const plan = must(found.kind === 'planned' ? found.plan : null);
    expect(plan.classes.map((c) => `${c.date} ${c.instrument} ${c.start}`)).toEqual([
      '2026-11-26 Guitar 17:00',
      '2026-11-26 Guitar 18:15',
    ]);
    expect(plan.unheard).toContainEqual({ name: 'Arjun Gupta', why: 'opted_out' });
    expect(plan.families.some((f) => f.phone === VIVEK)).toBe(false);
    expect(await leaves(db())).toEqual([]);
  });

  test('is stored on a Yes to what was seen, once, with who said it', async () => {
    expect((await takes(as())).kind).toBe('saved');
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-27 wedding']);
    expect((await takes(as())).kind).toBe('already');
    expect(await audits(db())).toEqual(['teacher leave_reported']);
    expect((await takes(office(), { from: '2026-12-10', to: '2026-12-10' })).kind).toBe('saved');
    expect(await audits(db())).toContain('admin leave_reported');
  });

  test('beside one that is stored adds the new days alone', async () => {
    await takesLeave(db(), 'Rahul Deshpande', { from: '2026-11-26', to: '2026-11-26' });
    await takes(as(), { from: '2026-11-25', to: '2026-11-27' });
    expect(await leaves(db())).toEqual([
      '2026-11-25 2026-11-25 wedding',
      '2026-11-26 2026-11-26',
      '2026-11-27 2026-11-27 wedding',
    ]);
  });

  test('that is over, or too long, is none; of one that began, today and later count', async () => {
    const plan = (days: { from: string; to: string }) => planLeave(as(), { teacherId: rahul, ...days });
    expect(await plan({ from: '2026-11-20', to: '2026-11-23' })).toEqual({ kind: 'past' });
    expect(await plan({ from: '2026-11-24', to: '2027-03-01' })).toEqual({ kind: 'too_long' });
    expect(await plan({ from: '2026-11-20', to: '2026-11-25' })).toMatchObject({
      plan: { from: '2026-11-24' },
    });
  });

  test('is refused to a colleague and to anybody else', async () => {
    for (const ctx of [as({ teacher: { id: imran, name: 'Imran Khan' } }), stranger()]) {
      const input = { teacherId: rahul, ...DAYS, reason: null, seen: '' };
      const { outcome, writes } = await reportLeave(ctx, input);
      expect([outcome, writes]).toEqual([{ kind: 'not_yours' }, []]);
      expect(await currentLeaves(ctx, rahul)).toEqual([]);
    }
  });

  test('of classes that are not as they were seen is asked about again', async () => {
    const planned = await planLeave(as(), { teacherId: rahul, ...DAYS });
    const seen = planned.kind === 'planned' ? planned.plan.seen : '';
    await cancels(db(), EVENING, DAYS.from);
    const { outcome, writes } = await reportLeave(as(), { teacherId: rahul, ...DAYS, reason: null, seen });
    expect([outcome.kind, writes]).toEqual(['changed', []]);
  });

  test('said twice at the same moment is stored once', async () => {
    const planned = await planLeave(as(), { teacherId: rahul, ...DAYS });
    const seen = planned.kind === 'planned' ? planned.plan.seen : '';
    const input = { teacherId: rahul, ...DAYS, reason: null, seen };
    const [first, second] = [await reportLeave(as(), input), await reportLeave(as(), input)];
    await commit(db(), first.writes);
    await expect(commit(db(), second.writes)).rejects.toThrow(new GuardFailed('leave'));
    expect(await leaves(db())).toHaveLength(1);
  });
});

describe('taking a leave back', () => {
  async function stored(days = DAYS): Promise<string> {
    await takesLeave(db(), 'Rahul Deshpande', days);
    const [row] = await db().select().from(teacherLeaves);
    return must(row).id;
  }

  test('lets its classes take place again, once', async () => {
    const leaveId = await stored();
    expect(await currentLeaves(as(), rahul)).toMatchObject([{ id: leaveId, ...DAYS }]);
    const found = await act(db(), () => withdrawLeave(as(), { leaveId }));
    expect(found).toMatchObject({
      kind: 'restorable',
      told: [],
      plan: { classes: [{ date: DAYS.from }, {}] },
    });
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-27 withdrawn']);
    expect(await audits(db())).toEqual(['teacher leave_withdrawn']);
    expect((await act(db(), () => withdrawLeave(as(), { leaveId }))).kind).toBe('already_withdrawn');
    expect(await audits(db())).toHaveLength(1);
  });

  test('that has begun keeps the days that are over', async () => {
    const leaveId = await stored({ from: '2026-11-20', to: '2026-11-27' });
    await act(db(), () => withdrawLeave(as(), { leaveId }));
    expect(await leaves(db())).toEqual(['2026-11-20 2026-11-23']);
  });

  test('is refused to a colleague, and too late for one that is over', async () => {
    const leaveId = await stored();
    const colleague = as({ teacher: { id: imran, name: 'Imran Khan' } });
    const { outcome, writes } = await withdrawLeave(colleague, { leaveId });
    expect([outcome, writes]).toEqual([{ kind: 'not_yours' }, []]);
    const after = as({}, '2026-11-28T04:30:00Z');
    expect((await planReturn(after, { leaveId })).kind).toBe('over');
  });

  test('twice at the same moment is done once', async () => {
    const leaveId = await stored();
    const [first, second] = [await withdrawLeave(as(), { leaveId }), await withdrawLeave(as(), { leaveId })];
    await commit(db(), first.writes);
    await expect(commit(db(), second.writes)).rejects.toThrow(new GuardFailed('leave'));
  });
});
