import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GuardFailed, commit } from '../../db/client.js';
import { makeupBookings } from '../../db/schema/bot.js';
import { batches } from '../../db/schema/school.js';
import type { AbsenceContext } from '../../src/school/absence/coming.js';
import { bookMakeup } from '../../src/school/makeup/book.js';
import { cancelMakeup, comingMakeups, viewBooking } from '../../src/school/makeup/bookings.js';
import { bookedInMonth, makeupChoice } from '../../src/school/makeup/places.js';
import { EVENING, batchId, studentId } from '../conversations/attendance-tables.js';
import { bookings } from '../conversations/leave-tables.js';
import { booksMakeup, cancels, cannotCome, marks } from '../conversations/schedule-tables.js';
import { type TestDatabase, openDatabase } from '../support/database.js';
import { act, must } from './attendance-school.js';

let database: TestDatabase;
let arjun: string;
let sunday: string;
const db = () => database.db;

beforeAll(async () => {
  database = await openDatabase();
  [arjun, sunday] = await Promise.all([studentId(db(), 'Arjun Gupta'), batchId(db(), 'SUN 12:00')]);
});
afterAll(() => database.close());
afterEach(() => database.reset());

const PERSON = '00000000-0000-4000-8000-000000000001';
const DATE = '2026-11-29';

function as(actor: Partial<AbsenceContext['actor']> = {}, now = '2026-11-24T04:30:00Z'): AbsenceContext {
  const child = { id: arjun, name: 'Arjun Gupta', relation: 'guardian' as const, paused: false };
  const family = { personId: PERSON, teacher: null, children: [child], isAdmin: false };
  return { db: db(), now: new Date(now), timezone: 'Asia/Kolkata', actor: { ...family, ...actor } };
}
const seat = () => ({ studentId: arjun, batchId: sunday, date: DATE, missedDate: '2026-11-22' });

describe('what is offered for a missed class', () => {
  test('are makeup batches first, then other batches of that instrument with a free seat inside a month', async () => {
    await marks(db(), { name: 'Arjun Gupta', recurrence: EVENING, date: '2026-11-19', status: 'absent' });
    await cannotCome(db(), 'Arjun Gupta', '2026-11-26');
    const choice = must(await makeupChoice(as(), { studentId: arjun }));
    expect(choice.missed.map((m) => m.date)).toContain('2026-11-19');
    const [first] = choice.places;
    expect(first).toMatchObject({ isMakeup: true });
    expect(new Set(choice.places.map((p) => p.instrument))).toEqual(new Set(['Guitar']));
    expect(choice.places.every((p) => p.seats > 0 && p.date <= '2026-12-24')).toBe(true);
    const own = await batchId(db(), EVENING);
    expect(choice.places.some((p) => p.batchId === own)).toBe(false);
  });

  test('is no class that is cancelled, full, or has begun', async () => {
    await cancels(db(), 'SUN 12:00', DATE);
    const there = async (ctx = as()) =>
      must(await makeupChoice(ctx, { studentId: arjun })).places.filter((p) => p.batchId === sunday);
    expect((await there()).map((p) => p.date)).not.toContain(DATE);
    await db().update(batches).set({ capacity: 0 }).where(eq(batches.id, sunday));
    expect(await there()).toEqual([]);
    await db().update(batches).set({ capacity: 8 }).where(eq(batches.id, sunday));
    expect((await there(as({}, '2026-12-06T06:31:00Z'))).map((p) => p.date)).not.toContain('2026-12-06');
  });
});

describe('a seat', () => {
  test('is booked with the class it makes up for, and the teacher is to hear of it', async () => {
    const found = await act(db(), () => bookMakeup(as(), seat()));
    expect(found).toMatchObject({
      kind: 'booked',
      place: { date: DATE },
      teachers: [{ classes: [{ date: DATE }] }],
    });
    expect(await bookings(db())).toEqual(['2026-11-29 Arjun Gupta for 2026-11-22']);
    const again = await act(db(), () => bookMakeup(as(), seat()));
    expect(again.kind).toBe('already');
    expect(again.kind === 'already' && bookedInMonth(again.choice.bookings, DATE)).toBe(1);
    expect(await bookings(db())).toHaveLength(1);
  });

  test('that is taken by now is not booked', async () => {
    await db().update(batches).set({ capacity: 1 }).where(eq(batches.id, sunday));
    await booksMakeup(db(), { name: 'Sarah Thomas', recurrence: 'SUN 12:00', date: DATE });
    expect((await act(db(), () => bookMakeup(as(), seat()))).kind).toBe('taken');
  });

  test('that two families want at the same moment goes to one of them', async () => {
    await db().update(batches).set({ capacity: 1 }).where(eq(batches.id, sunday));
    const mine = await bookMakeup(as(), seat());
    await booksMakeup(db(), { name: 'Sarah Thomas', recurrence: 'SUN 12:00', date: DATE });
    await expect(commit(db(), mine.writes)).rejects.toThrow(new GuardFailed('seat'));
    expect(await bookings(db())).toEqual(['2026-11-29 Sarah Thomas']);
  });

  test('is nothing that another family can book', async () => {
    const { outcome, writes } = await bookMakeup(as({ children: [] }), seat());
    expect([outcome, writes]).toEqual([{ kind: 'not_yours' }, []]);
    expect(await makeupChoice(as({ children: [] }), { studentId: arjun })).toBeNull();
  });
});

describe('giving a seat back', () => {
  async function booked(): Promise<string> {
    await booksMakeup(db(), { name: 'Arjun Gupta', recurrence: 'SUN 12:00', date: DATE });
    const [row] = await db().select().from(makeupBookings);
    return must(row).id;
  }

  test('frees it once, and the teacher is to hear of it', async () => {
    const bookingId = await booked();
    expect(await comingMakeups(as(), [arjun])).toMatchObject([{ id: bookingId, start: '12:00' }]);
    const found = await act(db(), () => cancelMakeup(as(), { bookingId }));
    expect(found).toMatchObject({ kind: 'cancelled', makeup: { date: DATE }, teachers: [{}] });
    expect(await bookings(db())).toEqual(['2026-11-29 Arjun Gupta withdrawn']);
    expect((await act(db(), () => cancelMakeup(as(), { bookingId }))).kind).toBe('already_cancelled');
  });

  test('of a class that has begun is too late', async () => {
    const bookingId = await booked();
    const then = as({}, '2026-11-29T06:31:00Z');
    expect((await act(db(), () => cancelMakeup(then, { bookingId }))).kind).toBe('over');
    expect(await bookings(db())).toEqual(['2026-11-29 Arjun Gupta']);
  });

  test('is nothing that another family can do, nor see', async () => {
    const bookingId = await booked();
    const { outcome, writes } = await cancelMakeup(as({ children: [] }), { bookingId });
    expect([outcome, writes]).toEqual([{ kind: 'not_yours' }, []]);
    expect(await viewBooking(as({ children: [] }), { bookingId })).toEqual({ kind: 'not_yours' });
    expect(await comingMakeups(as({ children: [] }), [arjun])).toEqual([]);
  });

  test('twice at the same moment is done once', async () => {
    const bookingId = await booked();
    const [first, second] = [
      await cancelMakeup(as(), { bookingId }),
      await cancelMakeup(as(), { bookingId }),
    ];
    await commit(db(), first.writes);
    await expect(commit(db(), second.writes)).rejects.toThrow(new GuardFailed('booking'));
  });
});
