import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { http, HttpResponse, delay, passthrough } from 'msw';
import { afterEach, describe, expect, test } from 'vitest';
import { type SendResult, createWhatsApp } from '../../src/whatsapp/client.js';
import { type ErrorAction, actionFor, backOffMs } from '../../src/whatsapp/graph-errors.js';
import { server } from '../support/network.js';

const GRAPH = 'https://graph.test/v25.0/202000000000002';
const ROW = 'b2f5ff47-4366-4d06-9b8e-6c7c1f2f0c11';
const ASHA = { phone: '919000000101', userId: 'IN.304' };
const HELLO = { type: 'text', text: { body: 'Hello', preview_url: false } };

const client = (url = 'https://graph.test', deadlineMs = 1000) =>
  createWhatsApp({
    url,
    version: 'v25.0',
    phoneNumberId: '202000000000002',
    accessToken: 'a-token',
    deadlineMs,
  });

interface Call {
  body: unknown;
  headers: Headers;
}

/** Meta, answering every message the same way; keeps what it was sent. */
function metaAnswers(answer: () => Response | Promise<Response>): Call[] {
  const calls: Call[] = [];
  server.use(
    http.post(`${GRAPH}/messages`, async ({ request }) => {
      calls.push({ body: await request.json(), headers: request.headers });
      return answer();
    }),
  );
  return calls;
}

const accepted = (id: unknown = 'wamid.OUT1') =>
  HttpResponse.json({ messaging_product: 'whatsapp', messages: [{ id }] });
const refused = (code: unknown, status = 400, more: object = {}) =>
  HttpResponse.json(
    { error: { message: `(#${code}) Something`, type: 'OAuthException', code, ...more } },
    { status },
  );
const hello = (to: { phone: string | null; userId: string | null } = ASHA) => client().send(to, HELLO, ROW);

describe('a message to somebody', () => {
  test('goes to the number, with our id for the statuses, in the school’s name', async () => {
    const calls = metaAnswers(() => accepted());
    expect(await hello()).toEqual({ kind: 'accepted', wamid: 'wamid.OUT1' });
    expect(calls.map((c) => c.body)).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '+919000000101',
        biz_opaque_callback_data: ROW,
        ...HELLO,
      },
    ]);
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer a-token');
    expect(calls[0]?.headers.get('content-type')).toBe('application/json');
  });

  test('of whom only the user id is known goes to that, exactly as Meta wrote it', async () => {
    const calls = metaAnswers(() => accepted());
    await hello({ phone: null, userId: 'IN.30400000000000101' });
    expect(calls[0]?.body).toMatchObject({ recipient: 'IN.30400000000000101' });
    expect(calls[0]?.body).not.toHaveProperty('to');
  });

  test.each([
    ['no ids', HttpResponse.json({ messages: [] })],
    ['an empty id', accepted('')],
    ['a number for an id', accepted(5)],
    ['an empty object', HttpResponse.json({})],
    ['something that is no JSON', new HttpResponse('<html>ok</html>')],
    ['nothing', new HttpResponse(null)],
  ])('that was answered with 200 and %s may well have arrived', async (_what, answer) => {
    metaAnswers(() => answer);
    expect(await hello()).toEqual({ kind: 'lost' });
  });

  test.each([
    [
      'an error of Meta',
      () => refused(131009),
      { kind: 'refused', code: 131009, action: 'fix', title: '(#131009) Something' },
    ],
    [
      'a code written as text',
      () => refused('131026'),
      { kind: 'refused', code: 131026, action: 'stop_person' },
    ],
    [
      'details that are a string',
      () => refused(131047, 400, { error_data: 'no' }),
      { kind: 'refused', action: 'stop_person' },
    ],
    [
      'a message that is no text',
      () => refused(2, 503, { message: 5 }),
      { kind: 'refused', code: 2, action: 'retry', title: '' },
    ],
    [
      'an error that is a string',
      () => HttpResponse.json({ error: 'no' }, { status: 400 }),
      { kind: 'failed', status: 400 },
    ],
    ['a web page', () => new HttpResponse('<html>', { status: 404 }), { kind: 'failed', status: 404 }],
    [
      'a gateway’s own page, behind which it may have arrived',
      () => new HttpResponse('<html>', { status: 502 }),
      { kind: 'lost' },
    ],
    ['an empty 500', () => new HttpResponse(null, { status: 500 }), { kind: 'lost' }],
  ])('that was refused with %s', async (_what, answer, result) => {
    metaAnswers(answer);
    expect(await hello()).toMatchObject(result);
  });

  test('whose refusal is longer than a letter is kept short', async () => {
    metaAnswers(() => refused(100, 400, { message: 'x'.repeat(5000) }));
    const result = await hello();
    expect(result.kind === 'refused' && result.title).toHaveLength(120);
  });

  test('that Meta does not answer in time may have arrived', async () => {
    metaAnswers(async () => {
      await delay(500);
      return accepted();
    });
    expect(await client('https://graph.test', 50).send(ASHA, HELLO, ROW)).toEqual({ kind: 'lost' });
  });

  test('whose connection broke may have arrived', async () => {
    metaAnswers(() => HttpResponse.error());
    expect(await hello()).toEqual({ kind: 'lost' });
  });
});

describe('over a real connection', () => {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  /** A machine that does this with every connection; where it can be reached. */
  async function machine(serve: (socket: Socket) => void): Promise<string> {
    const listening = createServer();
    listening.on('connection', serve);
    open.push(listening);
    await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    server.use(http.all(`${url}/*`, () => passthrough()));
    return url;
  }
  const sendTo = (url: string): Promise<SendResult> => client(url, 300).send(ASHA, HELLO, ROW);

  test('what was refused at the door has certainly not arrived', async () => {
    const url = await machine(() => undefined);
    for (const one of open.splice(0)) one.close();
    expect(await sendTo(url)).toEqual({ kind: 'failed', status: null });
  });

  test('nor has what was for a machine that does not exist', async () => {
    server.use(http.all('http://nowhere.invalid/*', () => passthrough()));
    expect(await sendTo('http://nowhere.invalid')).toEqual({ kind: 'failed', status: null });
  });

  test('what was cut off before an answer may have arrived', async () => {
    expect(await sendTo(await machine((socket) => socket.once('data', () => socket.destroy())))).toEqual({
      kind: 'lost',
    });
  });

  test('what was cut off in the middle of the answer may have arrived', async () => {
    const head =
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{"messages":';
    const url = await machine((socket) =>
      socket.once('data', () => {
        socket.write(head);
        setTimeout(() => socket.destroy(), 20);
      }),
    );
    expect(await sendTo(url)).toEqual({ kind: 'lost' });
    await expect(client(url, 300).markRead('wamid.IN1', true)).resolves.toBeUndefined();
    expect(await client(url, 300).state()).toBe('down');
  });

  test('what is never answered may have arrived', async () => {
    const url = await machine((socket) => {
      open.push({ close: () => socket.destroy() });
    });
    expect(await sendTo(url)).toEqual({ kind: 'lost' });
    await expect(client(url, 100).markRead('wamid.IN1')).resolves.toBeUndefined();
  });
});

describe('besides messages', () => {
  test('what a person wrote is marked as read, and they see that somebody is typing', async () => {
    const calls = metaAnswers(() => HttpResponse.json({ success: true }));
    await client().markRead('wamid.IN1');
    await client().markRead('wamid.IN2', true);
    const read = { messaging_product: 'whatsapp', status: 'read' };
    expect(calls.map((c) => c.body)).toEqual([
      { ...read, message_id: 'wamid.IN1' },
      { ...read, message_id: 'wamid.IN2', typing_indicator: { type: 'text' } },
    ]);
  });

  test.each([
    ['refuses', () => refused(131009)],
    ['breaks', () => HttpResponse.error()],
  ])('nothing happens when Meta %s that', async (_how, answer) => {
    metaAnswers(answer);
    await expect(client().markRead('wamid.IN1')).resolves.toBeUndefined();
  });

  test.each([
    ['ok', 'says who we are', () => HttpResponse.json({ id: '202000000000002' })],
    ['down', 'does not know our token', () => refused(190, 401)],
    ['down', 'is down', () => new HttpResponse(null, { status: 503 })],
    ['down', 'cannot be reached', () => HttpResponse.error()],
  ])('our number is %s when Meta %s', async (state, _what, answer) => {
    server.use(http.get(GRAPH, answer));
    expect(await client().state()).toBe(state);
  });
});

/** What each of Meta's codes asks of us (cloud API, "Error codes"). */
const CODES: Record<ErrorAction, readonly number[]> = {
  retry: [1, 2, 130429, 131000, 131016, 131056, 131057, 133004, 2494100],
  wait: [4, 17, 341, 613, 80007, 131049, 132015, 132069],
  stop_person: [130403, 130472, 130497, 131026, 131047, 131050, 131062, 137000],
  stop_all: [
    ...[0, 3, 10, 33, 190, 200, 201, 250, 299, 368],
    ...[131005, 131031, 131037, 131042, 131044, 131045, 131048, 131064],
  ],
  fix: [
    ...[100, 104, 131008, 131009, 131021, 131030, 131051, 131053, 131055, 131063],
    ...[132000, 132001, 132005, 132007, 132008, 132012, 132016, 132018, 132068],
    ...[134011, 135000, 2388019, 2388039, 2388299],
  ],
};

describe('an error code of Meta', () => {
  const table = Object.entries(CODES).flatMap(([action, codes]) =>
    codes.map((code) => [code, action] as const),
  );

  test.each(table)('%i means: %s', async (code, action) => {
    expect(actionFor(code)).toBe(action);
    metaAnswers(() => refused(code));
    expect(await hello()).toMatchObject({ kind: 'refused', code, action });
  });

  test.each(table.filter(([, action]) => action !== 'fix'))(
    '%i means the same when it comes with HTTP 500: %s',
    async (code, action) => {
      metaAnswers(() => refused(code, 500));
      expect(await hello()).toMatchObject({ action });
    },
  );

  test('that nobody knows is ours to mend, unless Meta blames itself', () => {
    expect(actionFor(999_999)).toBe('fix');
    expect(actionFor(999_999, 500)).toBe('retry');
  });
});

describe('the wait before the next try', () => {
  test('grows fourfold for one person who was written to too often', () => {
    expect([1, 2, 3, 4].map((n) => backOffMs(131056, n) / 1000)).toEqual([4, 16, 64, 256]);
  });

  test('is minutes while Meta is being mended', () => {
    for (const code of [2, 131057, 2494100])
      expect([1, 2, 3].map((n) => backOffMs(code, n) / 60_000)).toEqual([1, 2, 4]);
  });

  test('doubles from a second for the rest, a little earlier or later each time', () => {
    for (const code of [null, 130429, 131000]) {
      expect([1, 2, 3].map((n) => backOffMs(code, n, 0.5))).toEqual([1000, 2000, 4000]);
      expect(backOffMs(code, 3, 0)).toBe(3000);
      expect(backOffMs(code, 3, 1)).toBe(5000);
    }
  });

  test('is never more than a quarter of an hour', () => {
    for (const code of [null, 2, 131056]) expect(backOffMs(code, 30)).toBe(15 * 60_000);
  });
});
