import { readFile } from 'node:fs/promises';
import { http, HttpResponse } from 'msw';
import { type MockInstance, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../src/app.js';
import { createHandlers } from '../../src/http/handlers.js';
import { server } from '../support/network.js';
import { useBreakableWorld } from '../webhooks/support/breakable.js';
import { change, post, said, value } from '../webhooks/support/post.js';
import { office } from './support.js';

const world = useBreakableWorld({
  env: { LOG_LEVEL: 'debug', SENTRY_DSN: 'https://publickey@watch.test/42' },
  simulator: { ladder: { sentMs: 1, deliveredMs: 1 } },
});

const RAHUL = '+919000000002';
const VIVEK = '+919000000016';
const ASHA = '+919000000101';

let out: string[] = [];
let stdout: MockInstance;
let names: string[] = [];
let numbers: string[] = [];
const spoken: string[] = [];

beforeAll(async () => {
  const school = JSON.parse(await readFile(new URL('../../dev/demo-school.json', import.meta.url), 'utf8'));
  const people: { name: string; guardian_name?: string; phone?: string; guardian_phone?: string }[] = [
    ...school.students,
    ...school.teachers,
  ];
  const all = people.flatMap((p) => [p.name, p.guardian_name ?? '']);
  names = [...new Set(all.flatMap((name) => [name, ...name.split(/\s+/)]).filter((n) => n.length > 3))];
  numbers = people
    .flatMap((p) => [p.phone, p.guardian_phone])
    .flatMap((n) => n?.replace(/\D/g, '').slice(-10) ?? [])
    .filter((n) => n.length === 10 && !/^0+$/.test(n));
});

/** The bot as it runs in production: its own log on standard output, its errors sent to where they are watched. */
beforeEach(() => {
  out = [];
  spoken.length = 0;
  server.use(
    http.post('https://watch.test/*', async ({ request }) => {
      out.push(`envelope ${await request.text()}`);
      return HttpResponse.json({});
    }),
  );
  const app = createApp(world.env, { db: world.database.db, clock: world.clock });
  Object.assign(world, { app });
  Object.assign(world.handlers, createHandlers(app));
  stdout = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out.push(String(chunk));
    return true;
  });
});
afterEach(async () => {
  await world.meta.settle();
  await world.idle();
  stdout.mockRestore();
});

const says = async (who: string, words: string) => {
  spoken.push(words);
  const heard = await world.chat(who).says(words);
  spoken.push(...heard.split('\n'));
  return heard;
};
const events = () => out.filter((l) => l.startsWith('{')).map((l) => JSON.parse(l).event as string);

/** What was logged and reported holds nothing that a person could be known by. */
function nothingOfAnybody(): void {
  const all = out.join('\n');
  const found: string[] = [];
  for (const name of names) if (new RegExp(`\\b${name}\\b`).test(all)) found.push(name);
  for (const number of [...numbers, '9000000101', '9000000160']) {
    const spaced = [...number].join('[\\s().-]*');
    if (new RegExp(spaced).test(all)) found.push(number);
  }
  for (const words of spoken) if (words.length > 8 && all.includes(words)) found.push(words);
  for (const [name, secret] of Object.entries(world.env)) {
    const isSecret = /TOKEN|SECRET|_URL$/.test(name) && typeof secret === 'string';
    if (isSecret && !secret.startsWith('https://') && all.includes(secret)) found.push(name);
  }
  for (const telling of ['wamid.', 'Sarah', 'सारा', 'tests:tests', world.env.JWT_SECRET ?? 'x'])
    if (all.includes(telling)) found.push(telling);
  expect(found).toEqual([]);
}

describe('the log and the reports of errors hold nothing of anybody', () => {
  test('after a whole day at school', async () => {
    await says(VIVEK, 'hello, this is Vivek Gupta, my number is +91 90000 00016');
    await says(RAHUL, 'mark attendance');
    await says(RAHUL, 'all present except Sarah Thomas and Ananya Gupta');
    await says(RAHUL, 'John Mathew was also absent');
    await world.chat(RAHUL).taps('Yes');
    await says(RAHUL, 'undo');
    await says(RAHUL, 'Guitar 5pm: everyone came except Aditya');
    await says(RAHUL, '1');
    await says(RAHUL, 'yes');
    await says(ASHA, 'I am Meera’s mother, call me on 90000-00160 or asha@example.com');
    await says(ASHA, 'सारा थॉमस की क्लास कब है?');
    await says(ASHA, 'stop');
    await world.chat(ASHA).says({ type: 'voice', says: 'Sarah Thomas was ill' });
    await world.chat(ASHA).says({ type: 'contacts', name: 'Sarah Thomas', phone: '+919000000160' });
    await world.chat(ASHA).says({ type: 'document', filename: 'Sarah Thomas.pdf', caption: 'for Sarah' });
    await world.chat(ASHA).says({ type: 'number_changed', phone: '+919000000160' });
    world.clock.set(15);
    await world.tick();
    await world.meta.settle();
    await office(world, 'agent').send(VIVEK, 'Sarah Thomas will call you on +91 90000 00160');
    await office(world, 'agent').get('messagesGet', `/api/whatsapp/messages/${VIVEK}`);
    await office(world, 'agent').get('messagesGet', '/api/whatsapp/messages/Sarah%20Thomas');
    await world.call('healthGet', '/api/health?ready=1');
    expect(events()).toContain('turn');
    nothingOfAnybody();
  });

  test('when the database quotes a person in its refusal', async () => {
    const message = 'duplicate key value violates unique constraint "students_name" at Sarah Thomas';
    const detail =
      'Key (name, phone)=(Sarah Thomas, +91 90000 00007) already exists.\n    at Sarah Thomas (home:1:2)';
    const refusal = {
      code: '22P02',
      message: `${message}\n    at ${detail}`,
      detail,
      where: detail,
      hint: detail,
    };
    world.database.breaks({ how: refusal, on: 'insert into "bot"."whatsapp_sessions"' });
    for (let i = 0; i < 2; i++)
      await says(RAHUL, 'all present except Sarah Thomas\n    at home with her mother');
    await world.tick();
    world.database.mends();
    world.database.breaks({ how: refusal });
    await says(RAHUL, 'all present except Sarah Thomas\n    at home with her mother');
    await office(world, 'agent').get('messagesGet', `/api/whatsapp/messages/${VIVEK}`);
    await world.call('cronGet', '/api/cron/tick', {
      headers: { authorization: `Bearer ${world.env.CRON_SECRET}` },
    });
    await world.idle();
    expect(new Set(events())).toEqual(
      new Set([...events().filter((e) => e !== ''), 'turn_failed', 'request_failed', 'dead_letters']),
    );
    expect(out.filter((l) => l.startsWith('envelope')).length).toBeGreaterThan(2);
    world.database.mends();
    world.meta.reset();
    nothingOfAnybody();
  });

  test('when our own code breaks over what somebody wrote', async () => {
    const errors = [
      () => new Error('cannot read “Sarah Thomas, +91 90000 00007”'),
      () => new TypeError("Cannot use 'in' operator to search for 'x' in Sarah Thomas"),
      () => new RangeError('Invalid time value: Sarah Thomas\n    at 5 pm Sarah Thomas (a:1:2)'),
      () => Object.assign(new Error('x'), { name: 'Error', code: '+919000000007', cause: 'Sarah Thomas' }),
      () => 'Sarah Thomas' as unknown as Error,
      () => new AggregateError([new Error('Sarah Thomas')], 'Sarah Thomas'),
    ];
    for (const make of errors) {
      world.app.understand = () => Promise.reject(make());
      await says(ASHA, 'something about Sarah Thomas that nobody could understand');
      world.clock.set(2);
    }
    expect(events().filter((e) => e === 'turn_failed').length).toBeGreaterThan(0);
    expect(out.filter((l) => l.startsWith('envelope')).length).toBeGreaterThan(0);
    nothingOfAnybody();
  });

  test('when Meta and Upstash fail, and quote numbers and tokens while they do', async () => {
    const quoting = { message: `(#131030) +919000000016 ${world.env.WHATSAPP_ACCESS_TOKEN}`, code: 131030 };
    server.use(
      http.post(`${world.env.WHATSAPP_API_URL}/*`, () =>
        HttpResponse.json({ error: quoting }, { status: 400 }),
      ),
    );
    world.redis.goDown('breaks');
    await says(VIVEK, 'hello there, it is Vivek');
    await office(world, 'agent').send(VIVEK, 'Hello Vivek Gupta');
    server.use(http.post(`${world.env.WHATSAPP_API_URL}/*`, () => HttpResponse.error()));
    await says(VIVEK, 'hello again, Vivek here');
    world.clock.set(25 * 60);
    await world.tick();
    nothingOfAnybody();
  });

  test('when what comes in is odd, unsigned or full of names where none belong', async () => {
    const from = (more: object) => said(world, '919000000101', 'Sarah Thomas', more);
    const values = [
      change(
        value(world, { messages: [from({ type: 'Sarah Thomas' }), from({ timestamp: 'Sarah Thomas' })] }),
      ),
      change(value(world, { messages: ['Sarah Thomas', { id: 'wamid.Sarah' }] })),
      change(value(world, { messages: [from({})], contacts: ['Sarah Thomas', { profile: 'Sarah' }] })),
      change(value(world, { statuses: [{ id: 'wamid.Sarah', status: 'Sarah Thomas', timestamp: '1' }] })),
      change(value(world, { errors: [{ code: 1, title: 'Sarah Thomas +919000000007' }] })),
      change({ metadata: { phone_number_id: '+919000000007' }, messages: [from({})] }),
      change(value(world, {}), 'Sarah Thomas'),
      change('Sarah Thomas', '+919000000007'),
      { entry: ['Sarah Thomas'] },
      'Sarah Thomas',
    ];
    for (const odd of values) await post(world, odd);
    await post(world, values[0], { 'x-hub-signature-256': 'Sarah Thomas', 'x-request-id': 'Sarah Thomas' });
    await post(world, values[0], { 'x-request-id': '+919000000007' });
    expect(events()).toEqual(
      expect.arrayContaining(['webhook_unread', 'webhook_other', 'webhook_refused', 'turn']),
    );
    nothingOfAnybody();
  });
});
