import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GuardFailed } from '../../db/client.js';
import { RuleError, UpstreamError } from '../../src/errors.js';
import { type LogOptions, type SafeError, createLog, mask, safeError } from '../../src/log.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

function logTo(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void lines.push(line), ...options });
  const last = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}');
  return { log, lines, last };
}

/** What was thrown, as code throws it. */
function thrown(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('a line of the log', () => {
  test('is one line of JSON with the time, how grave it is, what happened and its numbers', () => {
    const { log, lines, last } = logTo();
    log.info('turn', { person: '9a1f', ms: 12, sent: true, by: null, intent: undefined });
    expect(lines[0]).not.toContain('\n');
    expect(last()).toMatchObject({
      level: 'info',
      event: 'turn',
      person: '9a1f',
      ms: 12,
      sent: true,
      by: null,
    });
    expect(Date.parse(String(last().at))).toBeGreaterThan(0);
  });

  test.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ] as const)('is written from the level that was asked for: %s writes %i of four', (level, count) => {
    const { log, lines } = logTo({ level });
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d', new Error('x'));
    expect(lines).toHaveLength(count);
  });
});

describe('a telephone number', () => {
  test.each([
    '919000000101',
    '+919000000101',
    '+91 90000 00101',
    '+91-90000-00101',
    '090000 00101',
    '91 90000.00101',
    '9000000101',
  ])('written as %s is known by its last two digits only', (number) => {
    expect(mask(`sent to ${number} now`)).toBe('sent to ***01 now');
  });

  test('is nowhere in a line, however it is written and between whatever it stands', () => {
    const { log, lines } = logTo();
    const between = fc.constantFrom('', ' ', '-', '.', ') ', '  ');
    const digits = fc.stringMatching(/^[6-9]\d{9}$/);
    fc.assert(
      fc.property(fc.string(), digits, between, fc.string(), (before, number, gap, after) => {
        lines.length = 0;
        const written = `${number.slice(0, 5)}${gap}${number.slice(5)}`;
        log.warn('event', { why: `${before}/+91${gap}${written}/${after}` });
        expect(lines.join('').replace(/\D/g, '')).not.toContain(number);
      }),
    );
  });

  test('is taken for one of our ids only where it is one', () => {
    const { log, last } = logTo();
    log.info('turn', { person: '90000001-0191-4d06-9b8e-919000000101', ms: 1732450000000 });
    expect(last()).toMatchObject({ person: '90000001-0191-4d06-9b8e-919000000101', ms: 1732450000000 });
  });

  test('goes, and so do e-mail addresses and Meta’s message ids, which hold the number', () => {
    const wamid = 'wamid.HBgMOTE5MDAwMDAwMTAxFQIAEhgUM0E=';
    expect(mask(`${wamid} of asha@school.example and <a.b@c.co.in>`)).toBe(
      '[wamid] of [e-mail] and <[e-mail]>',
    );
  });

  test.each(['2 classes left', 'HTTP 503', 'took 1234567 ms', '131047 Re-engagement message'])(
    'is not seen in: %s',
    (text) => {
      expect(mask(text)).toBe(text);
    },
  );
});

describe('an error', () => {
  test('of our own keeps its sentence, its code and its place', () => {
    const error = new UpstreamError('send', { status: 503, code: 131000, retryable: true });
    const { log, last } = logTo();
    log.error('turn_failed', error, { person: 'p1' });
    expect(last()).toMatchObject({
      level: 'error',
      event: 'turn_failed',
      person: 'p1',
      error: 'UpstreamError',
      code: '131000',
      message: 'send failed (131000)',
    });
    expect(last().stack).toMatch(/^at .*log\.test\.ts/);
    expect(safeError(new RuleError('conflict', 'Call +91 90000 00101.')).message).toBe('Call ***01.');
    expect(safeError(new GuardFailed('session')).message).toBe('guard failed: session');
  });

  test('of anybody else says neither its message nor its cause', () => {
    const error = new Error('Sarah Thomas wrote: all present', { cause: new Error('Sarah again') });
    const said = JSON.stringify(safeError(error));
    expect(said).not.toContain('Sarah');
    expect(safeError(error)).toMatchObject({ name: 'Error', message: '(withheld)' });
  });

  const SARAH = { text: 'Sarah Thomas', none: undefined as unknown as Record<string, { x: number }> };
  test.each([
    ['looking into a text as into a list', () => 'x' in (SARAH.text as unknown as object), '(withheld)'],
    [
      'reading what a name leads to, where nothing is',
      () => SARAH.none['Sarah Thomas']?.x,
      'Cannot read properties of undefined',
    ],
    ['writing onto a text', () => Object.assign(Object.freeze(['Sarah Thomas']), { 0: 'x' }), '(withheld)'],
    ['making a list of pairs from a text', () => Object.fromEntries(['Sarah Thomas'] as never), '(withheld)'],
    [
      'a header that is none',
      () => new Headers({ 'x-name': 'Sarah Thomas\n' }).set('x', 'सारा'),
      '(withheld)',
    ],
    ['an address that is none', () => new URL('Sarah Thomas'), '(withheld)'],
    ['JSON that is none', () => JSON.parse('Sarah Thomas'), '(withheld)'],
    [
      'calling what is no function',
      () => (SARAH as unknown as { go(): void }).go(),
      'SARAH.go is not a function',
    ],
  ])('that came of %s quotes nobody', (_what, act, message) => {
    const error = thrown(act);
    expect(error).toBeInstanceOf(Error);
    expect(safeError(error).message).toBe(message);
    expect(JSON.stringify(safeError(error))).not.toMatch(/Sarah|सारा/);
  });

  test('whose message looks like a place in the code is cut off before its true places', () => {
    const error = new Error('params: hello\n    at home with Sarah (ward.ts:1:2)\n    at 5 pm Sarah Thomas');
    const safe = safeError(error);
    expect(safe.stack).toMatch(/^at .*log\.test\.ts/);
    expect(JSON.stringify(safe)).not.toContain('Sarah');
  });

  test('whose message was changed afterwards has no place at all', () => {
    const error = new Error('first\n    at home with Sarah');
    expect(error.stack).toContain('Sarah');
    error.message = 'second';
    expect(safeError(error)).toMatchObject({ stack: undefined, message: '(withheld)' });
  });

  test.each([
    ['a string', 'Sarah'],
    ['nothing', undefined],
    ['an object', { name: 'Sarah' }],
  ])('that is %s is only said to be none', (_what, error) => {
    expect(safeError(error)).toMatchObject({ name: 'Error', message: '(withheld)' });
    expect(JSON.stringify(safeError(error))).not.toContain('Sarah');
  });

  test('of the database keeps its code, and nothing of the row it is about', async () => {
    const database: TestDatabase = await openDatabase();
    const words = 'Sarah Thomas\n    at home, +91 90000 00007';
    const error = await database.db.execute(sql`select ${words}::uuid`).catch((e: unknown) => e);
    expect(String(error)).toContain('Sarah');
    await database.close();
    const safe = safeError(error);
    expect(safe).toMatchObject({ code: '22P02', message: '(withheld)' });
    expect(JSON.stringify(safe)).not.toMatch(/Sarah|home|90000/);
  });
});

describe('where errors are watched', () => {
  test('an error arrives as it stands in the log, and flush waits for it', async () => {
    const reports: [string, SafeError, object][] = [];
    const report: LogOptions['report'] = async (event, error, fields) => {
      await new Promise((r) => setTimeout(r, 20));
      reports.push([event, error, fields]);
    };
    const { log } = logTo({ report });
    log.error('turn_failed', new Error('Sarah'), { person: 'p1', to: '+919000000101' });
    log.warn('only_a_warning');
    expect(reports).toEqual([]);
    await log.flush();
    expect(reports).toMatchObject([
      ['turn_failed', { message: '(withheld)' }, { person: 'p1', to: '***01' }],
    ]);
  });

  test('nothing is missing in the log when the report itself fails, and nobody else notices', async () => {
    const { log, lines } = logTo({ report: () => Promise.reject(new Error('down')) });
    log.error('turn_failed', new Error('x'));
    await log.flush();
    expect(lines.map((l) => JSON.parse(l).event)).toEqual(['turn_failed', 'report_failed']);
  });
});
