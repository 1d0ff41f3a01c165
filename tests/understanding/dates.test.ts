import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, readDateRange, readTime } from '../../src/understanding/dates.js';
import { addDays, daysBetween, weekdayOf } from '../../src/understanding/dates/calendar.js';

const WEDNESDAY = '2026-11-18';

it('does not take "too" for a Thursday', () => {
  expect(readDate('John absent too', '2026-11-24', { tense: 'past' })).toBeNull();
});

describe('a day in words', () => {
  it.each([
    ['today', '2026-11-18'],
    ['aaj ki class', '2026-11-18'],
    ['ఈరోజు', '2026-11-18'],
    ['ఈ రోజు క్లాస్', '2026-11-18'],
    ['eeroju', '2026-11-18'],
    ['ivala', '2026-11-18'],
    ['आज', '2026-11-18'],
    ['tommorow', '2026-11-19'],
    ['tmrw', '2026-11-19'],
    ['repu', '2026-11-19'],
    ['రేపు', '2026-11-19'],
    ['yesterday', '2026-11-17'],
    ['ninna', '2026-11-17'],
    ['నిన్న తబలా', '2026-11-17'],
    ['day before yesterday', '2026-11-16'],
    ['day after tomorrow', '2026-11-20'],
    ['2 days ago', '2026-11-16'],
    ['2 din pehle', '2026-11-16'],
    ['in 3 days', '2026-11-21'],
    ['last monday', '2026-11-16'],
    ['next friday', '2026-11-27'],
    ['2026-12-25', '2026-12-25'],
    ['25/12/2026', '2026-12-25'],
    ['25.12.26', '2026-12-25'],
    ['December 25, please', '2026-12-25'],
    ['25 दिसंबर', '2026-12-25'],
    ['२५ दिसंबर', '2026-12-25'],
  ])('"%s" is %s', (text, date) => expect(readDate(text, WEDNESDAY)?.date).toBe(date));

  it.each([
    ['kal', '2026-11-17', '2026-11-19'],
    ['कल', '2026-11-17', '2026-11-19'],
    ['parso', '2026-11-16', '2026-11-20'],
    ['monday', '2026-11-16', '2026-11-23'],
    ['shanivar', '2026-11-14', '2026-11-21'],
    ['శనివారం', '2026-11-14', '2026-11-21'],
    ['25th', '2026-10-25', '2026-11-25'],
    ['25 ko', '2026-10-25', '2026-11-25'],
    ['25 dec', '2025-12-25', '2026-12-25'],
    ['25/12', '2025-12-25', '2026-12-25'],
    ['31st', '2026-10-31', '2026-12-31'],
    ['wednesday', '2026-11-18', '2026-11-18'],
  ])('"%s" looks back to %s and ahead to %s', (text, past, future) => {
    expect(readDate(text, WEDNESDAY, { tense: 'past' })?.date).toBe(past);
    expect(readDate(text, WEDNESDAY, { tense: 'future' })?.date).toBe(future);
    expect(readDate(text, WEDNESDAY, { tense: 'past' })).toMatchObject({ words: text });
  });

  it('says when a word alone could mean another day', () => {
    expect(readDate('kal', WEDNESDAY)?.certain).toBe(false);
    expect(readDate('kal', WEDNESDAY, { tense: 'past' })?.certain).toBe(true);
  });

  it.each(['31/2', '1,3,4 present', '1-4 present', 'hello', '', '5:30', 'Guitar 5pm', 'Sunny', 'Marcha'])(
    '"%s" has no date',
    (text) => expect(readDate(text, WEDNESDAY)).toBeNull(),
  );
});

describe('several days', () => {
  it.each([
    ['Thu to Sat', '2026-11-19', '2026-11-21'],
    ['25-28 dec', '2026-12-25', '2026-12-28'],
    ['25 to 28 december', '2026-12-25', '2026-12-28'],
    ['next week', '2026-11-23', '2026-11-29'],
    ['this week', '2026-11-18', '2026-11-22'],
    ['kal se parso tak', '2026-11-19', '2026-11-20'],
    ['tomorrow and day after tomorrow', '2026-11-19', '2026-11-20'],
    ['for 3 days from tomorrow', '2026-11-19', '2026-11-21'],
    ['repati nunchi 2 rojulu', '2026-11-19', '2026-11-20'],
    ['till friday', '2026-11-18', '2026-11-20'],
    ['Fri to Mon', '2026-11-20', '2026-11-23'],
    ['tomorrow', '2026-11-19', '2026-11-19'],
  ])('"%s" is %s to %s', (text, from, to) => {
    expect(readDateRange(text, WEDNESDAY, { tense: 'future' })).toMatchObject({ from, to });
  });
});

describe('a time', () => {
  it.each([
    ['5pm', '17:00', true],
    ['5 p.m.', '17:00', true],
    ['5.30pm', '17:30', true],
    ['17:00', '17:00', true],
    ['10 am', '10:00', true],
    ['saayantram 5', '17:00', true],
    ['సాయంత్రం 5 గంటలకు', '17:00', true],
    ['sham 5 baje', '17:00', true],
    ['सुबह 10 बजे', '10:00', true],
    ['5 baje', '17:00', false],
    ['पांच बजे', '17:00', false],
    ['5:30', '17:30', false],
    ['class at 6', '18:00', false],
    ['5', '17:00', false],
    ['10', '10:00', false],
  ])('"%s" is %s (certain: %s)', (text, time, certain) => {
    expect(readTime(text)).toMatchObject({ time, certain });
  });

  it.each(['1,3,4 present', '3 students', '25.12.2026', 'hello', '2026-11-18'])('"%s" has none', (text) =>
    expect(readTime(text)).toBeNull(),
  );
});

describe('any day at all', () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2024-01-01', n));
  const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

  it('is read back from its own spellings', () => {
    fc.assert(
      fc.property(day, day, (date, today) => {
        const [y, m, d] = date.split('-').map(Number);
        expect(readDate(date, today)?.date).toBe(date);
        expect(readDate(`on ${d}/${m}/${y}, ok`, today)?.date).toBe(date);
      }),
    );
  });

  it('has its weekday found on the right side, within a week', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom('past', 'future'),
        (today, n, tense) => {
          const date = readDate(`${names[n]}`, today, { tense })?.date ?? '';
          const away = daysBetween(today, date) * (tense === 'past' ? -1 : 1);
          expect(weekdayOf(date)).toBe(n);
          expect(away).toBeGreaterThanOrEqual(0);
          expect(away).toBeLessThan(7);
        },
      ),
    );
  });

  it('comes out of any text as a real day or not at all', () => {
    const word = fc.constantFrom(
      'kal',
      '31',
      '/',
      '2',
      'feb',
      'next',
      'week',
      'monday',
      'to',
      '-',
      '29',
      'ago',
      'days',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 8 }).map((w) => w.join(' ')),
    );
    fc.assert(
      fc.property(text, day, (typed, today) => {
        const range = readDateRange(typed, today);
        readTime(typed);
        if (range) {
          expect(addDays(range.from, 0)).toBe(range.from);
          expect(range.from <= range.to).toBe(true);
        }
      }),
    );
  });
});
