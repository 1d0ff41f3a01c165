import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietForMinutes, windowOpen } from '../../src/outreach/window.js';

const INDIA = 'Asia/Kolkata';
const at = (clock: string) => new Date(`2026-11-24T${clock}+05:30`);

describe('the 24 hours after somebody wrote', () => {
  const wrote = at('12:00:00');
  test.each([
    ['at once', 0, true],
    ['in the evening', 8, true],
    ['an hour before they end', 23, true],
    ['five minutes before they end, since clocks differ', 24 - 5 / 60, false],
    ['when they are over', 24, false],
    ['a week later', 168, false],
  ])('allow an answer %s: %s hours', (_when, hours, open) => {
    expect(windowOpen(wrote, new Date(wrote.getTime() + hours * 3_600_000))).toBe(open);
  });

  test('have not begun for somebody who never wrote', () => {
    expect(windowOpen(null, wrote)).toBe(false);
  });
});

describe('quiet hours', () => {
  test.each([
    ['20:59:59', 0],
    ['21:00:00', 11 * 60],
    ['23:59:00', 8 * 60 + 1],
    ['00:00:00', 8 * 60],
    ['07:59:00', 1],
    ['08:00:00', 0],
    ['12:00:00', 0],
  ])('from nine to eight: at %s they last %i minutes more', (clock, minutes) => {
    expect(quietForMinutes('21:00-08:00', at(clock), INDIA)).toBe(minutes);
  });

  test.each([
    ['13:00-15:00', '12:59:00', 0],
    ['13:00-15:00', '13:00:00', 120],
    ['13:00-15:00', '14:59:00', 1],
    ['13:00-15:00', '15:00:00', 0],
    ['00:00-00:00', '00:00:00', 0],
    ['08:00-08:00', '08:00:00', 0],
  ])('%s: at %s they last %i minutes more', (hours, clock, minutes) => {
    expect(quietForMinutes(hours, at(clock), INDIA)).toBe(minutes);
  });

  test('are those of the school, wherever the machine stands', () => {
    const evening = new Date('2026-11-24T15:30:00Z');
    expect(quietForMinutes('21:00-08:00', evening, INDIA)).toBe(11 * 60);
    expect(quietForMinutes('21:00-08:00', evening, 'Europe/London')).toBe(0);
  });

  test('are over once they have been waited for, and not a minute before', () => {
    const clock = fc.integer({ min: 0, max: 1439 }).map((m) => {
      const two = (n: number) => String(n).padStart(2, '0');
      return `${two(Math.floor(m / 60))}:${two(m % 60)}`;
    });
    fc.assert(
      fc.property(clock, clock, clock, (from, to, now) => {
        const start = at(`${now}:00`);
        const wait = quietForMinutes(`${from}-${to}`, start, INDIA);
        const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
        expect(quietForMinutes(`${from}-${to}`, later(wait), INDIA)).toBe(0);
        if (wait > 0) expect(quietForMinutes(`${from}-${to}`, later(wait - 1), INDIA)).toBe(1);
      }),
    );
  });
});
