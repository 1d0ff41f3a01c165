import { asc, eq, sql } from 'drizzle-orm';
import { http, delay } from 'msw';
import { describe, expect, test } from 'vitest';
import { messages, people } from '../../db/schema/bot.js';
import { answered } from '../http/support.js';
import { server } from '../support/network.js';
import { useBreakableWorld } from '../webhooks/support/breakable.js';
import { change, post, said, value } from '../webhooks/support/post.js';
import { EVENING, RAHUL, audits, register, written } from './attendance-tables.js';

const world = useBreakableWorld({ simulator: { ladder: { sentMs: 1, deliveredMs: 1 } } });
const ASHA = '919000000101';
const asha = () => world.chat(ASHA);
const rahul = () => world.chat(RAHUL);
const db = () => world.database.db;

const rows = (direction: 'inbound' | 'outbound') =>
  db().select().from(messages).where(eq(messages.direction, direction)).orderBy(asc(messages.seq));
const states = async (direction: 'inbound' | 'outbound') => (await rows(direction)).map((m) => m.status);
/** The minute after which a message whose answer was lost is settled, and a lease that was left behind. */
const aMinuteLater = () =>
  db().execute(sql`
    with a as (update bot.whatsapp_messages set try_at = try_at - interval '61 seconds')
    update bot.whatsapp_subscriptions set lease_until = lease_until - interval '61 seconds'`);
const ready = async () => (await answered(await world.call('healthGet', '/api/health?ready=1'))).body;
const SORRY = /^Sorry, something went wrong on our side and nothing was saved\./;

describe('when something throws in the middle of an answer', () => {
  const boom = { on: 'insert into "bot"."whatsapp_sessions"', how: { code: 'XX000', message: 'boom' } };

  test('the person hears one sorry, and the answer when it works again', async () => {
    world.database.breaks({ ...boom, times: 1 });
    expect(await asha().says('hello')).toMatch(SORRY);
    expect(await states('inbound')).toEqual(['received']);
    await world.tick();
    expect(asha().heard()).toHaveLength(2);
    expect(asha().hears()).toMatch(/^Hello!/);
    expect(await states('inbound')).toEqual(['handled']);
  });

  test('three times, it is given up with that one sorry, and the admins can see it', async () => {
    world.database.breaks(boom);
    await asha().says('hello');
    await world.tick();
    expect(await states('inbound')).toEqual(['received']);
    await world.tick();
    expect(await states('inbound')).toEqual(['dead']);
    expect((await rows('inbound'))[0]).toMatchObject({ attempts: 3, reason: 'failed three times' });
    await world.tick();
    expect(asha().heard()).toHaveLength(1);
    world.database.mends();
    expect((await ready()).waiting.dead).toBe(1);
    expect(await asha().says('hello')).toMatch(/^Hello!/);
  });

  test('the messages that came with it are answered when they are tried on their own', async () => {
    world.app.understand = async (request) => {
      if (request.text.includes('qwerty')) throw new Error('boom');
      return { intent: 'thanks', entities: {}, confidence: 1, by: 'rule', language: 'en' };
    };
    const both = [said(world, ASHA, 'qwerty'), said(world, ASHA, 'much obliged')];
    await post(world, change(value(world, { messages: both })));
    expect(asha().heard()).toHaveLength(1);
    for (let i = 0; i < 3; i++) await world.tick();
    expect(await states('inbound')).toEqual(['dead', 'handled']);
    expect(asha().heard()).toHaveLength(2);
    expect(asha().hears()).toBe('You are welcome!');
  });

  test('a teacher’s Yes is not half saved', async () => {
    await rahul().says('all except Sarah');
    world.database.breaks({ on: 'attendance_records', how: { code: '23514', message: 'check' }, after: 1 });
    await rahul().taps('Yes');
    world.database.mends();
    const saved = (await register(db(), EVENING)).length;
    expect([0, 11]).toContain(saved);
    expect(await audits(db())).toHaveLength(saved === 0 ? 0 : 1);
    await world.tick();
    expect(await register(db(), EVENING)).toHaveLength(11);
    expect(await audits(db())).toHaveLength(1);
  });

  test('somebody else is answered as if nothing were', async () => {
    world.app.understand = () => Promise.reject(new Error('boom'));
    const both = [said(world, ASHA, 'qwerty asdf'), said(world, RAHUL, 'menu')];
    await post(world, change(value(world, { messages: both })));
    expect(asha().hears()).toMatch(SORRY);
    expect(rahul().hears()).toContain('[Mark attendance]');
  });

  test('and Meta fails as well, the sorry waits and nothing is lost', async () => {
    world.database.breaks({ ...boom, times: 1 });
    world.meta.setFaults({ server_error: 1 });
    await asha().says('hello');
    expect(asha().heard()).toEqual([]);
    world.clock.set(1);
    await world.tick();
    expect(asha().heard()).toHaveLength(2);
    expect(asha().hears()).toMatch(/^Hello!/);
  });

  test('the function dying over a message again and again ends with that message, not with the person', async () => {
    world.database.breaks({ after: 1 });
    await asha().says('hello');
    world.database.mends();
    await db().update(messages).set({ attempts: 3 });
    await aMinuteLater();
    await world.tick();
    expect(await states('inbound')).toEqual(['dead']);
    expect(asha().heard()).toHaveLength(1);
    expect(asha().hears()).toMatch(SORRY);
    expect(await asha().says('hello')).toMatch(/^Hello!/);
  });
});

describe('when something changed while the answer was worked out', () => {
  const guard = (name: string) => ({
    how: { code: 'P0001', message: `guard: ${name}` },
    on: 'whatsapp_sessions',
  });

  test('it is worked out again, and said once', async () => {
    world.database.breaks({ ...guard('session'), on: 'insert into "bot"."whatsapp_sessions"', times: 2 });
    expect(await asha().says('hello')).toMatch(/^Hello!/);
    expect(asha().heard()).toHaveLength(1);
  });

  test('again and again, the person hears a sorry and the tick tries once more', async () => {
    world.database.breaks({ ...guard('session'), on: 'insert into "bot"."whatsapp_sessions"', times: 3 });
    expect(await asha().says('hello')).toMatch(SORRY);
    await world.tick();
    expect(asha().hears()).toMatch(/^Hello!/);
  });

  test('somebody else took over: this one says nothing', async () => {
    world.database.breaks({ ...guard('lease'), on: 'insert into "bot"."whatsapp_sessions"', times: 1 });
    await asha().says('hello');
    expect(asha().heard()).toEqual([]);
    await aMinuteLater();
    await world.tick();
    expect(asha().heard()).toHaveLength(1);
    expect(asha().hears()).toMatch(/^Hello!/);
  });
});

describe('when the database fails around the sending', () => {
  test('after all was saved, what was saved is said, once', async () => {
    await rahul().says('all except Sarah');
    world.database.breaks({ how: 'lost', on: 'attendance_records', times: 1, after: 1 });
    await rahul().taps('Yes');
    world.database.mends();
    for (let i = 0; i < 3; i++) {
      await aMinuteLater();
      await world.tick();
    }
    expect(await register(db(), EVENING)).toHaveLength(11);
    expect(await audits(db())).toHaveLength(1);
    expect(await states('inbound')).toEqual(['handled', 'handled']);
    expect(
      rahul()
        .heard()
        .filter((h) => h.startsWith('Saved')),
    ).toHaveLength(1);
  });

  test('before Meta’s acceptance was recorded, the status settles it and it is not said twice', async () => {
    world.database.breaks({ on: 'set "latency_ms"' });
    await asha().says('hello');
    expect(asha().heard()).toHaveLength(1);
    await world.meta.settle();
    world.database.mends();
    await aMinuteLater();
    await world.tick();
    expect(asha().heard()).toHaveLength(1);
    expect((await rows('outbound'))[0]).toMatchObject({ status: 'delivered', attempts: 1 });
    expect((await rows('outbound'))[0]?.whatsappMessageId).toBe(asha().last()?.id);
  });
});

describe('when Meta does not take an answer', () => {
  test.each([
    ['with HTTP 500', { server_error: 1 }, 0.1],
    ['for one person too often (131056)', { pair_limited: 1 }, 0.1],
    ['for too many at once (130429)', { rate_limited: 1 }, 0.1],
    ['because it is being mended (503)', { graph_down: { times: 2 } }, 1.1],
    ['because our token has run out (190)', { token_expired: 1 }, 15.1],
  ])('%s, it goes out later, once and unchanged', async (_why, faults, minutes) => {
    world.meta.setFaults(faults);
    await asha().says('hello');
    expect(asha().heard()).toEqual([]);
    expect(await states('inbound')).toEqual(['handled']);
    expect(await states('outbound')).toEqual(['queued']);
    await world.tick();
    expect(asha().heard()).toEqual([]);
    world.clock.set(minutes);
    await world.tick();
    await world.tick();
    expect(asha().heard()).toHaveLength(1);
    expect(asha().hears()).toMatch(/^Hello!/);
    expect((await rows('outbound'))[0]).toMatchObject({
      attempts: 2,
      content: expect.stringMatching(/^Hello!/),
    });
  });

  test.each([['the window is closed (131047)', { window_closed: 1 }]])(
    'because %s, it is given up at once',
    async (_why, faults) => {
      world.meta.setFaults(faults);
      await asha().says('hello');
      world.clock.set(60);
      await world.tick();
      expect(asha().heard()).toEqual([]);
      expect(await rows('outbound')).toMatchObject([{ status: 'failed', attempts: 1 }]);
    },
  );

  test('whatever is tried, it is given up after the eighth time', async () => {
    world.meta.setFaults({ server_error: true });
    await asha().says('hello');
    for (let i = 0; i < 10; i++) {
      world.clock.set(16);
      await world.tick();
    }
    expect(await rows('outbound')).toMatchObject([{ status: 'failed', attempts: 8 }]);
    world.meta.setFaults({ server_error: false });
    expect(await asha().says('hello')).toMatch(/^Hello!/);
  });

  test('after it took it: the status says that it failed, and it is not repeated', async () => {
    world.meta.setFaults({ undeliverable: { times: 1, value: 131026 } });
    await asha().says('hello');
    await world.meta.settle();
    expect(await rows('outbound')).toMatchObject([
      { status: 'failed', reason: '131026 Message undeliverable' },
    ]);
    await aMinuteLater();
    await world.tick();
    expect(await rows('outbound')).toHaveLength(1);
  });

  test('within 24 hours, it is not sent any more', async () => {
    world.meta.setFaults({ token_expired: 1 });
    await asha().says('hello');
    world.clock.set(24 * 60);
    await world.tick();
    expect(asha().heard()).toEqual([]);
    expect(await rows('outbound')).toMatchObject([{ status: 'failed', reason: 'window closed' }]);
  });
});

describe('when nobody knows whether Meta took an answer', () => {
  test('it had not: after a minute it is sent again, and counted', async () => {
    world.meta.setFaults({ connection_dropped: 1 });
    await asha().says('hello');
    await world.tick();
    expect(asha().heard()).toEqual([]);
    expect(await states('outbound')).toEqual(['sending']);
    await aMinuteLater();
    await world.tick();
    expect(asha().heard()).toHaveLength(1);
    expect((await ready()).waiting).toMatchObject({ sent_again: 1, unsent: 0 });
  });

  test('it had, and its status says so: nothing is sent again', async () => {
    world.meta.setFaults({ answer_lost: 1 });
    await asha().says('hello');
    await world.meta.settle();
    await aMinuteLater();
    await world.tick();
    expect(asha().heard()).toHaveLength(1);
    expect(await rows('outbound')).toMatchObject([{ status: 'delivered', attempts: 1 }]);
    expect((await ready()).waiting.sent_again).toBe(0);
  });

  test('it had, but no status ever comes: it is said twice, which is counted, and never a third time', async () => {
    world.meta.setFaults({ answer_lost: 1, statuses_missing: true });
    await asha().says('hello');
    for (let i = 0; i < 3; i++) {
      await aMinuteLater();
      await world.tick();
    }
    expect(asha().heard()).toHaveLength(2);
    expect((await ready()).waiting.sent_again).toBe(1);
  });

  test('the status comes before Meta’s own answer, and both agree', async () => {
    world.meta.setFaults({ statuses_first: true });
    await asha().says('hello');
    await world.meta.settle();
    expect(await rows('outbound')).toMatchObject([
      { status: 'delivered', whatsappMessageId: asha().last()?.id },
    ]);
  });

  test('statuses come in the wrong order, and it only goes forward', async () => {
    world.meta.setFaults({ statuses_shuffled: true });
    await asha().says('hello');
    await world.meta.settle();
    await world.meta.userReads(ASHA);
    expect(await states('outbound')).toEqual(['read']);
  });
});

describe('the order of answers', () => {
  const languages = async (...words: string[]) => {
    for (const word of words) await asha().says(word);
  };
  const scripts = () =>
    asha()
      .heard()
      .map((h) => (/\p{Script=Devanagari}/u.test(h) ? 'hi' : /\p{Script=Telugu}/u.test(h) ? 'te' : 'en'));

  test('is kept when an earlier one has to wait', async () => {
    world.meta.setFaults({ token_expired: 3 });
    await languages('hello', 'नमस्ते');
    expect(asha().heard()).toEqual([]);
    await languages('నమస్కారం');
    expect(asha().heard()).toEqual([]);
    world.clock.set(16);
    await world.tick();
    expect(scripts()).toEqual(['en', 'hi', 'te']);
  });

  test('is kept when the earlier one can go as soon as somebody writes again', async () => {
    world.meta.setFaults({ token_expired: 1 });
    await languages('hello', 'नमस्ते');
    expect(scripts()).toEqual(['en', 'hi']);
  });

  test('is kept when Meta is slow and they write meanwhile', async () => {
    world.meta.setFaults({ slow: { value: 60 } });
    const wrote: Promise<unknown>[] = [];
    for (const word of ['hello', 'नमस्ते', 'నమస్కారం']) {
      wrote.push(world.meta.userSends(ASHA, word));
      await new Promise((r) => setTimeout(r, 40));
    }
    await Promise.all(wrote);
    await world.idle();
    const inbound = await rows('inbound');
    const answers = (await rows('outbound')).flatMap((m) => (m.metadata as { answers: string[] }).answers);
    expect(answers).toEqual(inbound.map((m) => m.id));
  });
});

describe('two webhooks at once', () => {
  /** Counts how many messages to one number are under way at the same moment. */
  function watchSends() {
    const under = new Map<string, number>();
    let most = 0;
    server.use(
      http.post(`${world.env.WHATSAPP_API_URL}/*`, async ({ request }) => {
        const body = (await request.clone().json()) as { to?: string; status?: string };
        const to = body.status ? '' : (body.to ?? '');
        if (to) under.set(to, (under.get(to) ?? 0) + 1);
        most = Math.max(most, ...under.values());
        await delay(20);
        const answer = await world.meta.handle(request);
        if (to) under.set(to, (under.get(to) ?? 1) - 1);
        return answer ?? undefined;
      }),
    );
    return () => most;
  }

  test('for one person are answered one after the other, each message once', async () => {
    const most = watchSends();
    const all = Array.from({ length: 8 }, (_, i) => said(world, ASHA, `hello ${i}`));
    await Promise.all(all.map((m) => post(world, change(value(world, { messages: [m] })))));
    const inbound = await rows('inbound');
    const answers = (await rows('outbound')).flatMap((m) => (m.metadata as { answers: string[] }).answers);
    expect(new Set(inbound.map((m) => m.status))).toEqual(new Set(['handled']));
    expect(answers.toSorted()).toEqual(inbound.map((m) => m.id).toSorted());
    expect(asha().heard()).toHaveLength((await rows('outbound')).length);
    expect(most()).toBe(1);
  });

  test('for ten people give each of them their own', async () => {
    const most = watchSends();
    const crowd = Array.from({ length: 10 }, (_, i) => `9190000003${10 + i}`);
    const words = ['hello', 'नमस्ते', 'నమస్కారం'];
    const posts = crowd.flatMap((phone, i) =>
      [0, 1, 2].map(() =>
        post(world, change(value(world, { messages: [said(world, phone, words[i % 3] ?? '')] }))),
      ),
    );
    await Promise.all(posts);
    const starts = [/^Hello!/, /^नमस्ते/, /^నమస్తే/];
    for (const [i, phone] of crowd.entries()) {
      const heard = world.chat(phone).heard();
      expect(heard.length).toBeGreaterThan(0);
      for (const one of heard) expect(one).toMatch(starts[i % 3] ?? /-/);
    }
    const { rows: crossed } = await db().execute<{ n: number }>(sql`
      select count(*)::int as n from bot.whatsapp_messages o
      cross join lateral jsonb_array_elements_text(o.metadata -> 'answers') a
      join bot.whatsapp_messages i on i.id = a::uuid
      where o.direction = 'outbound' and o.person_id <> i.person_id`);
    expect(crossed[0]?.n).toBe(0);
    expect((await states('inbound')).filter((s) => s !== 'handled')).toEqual([]);
    expect(most()).toBe(1);
  });

  test('and the tick beside them do nothing twice', async () => {
    await rahul().says('all except Sarah');
    const yes = said(world, RAHUL, 'yes');
    const same = () => post(world, change(value(world, { messages: [yes] })));
    await Promise.all([same(), world.tick(), same(), world.tick(), same()]);
    expect(await audits(db())).toHaveLength(1);
    expect(rahul().heard()).toHaveLength(2);
    expect(await written(db())).toBe(11);
  });
});

test('a person whose lease was left behind by a dead function waits no longer than it lasts', async () => {
  await asha().says('hello');
  await db()
    .update(people)
    .set({ leaseId: '9a1f2b3c-0000-4000-8000-000000000000', leaseUntil: sql`now() + interval '15 seconds'` })
    .where(eq(people.phoneNumber, ASHA));
  await asha().says('नमस्ते');
  expect(asha().heard()).toHaveLength(1);
  await world.tick();
  expect(asha().heard()).toHaveLength(1);
  await aMinuteLater();
  await world.tick();
  expect(asha().heard()).toHaveLength(2);
});
