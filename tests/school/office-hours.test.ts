import { describe, expect, test } from 'vitest';
import { officeNow, readOfficeHours } from '../../src/school/office-hours.js';

const week = (text: string) => {
  const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  return readOfficeHours(text).map((s) => `${names[s.weekday]} ${s.from}-${s.to}`);
};
/** The office at a time in India. */
const at = (iso: string, hours = 'Mon-Sat 09:00-18:00', closed: string[] = []) =>
  officeNow(readOfficeHours(hours), { now: new Date(`${iso}+05:30`), timezone: 'Asia/Kolkata', closed });

describe('office hours as somebody wrote them', () => {
  test.each([
    ['Mon-Wed 09:00-18:00', ['Mon 09:00-18:00', 'Tue 09:00-18:00', 'Wed 09:00-18:00']],
    ['monday – tuesday 9:00–18:00', ['Mon 09:00-18:00', 'Tue 09:00-18:00']],
    ['Sat-Sun 10:00-13:00', ['Sat 10:00-13:00', 'Sun 10:00-13:00']],
    ['Tue, Thu 09:00-12:00', ['Tue 09:00-12:00', 'Thu 09:00-12:00']],
    ['Tue 09:00-12:00 14:00-18:00', ['Tue 09:00-12:00', 'Tue 14:00-18:00']],
    ['Mon 09:00-18:00; Sun 10:00-13:00', ['Mon 09:00-18:00', 'Sun 10:00-13:00']],
    ['Mon 09:00-18:00, Sun 10:00-13:00', ['Mon 09:00-18:00', 'Sun 10:00-13:00']],
    ['Tue,Thu 09:00-12:00, Sat 10:00-13:00', ['Tue 09:00-12:00', 'Thu 09:00-12:00', 'Sat 10:00-13:00']],
  ])('%s', (text, slots) => {
    expect(week(text)).toEqual(slots);
  });

  test.each(['', 'always', '9 to 6', 'Mon-Sat', 'Mon-Sat 18:00-09:00', 'Someday 09:00-18:00'])(
    'what cannot be read promises nothing: "%s"',
    (text) => {
      expect(week(text)).toEqual([]);
      expect(at('2026-11-24T10:00', text)).toEqual({ open: false, opens: null });
    },
  );
});

describe('whether somebody is there', () => {
  test.each([
    ['on a Tuesday at noon', '2026-11-24T12:00'],
    ['at the minute it opens', '2026-11-24T09:00'],
    ['a minute before it closes', '2026-11-24T17:59'],
  ])('%s: open', (_when, iso) => {
    expect(at(iso)).toEqual({ open: true });
  });

  test.each([
    ['early in the morning', '2026-11-24T06:00', '2026-11-24'],
    ['at the minute it closes', '2026-11-24T18:00', '2026-11-25'],
    ['on Saturday night, over the Sunday', '2026-11-28T21:00', '2026-11-30'],
    ['after midnight', '2026-11-29T00:30', '2026-11-30'],
  ])('%s: when it opens next', (_when, iso, date) => {
    expect(at(iso)).toEqual({ open: false, opens: { date, time: '09:00' } });
  });

  test('a holiday is skipped', () => {
    expect(at('2026-12-25T11:00', 'Mon-Sat 09:00-18:00', ['2026-12-25'])).toEqual({
      open: false,
      opens: { date: '2026-12-26', time: '09:00' },
    });
  });

  test('over lunch it opens again the same day', () => {
    expect(at('2026-11-24T13:00', 'Tue 09:00-12:00 14:00-18:00')).toEqual({
      open: false,
      opens: { date: '2026-11-24', time: '14:00' },
    });
  });
});
