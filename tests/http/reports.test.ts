import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import { safeError } from '../../src/log.js';
import { createReporter } from '../../src/sentry.js';
import { server } from '../support/network.js';

const DSN = 'https://publickey@watch.test/42';

let envelopes: string[] = [];
beforeEach(() => {
  envelopes = [];
});

/** The place where errors are watched, keeping what it was sent. */
function watch(answer: () => Response = () => HttpResponse.json({ id: 'x' })): void {
  server.use(
    http.post('https://watch.test/api/42/envelope/', async ({ request }) => {
      envelopes.push(await request.text());
      return answer();
    }),
  );
}

const event = () => JSON.parse(envelopes[0]?.split('\n')[2] ?? '{}');

function failing(): Error {
  const error = new TypeError('Cannot read properties of undefined (reading "Sarah Thomas")');
  return Object.assign(error, { cause: new Error('Sarah Thomas, +91 90000 00007') });
}

describe('a report of an error', () => {
  test('says what happened, of which kind, where in the code and with which of our ids', async () => {
    watch();
    await createReporter(DSN)('turn_failed', safeError(failing()), { person: 'p1', attempt: 2 });
    expect(envelopes).toHaveLength(1);
    const { exception, tags, contexts } = event();
    expect(tags).toEqual({ event: 'turn_failed' });
    expect(contexts.where).toMatchObject({ person: 'p1', attempt: 2 });
    expect(exception.values[0]).toMatchObject({
      type: 'TypeError',
      value: 'Cannot read properties of undefined',
    });
    const frames: { filename: string }[] = exception.values[0].stacktrace.frames;
    expect(frames.at(-1)?.filename).toContain('reports.test.ts');
  });

  test('holds nothing of a person, of this machine, or of its settings', async () => {
    watch();
    process.env.A_SECRET_OF_THE_TESTS = 'a-secret-value';
    await createReporter(DSN)('turn_failed', safeError(failing()), {});
    const sent = envelopes.join('');
    expect(sent).not.toMatch(/Sarah|90000|a-secret-value|A_SECRET/);
    expect(event()).toMatchObject({ server_name: 'bot' });
    for (const key of ['user', 'request', 'breadcrumbs', 'extra', 'modules'])
      expect(event()).not.toHaveProperty(key);
  });

  test('is sent each time, not only the first', async () => {
    watch();
    const report = createReporter(DSN);
    await report('one', safeError(new Error('x')), {});
    await report('one', safeError(new Error('x')), {});
    expect(envelopes).toHaveLength(2);
  });

  test.each([
    ['refuses it', () => new HttpResponse(null, { status: 429 })],
    ['breaks', () => new HttpResponse(null, { status: 500 })],
    ['cannot be reached', () => HttpResponse.error()],
  ])('troubles nobody when the watch %s', async (_how, answer) => {
    watch(answer);
    await expect(createReporter(DSN)('one', safeError(new Error('x')), {})).resolves.toBeUndefined();
  });
});
