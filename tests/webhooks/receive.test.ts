import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { messages, people } from '../../db/schema/bot.js';
import { useBreakableWorld } from './support/breakable.js';
import { change, post, said, value } from './support/post.js';

const world = useBreakableWorld();
const [ASHA, RAVI] = ['919000000101', '919000000102'] as const;

const rows = () => world.app.db.select().from(messages).orderBy(messages.seq);
const heardBy = (who: string) => world.meta.outbox.of(who).map((m) => m.view.body);
const fromAsha = (more: object) => change(value(world, { messages: [said(world, ASHA, 'hello', more)] }));

describe('the handshake', () => {
  const shake = async (query: Record<string, string>) => {
    const search = new URLSearchParams(query);
    const response = await world.call('webhookGet', `/api/whatsapp/webhook?${search}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
  const right = () => ({
    'hub.mode': 'subscribe',
    'hub.challenge': '1158201444',
    'hub.verify_token': world.env.WHATSAPP_WEBHOOK_VERIFY_TOKEN,
  });

  test('of Meta gives the challenge back as it came, and nothing else', async () => {
    expect(await world.meta.handshake()).toBe(true);
    expect(await shake(right())).toEqual({ status: 200, type: 'text/plain', text: '1158201444' });
  });

  test.each([
    ['with another token', { 'hub.verify_token': 'a-guess' }],
    ['with an empty token', { 'hub.verify_token': '' }],
    ['with the beginning of the token', { 'hub.verify_token': 'a-verify-token' }],
    ['in another mode', { 'hub.mode': 'unsubscribe' }],
    ['without a mode', { 'hub.mode': '' }],
  ])('%s is refused, and the challenge is not given back', async (_how, change) => {
    const answer = await shake({ ...right(), ...change });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('1158201444');
  });

  test('without anything is refused', async () => {
    expect((await world.call('webhookGet', '/api/whatsapp/webhook')).status).toBe(403);
  });
});

describe('what Meta did not sign', () => {
  test.each([
    ['no signature', {}],
    ['an empty signature', { 'x-hub-signature-256': '' }],
    ['somebody else’s signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['the old signature only', { 'x-hub-signature': `sha1=${'0'.repeat(40)}` }],
  ])('with %s is refused and leaves nothing behind', async (_how, headers) => {
    const answer = await post(world, fromAsha({}), headers as Record<string, string>);
    expect(answer).toMatchObject({ status: 401, answer: { error: { code: 'unauthorized' } } });
    expect(await rows()).toEqual([]);
    expect(heardBy(ASHA)).toEqual([]);
  });

  test('comes from the simulator with a wrong secret, and is not taken for Meta’s', async () => {
    world.meta.setFaults({ bad_signature: true });
    expect((await world.meta.userSends(`+${ASHA}`, 'hello')).status).toBe(401);
    expect(await rows()).toEqual([]);
  });
});

describe('what is too large', () => {
  const three = 3 * 1024 * 1024;

  test('is refused by its length before it is read', async () => {
    const headers = { 'content-length': String(three + 1), 'x-hub-signature-256': 'sha256=0' };
    expect((await post(world, '{}', headers)).status).toBe(413);
  });

  test('is refused when it is, whatever length was told', async () => {
    const body = JSON.stringify({ padding: 'x'.repeat(three) });
    expect(await post(world, body)).toMatchObject({ status: 413, answer: { error: { code: 'too_large' } } });
    expect((await post(world, body, { 'content-length': '2' })).status).toBe(413);
  });

  test('is taken up to the last of its three megabytes', async () => {
    const empty = JSON.stringify({ ...fromAsha({}), padding: '' });
    const body = JSON.stringify({ ...JSON.parse(empty), padding: 'x'.repeat(three - empty.length) });
    expect(body).toHaveLength(three);
    expect((await post(world, body)).status).toBe(200);
    expect(heardBy(ASHA)).toHaveLength(1);
  });
});

describe('what Meta signed is answered 200, however odd', () => {
  const huge = (n: number) => 'x'.repeat(n);
  const odd: [string, () => unknown][] = [
    ['nothing', () => ''],
    ['no JSON', () => 'hello'],
    ['half a JSON', () => '{"entry":['],
    ['null', () => 'null'],
    ['a number', () => 5],
    ['a list', () => []],
    ['an empty object', () => ({})],
    ['another object than WhatsApp’s', () => ({ object: 'page', entry: [{ messaging: [] }] })],
    ['entries that are strings', () => ({ entry: ['a', null, 5] })],
    ['changes that are strings', () => ({ entry: [{ changes: ['a', null] }] })],
    ['a value that is null', () => change(null)],
    ['messages that are strings', () => change(value(world, { messages: ['hello', 5, null, []] }))],
    ['statuses that are strings', () => change(value(world, { statuses: ['sent', 5, null, {}] }))],
    ['an interactive message without its object', () => fromAsha({ type: 'interactive', text: undefined })],
    ['a kind that Meta invented yesterday', () => fromAsha({ type: 'hologram', hologram: { x: 1 } })],
    ['a kind named like a part of every object', () => fromAsha({ type: 'toString' })],
    ['another such', () => fromAsha({ type: 'constructor' })],
    ['a forwarded text that names no message', () => fromAsha({ context: { forwarded: true } })],
    [
      'a quick reply without a context',
      () => fromAsha({ type: 'button', button: { payload: 'optout', text: 'No more' } }),
    ],
    ['a text with NUL in it', () => fromAsha({ text: { body: 'hel\u0000lo' } })],
    ['half an emoji', () => fromAsha({ text: { body: 'hello \ud83d' } })],
    [
      'half an emoji, as Meta escapes it',
      () => JSON.stringify(fromAsha({})).replace('hello', '\\ud83d\\u0000'),
    ],
    ['a time nobody can read', () => fromAsha({ timestamp: 'yesterday' })],
    ['a time beyond all calendars', () => fromAsha({ timestamp: '99999999999999' })],
    ['a text of 65,000 letters', () => fromAsha({ text: { body: huge(65_000) } })],
    ['an id of 5,000 letters', () => fromAsha({ id: `wamid.${huge(5000)}` })],
    ['a number of 5,000 digits', () => fromAsha({ from: '9'.repeat(5000) })],
    [
      'a status at a time beyond all calendars',
      () => change(value(world, { statuses: [{ id: 'wamid.X', status: 'read', timestamp: '1e300' }] })),
    ],
    [
      'a status with NUL in its error',
      () =>
        change(
          value(world, {
            statuses: [
              { id: 'wamid.X', status: 'failed', timestamp: '1', errors: [{ code: 1, title: 'a\u0000' }] },
            ],
          }),
        ),
    ],
    ...['standby', 'history', 'smb_message_echoes', 'smb_app_state_sync', 'user_preferences', 'calls'].map(
      (field): [string, () => unknown] => [
        `the field ${field}`,
        () => change(value(world, { messages: [said(world, ASHA, 'hello')] }), field),
      ],
    ),
    [
      'messages for another number',
      () => change({ metadata: { phone_number_id: '999' }, messages: [said(world, ASHA, 'hello')] }),
    ],
  ];

  test.each(odd)('%s', async (_what, body) => {
    expect(await post(world, body())).toEqual({ status: 200, answer: { ok: true } });
    const open = (await rows()).filter((r) => r.status === 'received');
    expect(open).toEqual([]);
    expect(await post(world, change(value(world, { messages: [said(world, RAVI, 'hello')] })))).toMatchObject(
      {
        status: 200,
      },
    );
    expect(heardBy(RAVI)).toHaveLength(1);
  });

  test('and a good message beside every odd one is answered', async () => {
    const entries = odd.flatMap(([what, body]) => {
      const made = what.startsWith('a text of') ? null : body();
      const text = typeof made === 'string' ? made : JSON.stringify(made);
      try {
        const parsed: unknown = JSON.parse(text);
        return typeof parsed === 'object' && parsed && 'entry' in parsed
          ? (parsed.entry as unknown[])
          : [parsed];
      } catch {
        return [text];
      }
    });
    const good = change(value(world, { messages: [said(world, RAVI, 'hello')] })).entry;
    expect((await post(world, { entry: [...entries, ...good] })).status).toBe(200);
    expect(heardBy(RAVI)).toHaveLength(1);
  });
});

describe('a webhook of many', () => {
  test('gives everybody their own answer, in their own script', async () => {
    const words = ['hello', 'नमस्ते', 'నమస్కారం'];
    const crowd = Array.from({ length: 24 }, (_, i) => ({
      phone: `9190000002${10 + i}`,
      word: words[i % 3] ?? '',
    }));
    const all = crowd.map(({ phone, word }) => said(world, phone, word));
    const entry = [
      change(value(world, { messages: all.slice(0, 12) })),
      change(value(world, { messages: all.slice(12) })),
    ];
    expect((await post(world, { entry: entry.flatMap((one) => one.entry) })).status).toBe(200);
    const scripts = [/^Hello!/, /^नमस्ते/, /^నమస్తే/];
    for (const [i, { phone }] of crowd.entries()) {
      expect(heardBy(phone), phone).toHaveLength(1);
      expect(heardBy(phone)[0]).toMatch(scripts[i % 3] ?? /-/);
    }
    expect(world.meta.outbox.all()).toHaveLength(24);
  });

  test('tells of messages and of what became of ours, side by side', async () => {
    await post(world, fromAsha({}));
    const answer = (await rows()).find((r) => r.direction === 'outbound');
    const status = { id: answer?.whatsappMessageId, status: 'read', timestamp: '1793500020' };
    await post(
      world,
      change(
        value(world, { messages: [said(world, RAVI, 'hello')], statuses: [status], errors: [{ code: 1 }] }),
      ),
    );
    expect((await rows()).find((r) => r.id === answer?.id)?.status).toBe('read');
    expect(heardBy(RAVI)).toHaveLength(1);
  });

  test('comes twice at the same moment, and is answered once', async () => {
    world.meta.setFaults({ concurrent: true });
    await world.chat(`+${ASHA}`).says('hello');
    expect(heardBy(ASHA)).toHaveLength(1);
  });

  test('comes twice, one after the other, and is answered once', async () => {
    world.meta.setFaults({ duplicate: true });
    await world.chat(`+${ASHA}`).says('hello');
    expect(heardBy(ASHA)).toHaveLength(1);
  });

  test('comes with its slashes escaped, and is Meta’s all the same', async () => {
    world.meta.setFaults({ escaped_slashes: true });
    await world.chat(`+${ASHA}`).says('hello / नमस्ते 👍');
    expect((await rows())[0]?.content).toBe('hello / नमस्ते 👍');
  });
});

describe('when the database is down', () => {
  test('Meta hears 5xx and sends again: nothing is lost, and it is answered once', async () => {
    world.database.breaks({});
    const first = await world.meta.userSends(`+${ASHA}`, 'hello');
    expect(first).toMatchObject({ acknowledged: false, status: 500 });
    world.clock.set(0.02);
    await world.meta.tick();
    expect(heardBy(ASHA)).toEqual([]);
    world.database.mends();
    for (let i = 0; i < 4; i++) {
      world.clock.set(2);
      await world.meta.tick();
      await world.idle();
    }
    expect(heardBy(ASHA)).toHaveLength(1);
    expect((await rows()).filter((r) => r.direction === 'inbound')).toHaveLength(1);
  });

  test('the answer tells nothing of it but that it was not taken', async () => {
    world.database.breaks({});
    const { status, answer } = await post(world, fromAsha({}));
    expect(status).toBe(500);
    expect(answer).toEqual({
      error: { code: 'internal', message: 'Something went wrong on our side. Please try again in a minute.' },
    });
    expect(world.logged.join('\n')).not.toMatch(/9000000101|hello|wamid/);
  });

  test('after all was stored and only the answer was lost, nothing is kept or answered twice', async () => {
    world.database.breaks({ how: 'lost', times: 1 });
    expect((await world.meta.userSends(`+${ASHA}`, 'hello')).status).toBe(500);
    world.clock.set(0.02);
    await world.meta.tick();
    await world.idle();
    expect(heardBy(ASHA)).toHaveLength(1);
    expect((await rows()).filter((r) => r.direction === 'inbound')).toHaveLength(1);
  });

  test.each(['40P01', '40001', '23505', '23502'])(
    'only for a moment, since two webhooks met (%s), Meta notices nothing',
    async (code) => {
      const how = { code, message: 'two met' };
      world.database.breaks({ on: 'jsonb_to_recordset', how, times: 2 });
      expect((await world.meta.userSends(`+${ASHA}`, 'hello')).status).toBe(200);
      await world.idle();
      expect(heardBy(ASHA)).toHaveLength(1);
    },
  );

  test('what was stored, but not answered before it went down, is answered by the tick', async () => {
    world.database.breaks({ after: 1 });
    expect((await world.meta.userSends(`+${ASHA}`, 'hello')).status).toBe(200);
    await world.idle();
    expect(heardBy(ASHA)).toEqual([]);
    world.database.mends();
    await world.app.db.execute(sql`update bot.whatsapp_subscriptions set lease_until = null`);
    await world.tick();
    expect(heardBy(ASHA)).toHaveLength(1);
  });

  test('for one person’s turn only, the others in the same webhook are answered', async () => {
    await post(world, fromAsha({}));
    const [asha] = await world.app.db.select().from(people).where(eq(people.phoneNumber, ASHA));
    world.database.breaks({ on: asha?.id ?? '-' });
    const both = [said(world, ASHA, 'hello'), said(world, RAVI, 'hello')];
    expect((await post(world, change(value(world, { messages: both })))).status).toBe(200);
    expect([heardBy(ASHA).length, heardBy(RAVI).length]).toEqual([1, 1]);
  });
});
