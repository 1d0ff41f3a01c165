import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { people } from '../../db/schema/bot.js';
import { useBreakableWorld } from '../webhooks/support/breakable.js';
import { change, post, said, value } from '../webhooks/support/post.js';
import { RAHUL } from './attendance-tables.js';

// What a person should meet in the odd corners of a turn.

const world = useBreakableWorld();
const ASHA = '919000000101';
const asha = () => world.chat(ASHA);
const rahul = () => world.chat(RAHUL);
const db = () => world.database.db;
const person = async (phone = ASHA) =>
  (await db().select().from(people).where(eq(people.phoneNumber, phone)))[0];
const atOnce = (...all: object[]) => post(world, change(value(world, { messages: all })));
const anHourAgo = () => ({ timestamp: String(Math.floor(world.clock.now().getTime() / 1000) - 3600) });

describe('a message that comes late or was forwarded', () => {
  test('STOP is heard though it comes late and a question is open', async () => {
    await rahul().says('all except Sarah');
    await atOnce(said(world, RAHUL, 'stop', anHourAgo()));
    expect((await person(RAHUL))?.optedOutAt).not.toBeNull();
  });

  test('a forwarded START is somebody else’s word and starts nothing', async () => {
    await asha().says('stop');
    await asha().says({ type: 'text', body: 'START', forwarded: 'often' });
    expect((await person())?.optedOutAt).not.toBeNull();
  });

  test('a forwarded STOP is somebody else’s word and stops nothing', async () => {
    await asha().says({ type: 'text', body: 'STOP', forwarded: 'often' });
    expect((await person())?.optedOutAt).toBeNull();
  });

  test('a wish for another language that comes late changes nothing yet', async () => {
    await atOnce(said(world, ASHA, 'change language to Telugu', anHourAgo()));
    expect((await person())?.language).toBeNull();
  });

  test('a forwarded message is not said to have come late', async () => {
    await rahul().says('all except Sarah');
    await rahul().says({ type: 'text', body: 'yes', forwarded: 'once' });
    expect(rahul().hears()).not.toContain('late');
  });

  test('a correction that overtakes what it corrects is what counts', async () => {
    const wrote = said(world, RAHUL, 'all except John');
    const edit = {
      original_message_id: wrote.id,
      message: { type: 'text', text: { body: 'all except Sarah' } },
    };
    await atOnce(said(world, RAHUL, '', { type: 'edit', edit }), wrote);
    expect(rahul().hears()).toContain('✗ Sarah Thomas');
  });
});

describe('somebody who writes too much', () => {
  test('is told once, also when it is the same word that always works', async () => {
    for (let i = 0; i < 20; i++) await asha().says('menu');
    expect(asha().heard().length).toBeLessThan(13);
  });

  test('by the hour is told once, not every minute', async () => {
    for (let burst = 0; burst < 12; burst++) {
      await atOnce(...Array.from({ length: 9 }, (_, i) => said(world, ASHA, `hello ${burst} ${i}`)));
      world.clock.set(2);
    }
    const slowed = asha()
      .heard()
      .filter((h) => h.includes('a lot at once'));
    for (let i = 0; i < 3; i++) {
      world.clock.set(1.1);
      await asha().says('hello');
    }
    expect(
      asha()
        .heard()
        .filter((h) => h.includes('a lot at once')).length,
    ).toBeLessThanOrEqual(Math.max(1, slowed.length));
  });
});

test('a failed turn is reported with the conversation and the step it was in', async () => {
  await rahul().says('all except Sarah');
  world.database.breaks({
    on: 'insert into "bot"."whatsapp_messages"',
    how: { code: 'XX000', message: 'x' },
    times: 1,
  });
  await rahul().says('John absent too');
  const line = world.logged.map((l) => JSON.parse(l)).find((l) => l.event === 'turn_failed');
  expect(line).toMatchObject({ flow: 'att', step: expect.any(String) });
});

test('an answer of which nobody knows whether it arrived does not come after a newer one', async () => {
  world.meta.setFaults({ connection_dropped: 1 });
  await asha().says('hello');
  await asha().says('नमस्ते');
  await db().execute(sql`update bot.whatsapp_messages set try_at = try_at - interval '61 seconds'`);
  await world.tick();
  expect(asha().hears()).toMatch(/^नमस्ते/);
});

test('a very long message holds nobody up', async () => {
  const began = performance.now();
  await asha().says('ఆ'.repeat(40_000));
  expect(performance.now() - began).toBeLessThan(1000);
});
