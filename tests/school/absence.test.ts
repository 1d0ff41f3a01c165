import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GuardFailed, commit } from '../../db/client.js';
import { studentAbsences } from '../../db/schema/bot.js';
import { type AbsenceContext, comingClasses } from '../../src/school/absence/coming.js';
import { reportAbsence } from '../../src/school/absence/report.js';
import { saidAbsent, withdrawAbsence } from '../../src/school/absence/withdraw.js';
import { EVENING, batchId, studentId } from '../conversations/attendance-tables.js';
import { absences, bookings } from '../conversations/leave-tables.js';
import { booksMakeup, cancels, cannotCome } from '../conversations/schedule-tables.js';
import { type TestDatabase, openDatabase } from '../support/database.js';
import { knowTemplates } from '../support/templates.js';
import { act } from './attendance-school.js';

let database: TestDatabase;
let arjun: string;
let evening: string;
const db = () => database.db;

beforeAll(async () => {
  database = await openDatabase();
  [arjun, evening] = await Promise.all([studentId(db(), 'Arjun Gupta'), batchId(db(), EVENING)]);
});
afterAll(() => database.close());
afterEach(() => database.reset());

const PERSON = '00000000-0000-4000-8000-000000000001';
const TUESDAY = '2026-11-24';
const THURSDAY = '2026-11-26';
const WEEK = { from: TUESDAY, to: '2026-11-30' };

/** Arjun's family on Tuesday morning, or somebody else. */
function as(actor: Partial<AbsenceContext['actor']> = {}, now = '2026-11-24T04:30:00Z'): AbsenceContext {
  const child = { id: arjun, name: 'Arjun Gupta', relation: 'guardian' as const, paused: false };
  const family = { personId: PERSON, teacher: null, children: [child], isAdmin: false };
  return { db: db(), now: new Date(now), timezone: 'Asia/Kolkata', actor: { ...family, ...actor } };
}

const thursday = () => ({
  studentId: arjun,
  classes: [{ batchId: evening, date: THURSDAY }],
  reason: 'fever',
});

describe('a pupil who cannot come', () => {
  test('is noted for the very class, with the reason, and the teacher is to hear of it', async () => {
    await database.db.execute('update bot.whatsapp_subscriptions set opted_in_at = now()');
    await knowTemplates(db());
    const found = await act(db(), () => reportAbsence(as(), thursday()));
    expect(found).toMatchObject({
      kind: 'saved',
      pupil: { name: 'Arjun Gupta' },
      classes: [{ date: THURSDAY, instrument: 'Guitar', start: '17:00' }],
      teachers: [{ name: 'Rahul Deshpande', reach: { phone: '919000000002' } }],
    });
    expect(await absences(db())).toEqual(['2026-11-26 Arjun Gupta fever']);
  });

  test('a second time is told so and noted once; of several classes only the new ones', async () => {
    await act(db(), () => reportAbsence(as(), thursday()));
    expect(await act(db(), () => reportAbsence(as(), thursday()))).toMatchObject({ kind: 'already' });
    const both = [TUESDAY, THURSDAY].map((date) => ({ batchId: evening, date }));
    const found = await act(db(), () => reportAbsence(as(), { ...thursday(), classes: both }));
    expect(found).toMatchObject({ kind: 'saved', classes: [{ date: TUESDAY }] });
    expect(await absences(db())).toHaveLength(2);
  });

  test('gives a booked makeup back instead of being excused from it', async () => {
    const date = '2026-11-30';
    await booksMakeup(db(), { name: 'Arjun Gupta', recurrence: 'MON 17:30', date });
    const classes = [{ batchId: await batchId(db(), 'MON 17:30'), date }];
    await act(db(), () => reportAbsence(as(), { studentId: arjun, classes, reason: null }));
    expect(await absences(db())).toEqual([]);
    expect(await bookings(db())).toEqual(['2026-11-30 Arjun Gupta withdrawn']);
  });

  test('cannot be away from a class that is over, was cancelled, or is on another day', async () => {
    await cancels(db(), EVENING, THURSDAY);
    expect(await act(db(), () => reportAbsence(as(), thursday()))).toEqual({ kind: 'changed' });
    const tuesday = { ...thursday(), classes: [{ batchId: evening, date: TUESDAY }] };
    const late = as({}, '2026-11-24T12:31:00Z');
    expect(await act(db(), () => reportAbsence(late, tuesday))).toEqual({ kind: 'changed' });
    const none = { ...thursday(), classes: [] };
    expect(await act(db(), () => reportAbsence(as(), none))).toEqual({ kind: 'changed' });
    expect(await absences(db())).toEqual([]);
  });

  test.each([
    ['another family', { children: [] }],
    ['their own teacher', { children: [], teacher: { id: PERSON, name: 'Rahul' } }],
  ])('is nothing that %s can say', async (_who, actor) => {
    const { outcome, writes } = await reportAbsence(as(actor), thursday());
    expect([outcome, writes]).toEqual([{ kind: 'not_yours' }, []]);
    expect(await comingClasses(as(actor), { studentIds: [arjun], ...WEEK })).toBeNull();
  });

  test('said by two parents at the same moment is noted once', async () => {
    const [first, second] = [await reportAbsence(as(), thursday()), await reportAbsence(as(), thursday())];
    await commit(db(), first.writes);
    await expect(commit(db(), second.writes)).rejects.toThrow(new GuardFailed('absence'));
    expect(await absences(db())).toEqual(['2026-11-26 Arjun Gupta fever']);
  });
});

describe('a pupil who comes after all', () => {
  const comes = () => ({ studentId: arjun, classes: [{ batchId: evening, date: THURSDAY }] });

  test('is expected again, and the teacher is to hear of it', async () => {
    await act(db(), () => reportAbsence(as(), thursday()));
    expect(await saidAbsent(as(), [arjun])).toMatchObject([
      { name: 'Arjun Gupta', classes: [{ date: THURSDAY }] },
    ]);
    const found = await act(db(), () => withdrawAbsence(as(), comes()));
    expect(found).toMatchObject({ kind: 'withdrawn', teachers: [{ name: 'Rahul Deshpande' }] });
    expect(await absences(db())).toEqual(['2026-11-26 Arjun Gupta fever withdrawn']);
    expect(await saidAbsent(as(), [arjun])).toEqual([]);
    expect(await act(db(), () => withdrawAbsence(as(), comes()))).toEqual({ kind: 'nothing' });
  });

  test('ends an absence of the whole day whole', async () => {
    await cannotCome(db(), 'Arjun Gupta', THURSDAY);
    await act(db(), () => withdrawAbsence(as(), comes()));
    expect(await absences(db())).toEqual(['2026-11-26 Arjun Gupta withdrawn']);
  });

  test('is nothing that another family can say', async () => {
    await cannotCome(db(), 'Arjun Gupta', THURSDAY);
    const { outcome, writes } = await withdrawAbsence(as({ children: [] }), comes());
    expect([outcome, writes]).toEqual([{ kind: 'not_yours' }, []]);
    expect(await saidAbsent(as({ children: [] }), [arjun])).toEqual([]);
  });

  test('said twice at the same moment ends it once', async () => {
    await act(db(), () => reportAbsence(as(), thursday()));
    const [first, second] = [await withdrawAbsence(as(), comes()), await withdrawAbsence(as(), comes())];
    await commit(db(), first.writes);
    await expect(commit(db(), second.writes)).rejects.toThrow(new GuardFailed('absence'));
    expect(await db().select().from(studentAbsences)).toHaveLength(1);
  });
});
