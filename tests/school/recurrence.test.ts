import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BatchTimes, readRecurrence } from '../../src/school/recurrence.js';

const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** "Tue 17:00-18:00", one for each class of the week; null when it cannot be read. */
function weekOf(text: string, times?: BatchTimes): string[] | null {
  const read = readRecurrence(text, times);
  if (!read.readable) return null;
  return read.slots.map((s) => `${NAMES[s.weekday]} ${s.start ?? '?'}-${s.end ?? '?'}`);
}

describe('the forms that the school has written', () => {
  test.each([
    ['TUE 17:00-18:00, THU 17:00-18:00', ['Tue 17:00-18:00', 'Thu 17:00-18:00']],
    [
      'TUE 17:00-18:00, WED 18:00-19:00, SUN 10:00-11:00',
      ['Sun 10:00-11:00', 'Tue 17:00-18:00', 'Wed 18:00-19:00'],
    ],
    ['SAT 17:00-17:45', ['Sat 17:00-17:45']],
    ['Tue/Thu 17:00-18:00', ['Tue 17:00-18:00', 'Thu 17:00-18:00']],
    ['Tue/Thu 5-6 PM', ['Tue 17:00-18:00', 'Thu 17:00-18:00']],
    ['Monday 5-6 PM', ['Mon 17:00-18:00']],
    ['Sat 4-5 PM', ['Sat 16:00-17:00']],
    ['Wednesday 6:30 PM - 7:15 PM', ['Wed 18:30-19:15']],
    ['SUN 12:00-13:00', ['Sun 12:00-13:00']],
  ])('%s', (text, week) => expect(weekOf(text)).toEqual(week));

  test('days alone take the times of the batch, as Postgres writes them', () => {
    expect(weekOf('Mon/Wed', { start: '17:30:00', end: '18:15:00' })).toEqual([
      'Mon 17:30-18:15',
      'Wed 17:30-18:15',
    ]);
    expect(weekOf('Mon/Wed')).toEqual(['Mon ?-?', 'Wed ?-?']);
    expect(weekOf('MON 17:00-18:00', { start: '09:00', end: '10:00' })).toEqual(['Mon 17:00-18:00']);
  });
});

describe('forms close to them', () => {
  test.each([
    ['tues & thurs 5–6 pm', ['Tue 17:00-18:00', 'Thu 17:00-18:00']],
    ['Mon, Wed and Fri 5.30-6.15 p.m.', ['Mon 17:30-18:15', 'Wed 17:30-18:15', 'Fri 17:30-18:15']],
    ['Saturdays 11-12 PM', ['Sat 11:00-12:00']],
    ['Sat 11-1 PM', ['Sat 11:00-13:00']],
    ['Sat 12-1 PM', ['Sat 12:00-13:00']],
    ['Sat 9:30-10:15 PM', ['Sat 21:30-22:15']],
    ['Sat 09:30-10:15 AM', ['Sat 09:30-10:15']],
    ['Sun 10 AM to 11 AM', ['Sun 10:00-11:00']],
    ['Sun 9:00-10:00', ['Sun 09:00-10:00']],
    ['Sun 5 PM', ['Sun 17:00-?']],
    ['SAT 10:00-11:00, SAT 17:00-18:00', ['Sat 10:00-11:00', 'Sat 17:00-18:00']],
    ['TUE 17:00-18:00, TUE 17:00-18:00', ['Tue 17:00-18:00']],
    ['TUE 17:00-18:00, THU', ['Tue 17:00-18:00', 'Thu 17:00-18:00']],
    ['Tue 5-6 PM / Thu 6-7 PM', ['Tue 17:00-18:00', 'Thu 18:00-19:00']],
  ])('%s', (text, week) => expect(weekOf(text)).toEqual(week));
});

describe('what could mean two things, or nothing, is not guessed', () => {
  test.each([
    'every alternate sunday, ask office',
    'Tue-Thu 5-6 PM',
    'Sat 5-6',
    'Sat 10-11',
    'Sat 5:00-6:00',
    'Sat 18:00-17:00',
    'Sat 25:00-26:00',
    'Sat 17:70-18:00',
    'TUE 17:00-18:00, TBD',
    '17:00-18:00',
    '',
    ' , ',
  ])('"%s" keeps its text', (text) => expect(readRecurrence(text)).toEqual({ readable: false, text }));
});

const time = fc.integer({ min: 0, max: 24 * 60 - 2 });
const pad = (n: number) => String(n).padStart(2, '0');
const h24 = (m: number) => `${pad(Math.floor(m / 60))}:${pad(m % 60)}`;
const h12 = (m: number) => `${Math.floor(m / 60) % 12 || 12}:${pad(m % 60)} ${m < 720 ? 'AM' : 'PM'}`;
const slot = fc
  .tuple(fc.integer({ min: 0, max: 6 }), time, fc.integer({ min: 1, max: 180 }))
  .map(([day, start, length]) => ({ day, start, end: Math.min(start + length, 24 * 60 - 1) }));

test('any week is read back the same, in either clock, in any order', () => {
  const clock = fc.constantFrom(h24, h12);
  const week = fc.uniqueArray(slot, { minLength: 1, maxLength: 6, selector: (s) => `${s.day} ${s.start}` });
  fc.assert(
    fc.property(week, clock, (slots, write) => {
      const text = slots.map((s) => `${NAMES[s.day]} ${write(s.start)}-${write(s.end)}`).join(', ');
      const expected = [...slots]
        .sort((a, b) => a.day - b.day || a.start - b.start)
        .map((s) => `${NAMES[s.day]} ${h24(s.start)}-${h24(s.end)}`);
      expect(weekOf(text)).toEqual(expected);
    }),
  );
});

test('whatever stands there, nothing is thrown, and every class that is read ends after it starts', () => {
  const word = fc.constantFrom(
    'tue',
    'Thu',
    '/',
    ',',
    '-',
    '5',
    '17:00',
    '18:30',
    'PM',
    'am',
    ' ',
    'to',
    'and',
    '–',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 12 }).map((w) => w.join(' ')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const read = readRecurrence(written);
      expect(read.text).toBe(written);
      for (const s of read.readable ? read.slots : [])
        if (s.start && s.end) expect(s.start < s.end).toBe(true);
    }),
  );
});
