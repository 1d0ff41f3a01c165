import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BatchDays,
  type Closures,
  classOn,
  classesFrom,
  nextClasses,
} from '../../src/school/calendar.js';
import {
  addDays,
  addMonths,
  datesFrom,
  daysBetween,
  instantOf,
  isDate,
  localDate,
  localTime,
  weekdayOf,
} from '../../src/school/dates.js';
import { readRecurrence } from '../../src/school/recurrence.js';

const nothing: Closures = { holidays: [], cancelled: [], leaves: [] };
const batch = (text: string): BatchDays => ({ id: 'b', teacherId: 't', recurrence: readRecurrence(text) });
const guitar = batch('TUE 17:00-18:00, THU 18:00-19:00');
const TUESDAY = '2026-11-24';
const MONDAY = '2026-11-23';

describe('dates of the school', () => {
  test('a minute before midnight in Hyderabad is still today, whatever UTC says', () => {
    expect(localDate(new Date('2026-11-21T18:29:00Z'), 'Asia/Kolkata')).toBe('2026-11-21');
    expect(localTime(new Date('2026-11-21T18:29:00Z'), 'Asia/Kolkata')).toBe('23:59');
    expect(localDate(new Date('2026-11-21T18:30:00Z'), 'Asia/Kolkata')).toBe('2026-11-22');
    expect(localTime(new Date('2026-11-21T18:30:00Z'), 'Asia/Kolkata')).toBe('00:00');
  });

  test('a month after the last of January is the last of February', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-11-21', 3)).toBe('2027-02-21');
    expect(addMonths('2026-01-15', 12)).toBe('2027-01-15');
  });

  test('only dates that exist are dates', () => {
    expect(['2026-02-28', '2026-02-30', '26-2-3', 'tomorrow', '2026-13-01'].map(isDate)).toEqual([
      ...[true, false, false, false, false],
    ]);
  });

  const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));
  const zone = fc.constantFrom('Asia/Kolkata', 'UTC', 'America/New_York', 'Pacific/Auckland');

  test('days add up, in any direction', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -900, max: 900 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect(weekdayOf(addDays(date, 7))).toBe(weekdayOf(date));
        expect(datesFrom(date, addDays(date, n))).toHaveLength(Math.max(n + 1, 0));
      }),
    );
  });

  test('noon of any day in any zone is that day at noon', () => {
    fc.assert(
      fc.property(day, zone, (date, timezone) => {
        const noon = instantOf(date, '12:00', timezone);
        expect([localDate(noon, timezone), localTime(noon, timezone)]).toEqual([date, '12:00']);
      }),
    );
  });
});

describe('whether the guitar class takes place', () => {
  test('on its days it does, with that day’s time', () => {
    expect(classOn(guitar, TUESDAY, nothing)).toMatchObject({ standing: 'on', slots: [{ start: '17:00' }] });
    expect(classOn(guitar, addDays(TUESDAY, 2), nothing)).toMatchObject({ slots: [{ start: '18:00' }] });
    expect(classOn(guitar, addDays(TUESDAY, 1), nothing)).toBeNull();
  });

  test.each([
    ['holiday', { holidays: [{ date: TUESDAY, scope: 'school', batchId: null }] }],
    ['holiday', { holidays: [{ date: TUESDAY, scope: 'batch', batchId: 'b' }] }],
    ['on', { holidays: [{ date: TUESDAY, scope: 'batch', batchId: 'other' }] }],
    ['on', { holidays: [{ date: TUESDAY, scope: 'teacher', batchId: null }] }],
    ['on', { holidays: [{ date: MONDAY, scope: 'school', batchId: null }] }],
    ['cancelled', { cancelled: [{ batchId: 'b', date: TUESDAY }] }],
    ['on', { cancelled: [{ batchId: 'other', date: TUESDAY }] }],
    ['teacher_away', { leaves: [{ teacherId: 't', from: MONDAY, to: TUESDAY }] }],
    ['on', { leaves: [{ teacherId: 'other', from: MONDAY, to: TUESDAY }] }],
  ] satisfies [string, Partial<Closures>][])('it is %s with %j', (standing, closures) => {
    expect(classOn(guitar, TUESDAY, { ...nothing, ...closures })?.standing).toBe(standing);
  });

  test('a batch that says Monday meets on Monday; one that nobody can read may meet on any other day', () => {
    expect(classOn(batch('MON 17:30-18:15'), MONDAY, nothing)?.certain).toBe(true);
    const drums = batch('every alternate sunday, ask office');
    expect(classOn(drums, MONDAY, nothing)).toBeNull();
    expect(classOn(drums, TUESDAY, nothing)).toMatchObject({ certain: false, slots: [] });
    expect(nextClasses(drums, { from: TUESDAY, count: 3 }, nothing)).toEqual([]);
  });

  test('two classes of one day are one register', () => {
    const twice = batch('SAT 10:00-11:00, SAT 17:00-18:00');
    const week = classesFrom(twice, { from: TUESDAY, to: addDays(TUESDAY, 6) }, nothing);
    expect(week.map((c) => c.slots.map((s) => s.start))).toEqual([['10:00', '17:00']]);
  });

  test('the next classes leave out what does not take place', () => {
    const closures: Closures = {
      holidays: [{ date: addDays(TUESDAY, 2), scope: 'school', batchId: null }],
      cancelled: [{ batchId: 'b', date: TUESDAY }],
      leaves: [],
    };
    const next = nextClasses(guitar, { from: TUESDAY, count: 2 }, closures);
    expect(next.map((c) => c.date)).toEqual([addDays(TUESDAY, 7), addDays(TUESDAY, 9)]);
  });
});
