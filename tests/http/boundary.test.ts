import { sql } from 'drizzle-orm';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { RuleError } from '../../src/errors.js';
import { endpoint, json } from '../../src/http/respond.js';
import { createLog } from '../../src/log.js';
import { server } from '../support/network.js';
import { useBreakableWorld } from '../webhooks/support/breakable.js';
import { answered, office } from './support.js';

const world = useBreakableWorld();
const ASHA = '+919000000101';

describe('the scheduler', () => {
  const call = async (job: string, authorization?: string) =>
    answered(
      await world.call('cronGet', `/api/cron/${job}`, { headers: authorization ? { authorization } : {} }),
    );
  const right = () => `Bearer ${world.env.CRON_SECRET}`;

  test('starts the tick, which says how many people it looked after', async () => {
    expect(await call('tick', right())).toMatchObject({ status: 200, body: { people: 0 } });
    world.database.breaks({ after: 1 });
    await world.meta.userSends(ASHA, 'hello');
    await world.idle();
    world.database.mends();
    await world.app.db.execute(sql`update bot.whatsapp_subscriptions set lease_until = null`);
    expect(await call('tick', right())).toMatchObject({ status: 200, body: { people: 1 } });
    await world.idle();
    expect(world.meta.outbox.of(ASHA)).toHaveLength(1);
  });

  test('may call it as often and as much at once as it likes', async () => {
    world.meta.setFaults({ token_expired: 1 });
    await world.chat(ASHA).says('hello');
    world.clock.set(16);
    const answers = await Promise.all(Array.from({ length: 6 }, () => call('tick', right())));
    await world.idle();
    expect(answers.every((a) => a.status === 200)).toBe(true);
    expect(world.meta.outbox.of(ASHA)).toHaveLength(1);
  });

  test.each([
    ['no secret', undefined],
    ['an empty secret', 'Bearer '],
    ['a wrong secret', 'Bearer a-guess'],
    ['the beginning of the secret', 'Bearer a-cron-secret'],
    ['the secret without saying what it is', 'a-cron-secret-of-the-tests'],
  ])('with %s starts nothing', async (_how, authorization) => {
    expect(await call('tick', authorization)).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthorized' } },
    });
    expect(await call('nothing', authorization)).toMatchObject({ status: 401 });
  });

  test.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', 'Tick', 'nothing', '%20'])(
    'does not know a job named %s',
    async (job) => {
      expect(await call(job, right())).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    },
  );
});

describe('the health of the bot', () => {
  const health = async (query = '') => answered(await world.call('healthGet', `/api/health${query}`));

  test('is told to anybody, without asking anything of anybody', async () => {
    const before = world.database.counts.requests;
    expect(await health()).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await health('?ready=0')).toMatchObject({ body: { status: 'ok' } });
    expect(world.database.counts.requests).toBe(before);
  });

  test('is told part by part when asked whether it is ready', async () => {
    expect(await health('?ready=1')).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        parts: { database: 'ok', sessions: 'ok', whatsapp: 'ok', model: 'not_set_up' },
        waiting: { open: 0, unsent: 0, dead: 0, sent_again: 0 },
      },
    });
  });

  test('is bad when the database is down', async () => {
    world.database.breaks({});
    expect(await health('?ready=1')).toMatchObject({
      status: 503,
      body: { status: 'down', parts: { database: 'down', whatsapp: 'ok' }, waiting: null },
    });
    expect((await health()).status).toBe(200);
  });

  test('is bad when the bot’s tables are not there', async () => {
    const how = { code: '42P01', message: 'relation "bot.whatsapp_messages" does not exist' };
    world.database.breaks({ on: 'whatsapp_messages', how });
    expect(await health('?ready=1')).toMatchObject({ status: 503, body: { parts: { database: 'down' } } });
  });

  test.each([
    ['is down', () => new HttpResponse(null, { status: 503 })],
    ['cannot be reached', () => HttpResponse.error()],
    ['does not know our token', () => HttpResponse.json({ error: { code: 190 } }, { status: 401 })],
  ])('is bad when Meta %s', async (_how, answer) => {
    server.use(http.get(`${world.env.WHATSAPP_API_URL}/*`, answer));
    expect(await health('?ready=1')).toMatchObject({
      status: 503,
      body: { status: 'down', parts: { database: 'ok', whatsapp: 'down' } },
    });
  });

  test.each(['breaks', 'hangs'] as const)('is good enough when the store of sessions %s', async (how) => {
    world.redis.goDown(how);
    expect(await health('?ready=1')).toMatchObject({ status: 200, body: { parts: { sessions: 'down' } } });
  });

  test('tells how much waits, and how much was given up', async () => {
    await world.chat(ASHA).says('hello');
    const make = (status: string, more = sql`now()`, direction = 'inbound') =>
      world.app.db.execute(sql`
        insert into bot.whatsapp_messages (person_id, direction, message_type, kind, status, created_at, metadata)
        select id, ${direction}, 'text', 'reply', ${status}, ${more}, '{}'
        from bot.whatsapp_subscriptions where phone_number = '919000000101'`);
    await make('received');
    await make('received', sql`now() - interval '2 minutes'`);
    await make('dead');
    await make('queued', sql`now()`, 'outbound');
    expect((await health('?ready=1')).body.waiting).toEqual({ open: 1, unsent: 1, dead: 1, sent_again: 0 });
  });

  test('tells no secret, no number and no name, whatever is wrong', async () => {
    await world.chat('+919000000016').says('hello');
    const said: string[] = [];
    for (const broken of [false, true]) {
      if (broken) world.database.breaks({});
      said.push(JSON.stringify((await health('?ready=1')).body));
    }
    for (const secret of [...Object.values(world.env).map(String), '9000000016', 'Vivek'])
      if (secret.length > 8) expect(said.join('')).not.toContain(secret);
  });
});

describe('an address where nothing is', () => {
  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('says so in JSON to a %s', async (method) => {
    const answer = await answered(await world.call('staff', '/api/nothing/here', { method }));
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    expect(answer.headers.get('content-type')).toContain('application/json');
  });
});

describe('an error', () => {
  const history = `/api/whatsapp/messages/${ASHA}`;

  test('never shows what it was, and can be found again by its id', async () => {
    const secret = 'column "Sarah Thomas" of relation "students" at 10.0.0.7';
    world.database.breaks({ how: { code: '42703', message: secret } });
    const answer = await office(world, 'admin').get('messagesGet', history);
    expect(answer).toMatchObject({
      status: 500,
      body: {
        error: {
          code: 'internal',
          message: 'Something went wrong on our side. Please try again in a minute.',
        },
      },
    });
    const line = JSON.parse(world.logged.at(-1) ?? '{}');
    expect(line).toMatchObject({
      event: 'request_failed',
      code: '42703',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(JSON.stringify(answer) + world.logged.join('')).not.toMatch(/Sarah|students|10\.0\.0\.7/);
  });

  test('of every endpoint is JSON with a code and a sentence', async () => {
    world.database.breaks({});
    const desk = office(world, 'admin');
    const answers = [
      await desk.send(ASHA, 'hello'),
      await desk.get('messagesGet', history),
      await desk.get('sessionGet', `/api/whatsapp/sessions/${ASHA}`),
      await desk.post('sessionsClearPost', '/api/whatsapp/sessions/clear', { phone: ASHA }),
      await answered(
        await world.call('cronGet', '/api/cron/tick', {
          headers: { authorization: `Bearer ${world.env.CRON_SECRET}` },
        }),
      ),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 500, body: { error: { code: 'internal' } } });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  const log = createLog({ level: 'silent' });
  const failing = (error: unknown) =>
    endpoint(log, async () => {
      throw error;
    })(new Request('https://bot.test/'));

  test.each([
    ['bad_request', 400],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['method_not_allowed', 405],
    ['conflict', 409],
    ['too_large', 413],
    ['unprocessable', 422],
    ['not_set_up', 503],
  ] as const)('of ours that says %s is HTTP %i with its own sentence', async (code, status) => {
    expect(await answered(await failing(new RuleError(code, 'Please do otherwise.')))).toMatchObject({
      status,
      body: { error: { code, message: 'Please do otherwise.' } },
    });
  });

  test.each([
    ['a string', 'Sarah'],
    ['nothing', undefined],
    ['an object', { code: 'bad_request', message: 'Sarah' }],
  ])('that is %s is HTTP 500 all the same', async (_what, error) => {
    const answer = await answered(await failing(error));
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'internal' } } });
    expect(JSON.stringify(answer.body)).not.toContain('Sarah');
  });
});

describe('a request', () => {
  const log = createLog({ level: 'silent' });
  const ask = async (id?: string) => {
    const answer = endpoint(log, async () => json({ ok: true }));
    return (
      await answer(new Request('https://bot.test/', { headers: id ? { 'x-request-id': id } : {} }))
    ).headers.get('x-request-id');
  };

  test('keeps the id it came with, and gets one if it came without', async () => {
    expect(await ask('bom1::abc-123')).toBe('bom1::abc-123');
    expect(await ask()).toMatch(/^[0-9a-f-]{36}$/);
    expect(await ask()).not.toBe(await ask());
  });

  test.each([
    'x'.repeat(65),
    'Sarah Thomas',
    'a;b',
    'id=“1”'.normalize('NFKD').replace(/[^\x20-\x7e]/g, '?'),
  ])('with the id %s gets another: it will stand in the log', async (id) => {
    expect(await ask(id)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
