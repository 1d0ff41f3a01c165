import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { http, HttpResponse, delay } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import { people, sessions } from '../../db/schema/bot.js';
import { server } from '../support/network.js';
import { useWorld } from '../support/world.js';
import { EVENING, IMRAN, RAHUL, register, written } from './attendance-tables.js';

const world = useWorld();
const rahul = () => world.chat(RAHUL);
const db = () => world.database.db;
const personId = async (phone: string) =>
  (await db().select().from(people).where(eq(people.phoneNumber, phone)))[0]?.id ?? '';

/** One command to Upstash as if by the bot. */
const redis = async (...command: string[]) => {
  const headers = { authorization: `Bearer ${world.redis.token}` };
  const response = await fetch(world.redis.url, { method: 'POST', headers, body: JSON.stringify(command) });
  return ((await response.json()) as { result: string | null }).result;
};
const key = async (phone = RAHUL) => `session:${await personId(phone)}`;
const live = async (phone = RAHUL) => {
  const rows = await db()
    .select()
    .from(sessions)
    .where(eq(sessions.personId, await personId(phone)));
  return rows.filter((s) => s.endedAt === null);
};

/** Rahul is asked whether his list is right. */
async function asked() {
  expect(await rahul().says('all except Sarah')).toContain('10 present, 1 absent');
}
async function saved() {
  expect(await rahul().says('yes')).toContain('Saved: Guitar 5:00 pm');
  expect(await register(db(), EVENING)).toHaveLength(11);
  expect(await live()).toHaveLength(1);
}

describe('what is remembered between two messages', () => {
  test('stands in Upstash and in Postgres, in the same version', async () => {
    await asked();
    const stored = JSON.parse((await redis('GET', await key())) ?? '{}');
    const [copy] = await live();
    expect(stored).toMatchObject({ id: copy?.id, version: copy?.version, context: copy?.context });
    await rahul().says('John absent too');
    expect(JSON.parse((await redis('GET', await key())) ?? '{}').version).toBe((copy?.version ?? 0) + 1);
    await saved();
  });

  test('leaves Upstash when its time is over', async () => {
    await asked();
    world.clock.set(31);
    expect(await redis('GET', await key())).toBeNull();
  });
});

describe('Upstash', () => {
  test.each(['breaks', 'hangs'] as const)('%s all the time, and nobody notices', async (how) => {
    world.redis.goDown(how);
    await asked();
    await saved();
    expect(world.logged.join('')).toContain('session_store_failed');
  });

  test.each(['breaks', 'hangs'] as const)('%s after the question, and the answer still fits', async (how) => {
    await asked();
    world.redis.goDown(how);
    await saved();
  });

  test('was down when the question was asked, and knows an older one when the answer comes', async () => {
    await asked();
    const old = await redis('GET', await key());
    await rahul().says('John absent too');
    await redis('SET', await key(), old ?? '');
    const heard = await rahul().says('yes');
    expect(heard).toContain('9 present, 2 absent (John Mathew, Sarah Thomas)');
  });

  test.each([
    ['nothing', null],
    ['an empty text', ''],
    ['no JSON', '{"id":'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another shape', '{"v":7,"state":{}}'],
    ['HTML', '<html>'],
  ])('holds %s, and the copy in Postgres serves', async (_what, value) => {
    await asked();
    if (value === null) await redis('DEL', await key());
    else await redis('SET', await key(), value);
    await saved();
  });

  const change = async (with_: (stored: Record<string, unknown>) => object) => {
    const stored = JSON.parse((await redis('GET', await key())) ?? '{}');
    await redis('SET', await key(), JSON.stringify({ ...stored, ...with_(stored) }));
  };

  test.each<[string, (stored: Record<string, unknown>) => object]>([
    ['an older version', (s) => ({ version: Number(s.version) - 1 })],
    ['a version that is yet to come', (s) => ({ version: Number(s.version) + 5 })],
    ['another session', () => ({ id: randomUUID() })],
    ['somebody else’s session', () => ({ personId: randomUUID() })],
    ['a question that does not exist', (s) => ({ context: { ...(s.context as object), v: 2 } })],
  ])('holds %s, and is not believed', async (_what, with_) => {
    await asked();
    await change(with_);
    await saved();
  });

  test('mixes up two teachers, and neither hears the other’s list', async () => {
    await asked();
    await world.chat(IMRAN).says('change language');
    const [his, mine] = [await redis('GET', await key(IMRAN)), await redis('GET', await key())];
    await redis('SET', await key(), his ?? '');
    await redis('SET', await key(IMRAN), mine ?? '');
    expect(await world.chat(IMRAN).says('1')).toContain('English');
    await saved();
  });

  test('holds a question that this version of the bot no longer knows: it begins anew', async () => {
    await asked();
    const flow = { name: 'att', state: { step: 'of-another-time' }, trail: [] };
    const [copy] = await live();
    const context = { ...(copy?.context as object), flow, options: [] };
    await change(() => ({ context }));
    expect(await rahul().says('yes')).toMatch(/^This list is not saved yet/);
    expect(await written(db())).toBe(0);
    expect(await rahul().says('all except Sarah')).toContain('10 present, 1 absent');
  });

  test.each([
    ['refuses the token', () => HttpResponse.json({ error: 'WRONGPASS' }, { status: 401 })],
    [
      'is over its quota',
      () => HttpResponse.json({ error: 'ERR max daily request limit exceeded' }, { status: 400 }),
    ],
    ['answers with a web page', () => new HttpResponse('<html>gateway</html>', { status: 502 })],
    ['answers with something else', () => HttpResponse.json({ result: { a: 1 } })],
    ['answers with nothing', () => new HttpResponse(null)],
  ])('%s, and nobody notices', async (_how, answer) => {
    await asked();
    server.use(http.post(`${world.redis.url}/*`, answer));
    await saved();
  });

  test('is slow, and the answer does not wait for it for ever', async () => {
    await asked();
    server.use(
      http.post(`${world.redis.url}/*`, async () => {
        await delay(4000);
        return HttpResponse.json({ result: null });
      }),
    );
    const began = performance.now();
    await saved();
    expect(performance.now() - began).toBeLessThan(4000);
  });

  test('holds nothing that a person could be known by: neither name nor number', async () => {
    await asked();
    const stored = (await redis('GET', await key())) ?? '';
    expect(stored).not.toContain('9000000002');
    expect(stored).not.toContain('Rahul');
  });
});

describe('without Upstash', () => {
  let bare: typeof world.app;
  beforeEach(() => {
    bare = world.app;
  });

  test('the copy in Postgres is all there is, and enough', async () => {
    const { noSessionStore } = await import('../../src/conversation/session.js');
    bare.sessions = noSessionStore;
    world.redis.goDown('breaks');
    await asked();
    await rahul().says('John absent too');
    expect(await rahul().says('yes')).toContain('9 present, 2 absent');
    expect(world.logged.join('')).not.toContain('session_store_failed');
  });
});
