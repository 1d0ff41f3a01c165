import { asc, eq, sql } from 'drizzle-orm';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import { messages, people, sessions } from '../../db/schema/bot.js';
import { createApp } from '../../src/app.js';
import { createHandlers } from '../../src/http/handlers.js';
import { server } from '../support/network.js';
import { type World, useWorld } from '../support/world.js';
import { answered, office, token } from './support.js';

const world = useWorld();
const VIVEK = '+919000000016';
const staff = () => office(world, 'agent');
const heard = (who = VIVEK) => world.meta.outbox.of(who).map((m) => m.view.body);
const outbox = () =>
  world.app.db.select().from(messages).where(eq(messages.direction, 'outbound')).orderBy(asc(messages.seq));

/** Every endpoint of the office, with a request that would do something. */
const ENDPOINTS: [string, keyof World['handlers'], string, RequestInit][] = [
  [
    'writing to somebody',
    'sendPost',
    '/api/whatsapp/send',
    { method: 'POST', body: JSON.stringify({ to: VIVEK, type: 'text', text: { body: 'Hello' } }) },
  ],
  ['reading what was written', 'messagesGet', `/api/whatsapp/messages/${VIVEK}`, {}],
  ['looking into a conversation', 'sessionGet', `/api/whatsapp/sessions/${VIVEK}`, {}],
  [
    'ending a conversation',
    'sessionsClearPost',
    '/api/whatsapp/sessions/clear',
    { method: 'POST', body: JSON.stringify({ phone: VIVEK }) },
  ],
];

beforeEach(async () => {
  await world.chat(VIVEK).says('hello');
  world.meta.outbox.clear();
});

describe.each(ENDPOINTS)('%s', (_what, handler, path, init) => {
  const call = async (authorization?: string) =>
    answered(await world.call(handler, path, { ...init, headers: authorization ? { authorization } : {} }));
  const with_ = async (...roles: string[]) => call(`Bearer ${await token(world, ...roles)}`);

  test.each([['admin'], ['agent'], ['teacher', 'agent']])('is for %s', async (...roles) => {
    expect((await with_(...roles)).status).toBeLessThan(300);
  });

  test.each([[['teacher']], [['parent']], [['student']], [['Admin']], [[]], [['teacher', 'parent']]])(
    'is not for %o: they use the chat',
    async (roles) => {
      const answer = await with_(...roles);
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
      expect(world.meta.outbox.all()).toEqual([]);
    },
  );

  test('is not for somebody whose roles are not a list', async () => {
    const odd = await new SignJWT({ id: '1', roles: 'admin' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(world.env.JWT_SECRET));
    expect((await call(`Bearer ${odd}`)).status).toBe(403);
  });

  test('is for nobody without a valid token', async () => {
    const key = new TextEncoder().encode(world.env.JWT_SECRET);
    const claims = () => new SignJWT({ id: '1', roles: ['admin'] });
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"roles":["admin"]}')}.`.replaceAll('=', '');
    const good = await token(world, 'admin');
    const bad = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Basic ${good}`,
      good,
      'Bearer not.a.token',
      `Bearer ${good}x`,
      `Bearer ${unsigned}`,
      `Bearer ${await claims().setProtectedHeader({ alg: 'HS512' }).sign(key)}`,
      `Bearer ${await claims()
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode('x'.repeat(40)))}`,
      `Bearer ${await claims().setProtectedHeader({ alg: 'HS256' }).setExpirationTime('-1m').sign(key)}`,
      `Bearer ${await claims().setProtectedHeader({ alg: 'HS256' }).setNotBefore('1h').sign(key)}`,
      ...(await Promise.all(
        [{}, { id: null }, { id: '' }].map(
          async (nobody) =>
            `Bearer ${await new SignJWT({ ...nobody, roles: ['admin'] }).setProtectedHeader({ alg: 'HS256' }).sign(key)}`,
        ),
      )),
    ];
    for (const authorization of bad) {
      const answer = await call(authorization);
      expect(answer, `${authorization}`).toMatchObject({
        status: 401,
        body: { error: { code: 'unauthorized' } },
      });
    }
    expect(world.meta.outbox.all()).toEqual([]);
  });
});

describe('a school whose staff sign in by a key set', () => {
  const URL_OF_KEYS = 'https://school.example/keys';

  async function schoolWithKeys() {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }];
    server.use(http.get(URL_OF_KEYS, () => HttpResponse.json({ keys })));
    const { JWT_SECRET: _, ...env } = world.env;
    const app = createApp({ ...env, JWT_JWKS_URL: URL_OF_KEYS }, world.app);
    const sign = (key: CryptoKey | Uint8Array, alg: string) =>
      new SignJWT({ sub: 'staff-1', roles: ['agent'] }).setProtectedHeader({ alg, kid: 'k1' }).sign(key);
    const read = async (jwt: string) =>
      createHandlers(app).messagesGet(
        new Request(`https://bot.test/api/whatsapp/messages/${VIVEK}`, {
          headers: { authorization: `Bearer ${jwt}` },
        }),
      );
    return { sign, read, privateKey };
  }

  test('lets in who was signed in by it, and nobody with a secret of their own', async () => {
    const { sign, read, privateKey } = await schoolWithKeys();
    expect((await read(await sign(privateKey, 'RS256'))).status).toBe(200);
    const other = await generateKeyPair('RS256');
    expect((await read(await sign(other.privateKey, 'RS256'))).status).toBe(401);
    const secret = new TextEncoder().encode(world.env.JWT_SECRET);
    expect((await read(await sign(secret, 'HS256'))).status).toBe(401);
  });
});

describe('a message of the office', () => {
  test('goes out as it was written, and is kept with who wrote it', async () => {
    const answer = await staff().send(VIVEK, '  The trial class is on Friday at 5.  ');
    expect(answer).toMatchObject({ status: 201, body: { status: 'sent', reason: null } });
    expect(heard()).toEqual(['The trial class is on Friday at 5.']);
    const row = (await outbox()).at(-1);
    expect(row).toMatchObject({
      id: answer.body.id,
      kind: 'reply',
      content: 'The trial class is on Friday at 5.',
      metadata: { office: 'staff-1' },
    });
  });

  test.each(['+91 90000 00016', '919000000016', '9000000016', '090000-00016'])(
    'finds the person whose number is written as %s',
    async (to) => {
      expect((await staff().send(to, 'Hello')).status).toBe(201);
      expect(heard()).toEqual(['Hello']);
    },
  );

  test('reaches somebody who is known by user id alone', async () => {
    world.meta.person({ userId: 'IN.30400000000000150', name: 'Meera', kind: 'user_id_only' });
    await world.chat('IN.30400000000000150').says('hello');
    expect((await staff().send('IN.30400000000000150', 'Hello Meera')).status).toBe(201);
    expect(heard('IN.30400000000000150').at(-1)).toBe('Hello Meera');
  });

  test('is refused when the person has not written for a day', async () => {
    world.clock.set(24 * 60 - 6);
    expect((await staff().send(VIVEK, 'In time')).status).toBe(201);
    world.clock.set(2);
    const answer = await staff().send(VIVEK, 'Too late');
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    expect(answer.body.error.message).toContain('24 hours');
    expect(heard()).toEqual(['In time']);
  });

  test('is refused to a number that never wrote', async () => {
    expect(await staff().send('+919000000160', 'Hello')).toMatchObject({ status: 409 });
    expect(await staff().send('IN.30400000000000999', 'Hello')).toMatchObject({ status: 409 });
    expect(await world.app.db.select().from(people).where(eq(people.phoneNumber, '919000000160'))).toEqual(
      [],
    );
  });

  test('is refused to somebody who said STOP, unless it answers what they wrote since', async () => {
    await world.chat(VIVEK).says('stop');
    world.meta.outbox.clear();
    expect(await staff().send(VIVEK, 'An offer')).toMatchObject({ status: 409 });
    expect(heard()).toEqual([]);
    world.clock.set(1);
    await world.chat(VIVEK).says('what do I owe?');
    world.meta.outbox.clear();
    expect(await staff().send(VIVEK, '₹2,100')).toMatchObject({ status: 201 });
    expect(heard()).toEqual(['₹2,100']);
  });

  test.each(['12345', '0000000000', 'Vivek', '+91 90000', '', '९०००'])('to %o goes nowhere', async (to) => {
    const answer = await staff().send(to, 'Hello');
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
  });

  test.each([
    ['nothing', {}, ['type']],
    ['nothing but its kind', { type: 'text' }, ['to', 'text']],
    ['no text', { to: VIVEK, type: 'text' }, ['text']],
    ['an empty text', { to: VIVEK, type: 'text', text: { body: '  ' } }, ['text.body']],
    [
      'a text too long for WhatsApp',
      { to: VIVEK, type: 'text', text: { body: 'x'.repeat(4097) } },
      ['text.body'],
    ],
    ['a text that is a number', { to: VIVEK, type: 'text', text: { body: 5 } }, ['text.body']],
    ['a number that is a number', { to: 9000000016, type: 'text', text: { body: 'x' } }, ['to']],
    ['another kind', { to: VIVEK, type: 'image', text: { body: 'x' } }, ['type']],
    ['a list', [], ['body']],
    ['a string', '"hello"', ['body']],
    ['no JSON', '{"to":', []],
    ['no body', '', []],
  ])('with %s is refused, naming what is wrong', async (_what, body, fields) => {
    const answer = await staff().post('sendPost', '/api/whatsapp/send', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
    for (const field of fields) expect(answer.body.error.message).toContain(`${field}:`);
    expect(heard()).toEqual([]);
  });

  test('of more than a hundred thousand letters is not even read', async () => {
    const body = JSON.stringify({ to: VIVEK, type: 'text', text: { body: 'x'.repeat(100_001) } });
    expect((await staff().post('sendPost', '/api/whatsapp/send', body)).status).toBe(413);
  });

  test('as long as WhatsApp allows goes out whole', async () => {
    expect((await staff().send(VIVEK, 'ఆ'.repeat(4096))).status).toBe(201);
    expect(heard()[0]).toHaveLength(4096);
  });

  test('that Meta cannot take now waits, and the office is told', async () => {
    world.meta.setFaults({ token_expired: 1 });
    const answer = await staff().send(VIVEK, 'Hello');
    expect(answer).toMatchObject({ status: 201, body: { status: 'queued' } });
    expect(answer.body.reason).toMatch(/^190 /);
    world.clock.set(16);
    await world.tick();
    expect(heard()).toEqual(['Hello']);
  });

  test('that Meta refuses for good is told to be refused', async () => {
    world.meta.setFaults({ window_closed: 1 });
    expect(await staff().send(VIVEK, 'Hello')).toMatchObject({
      status: 201,
      body: { status: 'failed', reason: expect.stringMatching(/^131047/) },
    });
  });

  test('goes out behind what the person is just being answered, and is not lost', async () => {
    await world.app.db
      .update(people)
      .set({ leaseUntil: sql`now() + interval '15 seconds'` })
      .where(eq(people.phoneNumber, '919000000016'));
    expect((await staff().send(VIVEK, 'Hello')).body.status).toBe('queued');
    await world.app.db.update(people).set({ leaseUntil: null });
    await world.tick();
    expect(heard()).toEqual(['Hello']);
  });
});

describe('what was written with somebody', () => {
  const page = async (query = '', who = VIVEK) =>
    staff().get('messagesGet', `/api/whatsapp/messages/${encodeURIComponent(who)}${query}`);

  test('is read newest first, with what was understood and what became of it', async () => {
    await world.chat(VIVEK).says('thanks');
    const { status, body } = await page();
    expect(status).toBe(200);
    expect(body.next_cursor).toBeNull();
    expect(
      body.messages.map((m: { direction: string; content: string }) => [m.direction, m.content]),
    ).toEqual([
      ['outbound', expect.any(String)],
      ['inbound', 'thanks'],
      ['outbound', expect.stringMatching(/^Hello!/)],
      ['inbound', 'hello'],
    ]);
    expect(body.messages[1]).toMatchObject({
      type: 'text',
      status: 'handled',
      intent: 'thanks',
      at: world.clock.now().toISOString(),
    });
    expect(body.messages[0]).toMatchObject({ status: 'sent', kind: 'reply' });
  });

  test('is turned page by page to its beginning, each message once, though new ones come', async () => {
    for (let i = 0; i < 4; i++) await world.chat(VIVEK).says(`hello ${i}`);
    const all: string[] = (await page('?limit=200')).body.messages.map((m: { id: string }) => m.id);
    expect(all).toHaveLength(10);
    const turned: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await page(`?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      turned.push(...body.messages.map((m: { id: string }) => m.id));
      cursor = body.next_cursor;
      if (turned.length === 3) await world.chat(VIVEK).says('one more');
    } while (cursor);
    expect(turned).toEqual(all);
  });

  test('has no next page when the last one is exactly full', async () => {
    expect((await page('?limit=2')).body).toMatchObject({ next_cursor: null, messages: { length: 2 } });
    expect((await page('?limit=1')).body.next_cursor).toEqual(expect.any(String));
  });

  test.each([
    '?limit=0',
    '?limit=201',
    '?limit=-1',
    '?limit=1.5',
    '?limit=all',
    '?limit=',
    '?cursor=0',
    '?cursor=x',
    '?cursor=-5',
  ])('is not read with %s', async (query) => {
    const { status, body } = await page(query);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/limit|cursor/);
  });

  test.each(['+919000000016', '919000000016', '9000000016', '09000000016', '+91 90000-00016', '९०००००००१६'])(
    'is found by the number written as %s',
    async (who) => {
      expect((await page('', who)).body.messages).toHaveLength(2);
    },
  );

  test('is found by a WhatsApp user id, dot and all', async () => {
    const id = 'IN.30400000000000151';
    world.meta.person({ userId: id, name: 'Meera', kind: 'user_id_only' });
    await world.chat(id).says('hello');
    expect((await page('', id)).body.messages).toHaveLength(2);
  });

  test('is only theirs', async () => {
    await world.chat('+919000000161').says('hello from somebody else');
    const { body } = await page();
    expect(JSON.stringify(body)).not.toContain('somebody else');
  });

  test('with somebody who never wrote is nowhere', async () => {
    expect((await page('', '+919000000162')).status).toBe(404);
    expect((await page('', 'IN.999')).status).toBe(404);
  });

  test.each(['Vivek', '12', '%E0%A4%A', 'undefined'])('with %s is no question', async (who) => {
    const answer = await staff().get('messagesGet', `/api/whatsapp/messages/${who}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
  });
});

describe('a conversation', () => {
  const show = () => staff().get('sessionGet', `/api/whatsapp/sessions/${VIVEK}`);
  const clear = (phone = VIVEK) =>
    staff().post('sessionsClearPost', '/api/whatsapp/sessions/clear', { phone });

  test('is shown as it stands, with what it waits for', async () => {
    await world.chat(VIVEK).says('change language');
    const { status, body } = await show();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      last_intent: 'change_language',
      last_message_at: world.clock.now().toISOString(),
      context: { flow: { name: 'lang', state: { step: 'choose' } } },
    });
    expect(Date.parse(body.expires_at) - world.clock.now().getTime()).toBe(30 * 60_000);
  });

  test('that ended by itself is shown no more', async () => {
    world.clock.set(29.9);
    expect((await show()).status).toBe(200);
    world.clock.set(0.2);
    expect((await show()).status).toBe(404);
  });

  test('is ended by the office, and the next message begins a new one', async () => {
    await world.chat(VIVEK).says('change language');
    expect(await clear()).toMatchObject({ status: 200, body: { cleared: true } });
    expect((await show()).status).toBe(404);
    expect(await clear()).toMatchObject({ status: 200, body: { cleared: false } });
    expect(await world.chat(VIVEK).says('2')).not.toContain('हिन्दी');
    const all = await world.app.db.select().from(sessions);
    expect(all.filter((s) => s.endedAt === null)).toHaveLength(1);
    expect(all).toHaveLength(2);
  });

  test('that is ended leaves every message where it was', async () => {
    const before = await world.app.db.select().from(messages);
    await clear();
    expect(await world.app.db.select().from(messages)).toHaveLength(before.length);
  });

  test.each([
    [{}, 'phone'],
    [{ phone: 5 }, 'phone'],
    [{ phone: '' }, 'phone'],
  ])('is not ended by %o', async (body, field) => {
    const answer = await staff().post('sessionsClearPost', '/api/whatsapp/sessions/clear', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(field);
  });

  test('of nobody is none', async () => {
    expect((await clear('+919000000163')).status).toBe(404);
    expect((await staff().get('sessionGet', '/api/whatsapp/sessions/+919000000163')).status).toBe(404);
  });
});
