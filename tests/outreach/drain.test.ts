import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { broadcasts, messages, people, settings } from '../../db/schema/bot.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { broadcast, crowd, handed, planned, refuses, someone, states, tell } from './sending-support.js';

const world = useWorld({
  env: { DAILY_PEOPLE_LIMIT: '0' },
  simulator: { perSecond: null, windowsOpen: true, ladder: { sentMs: 1, deliveredMs: 1 } },
});
const db = () => world.app.db;
const rowsOf = async (phone: string) =>
  db().select().from(messages).where(eq(messages.phoneNumber, phone)).orderBy(messages.seq);
const setTo = async (id: string, status: 'paused' | 'sending' | 'cancelled') =>
  db().update(broadcasts).set({ status }).where(eq(broadcasts.id, id));
const secondsPass = () =>
  db().execute(
    sql`update bot.whatsapp_subscriptions set bulk_after = bulk_after - interval '7 seconds' where bulk_after is not null`,
  );

describe('a broadcast', () => {
  test('reaches everybody once, whoever drains and however often, and is finished then', async () => {
    await approveTemplates(world, ['announcement']);
    await crowd(db(), 80);
    const id = await planned(db(), 80);
    await Promise.all([world.tick(), world.tick(), world.tick()]);
    await world.tick();
    expect(handed(world).toSorted()).toEqual(Array.from({ length: 80 }, (_, i) => someone(i)));
    expect(await broadcast(db(), id)).toMatchObject({ status: 'finished' });
    await world.meta.settle();
    expect(await states(db(), id)).toEqual({ delivered: 80 });
    const [row] = await rowsOf(someone(7));
    expect(row).toMatchObject({
      templateName: 'announcement',
      outsideWindow: true,
      acceptedAt: world.clock.now(),
      attempts: 1,
      pricingCategory: 'marketing',
      deliveryCost: '0.8631',
      content: expect.stringContaining('Hello.'),
    });
  });

  test('begins at its hour, rests in quiet hours and while it is paused, and ends when it is cancelled', async () => {
    await approveTemplates(world, ['announcement']);
    await crowd(db(), 3);
    const id = await planned(db(), 3, {
      status: 'scheduled',
      scheduleAt: new Date('2026-11-24T20:30:00+05:30'),
    });
    const at = async (time: string) => {
      world.clock.set(`2026-11-${time}:00+05:30`);
      await world.tick();
      return [handed(world).length, (await broadcast(db(), id))?.status];
    };
    expect(await at('24T20:00')).toEqual([0, 'scheduled']);
    expect(await at('24T21:30')).toEqual([0, 'sending']);
    await setTo(id, 'paused');
    expect(await at('25T08:10')).toEqual([0, 'paused']);
    await setTo(id, 'sending');
    expect(await at('25T08:11')).toEqual([3, 'finished']);
    const other = await planned(db(), 3);
    await setTo(other, 'cancelled');
    await world.tick();
    expect(handed(world)).toHaveLength(3);
  });

  test('comes to nobody within six seconds of another', async () => {
    await approveTemplates(world, ['announcement']);
    await crowd(db(), 2);
    const [first, second] = [
      await planned(db(), 2, { words: 'One' }),
      await planned(db(), 1, { words: 'Two' }),
    ];
    await world.tick();
    expect([await states(db(), first), await states(db(), second)]).toEqual([
      expect.not.objectContaining({ queued: expect.anything() }),
      { queued: 1 },
    ]);
    await secondsPass();
    await world.tick();
    expect(world.meta.outbox.of(`+${someone(0)}`).map((m) => m.view.body)).toEqual([
      expect.stringContaining('One.'),
      expect.stringContaining('Two.'),
    ]);
  });

  test('of which a third fails is stopped, whether Meta says so at once or later, and the admins hear it once', async () => {
    await approveTemplates(world, ['announcement', 'staff_note']);
    await db()
      .update(people)
      .set({ lastInboundAt: world.clock.now(), userType: 'admin', optedInAt: world.clock.now() })
      .where(eq(people.phoneNumber, '919000000006'));
    await crowd(db(), 200);
    refuses(world, 131009, (to) => to.startsWith('9190001') && Number(to) % 3 === 0);
    const atOnce = await planned(db(), 200);
    await world.tick();
    const counts = await states(db(), atOnce);
    expect(await broadcast(db(), atOnce)).toEqual({
      status: 'stopped',
      reason: expect.stringMatching(/^too many failed: 1[67] of the last 50$/),
    });
    expect(counts.queued).toBeGreaterThanOrEqual(20);
    await world.tick();
    const told = world.meta.outbox.of('+919000000006').map((m) => m.view.body);
    expect(told.filter((body) => body?.startsWith('I stopped the broadcast'))).toHaveLength(1);
  });

  test('of which a few fail goes on', async () => {
    await approveTemplates(world, ['announcement']);
    await crowd(db(), 120);
    refuses(world, 131009, (to) => Number(to) % 10 === 0);
    const id = await planned(db(), 120);
    await world.tick();
    expect(await broadcast(db(), id)).toMatchObject({ status: 'finished' });
    expect((await states(db(), id)).failed).toBe(12);
  });
});

describe('what is sent first', () => {
  test('is a class that does not take place, then other news, then reminders, then broadcasts', async () => {
    await approveTemplates(world);
    await crowd(db(), 8, { wroteAt: world.clock.now() });
    await planned(db(), 1, { from: 0 });
    await planned(db(), 1, { from: 1, category: 'utility' });
    await tell(world, someone(2), { kind: 'payment_reminder', params: { fees: 'Guitar' } });
    await tell(world, someone(3));
    await tell(world, someone(4), {
      kind: 'class_cancelled',
      params: { teacher: 'Ravi', classes: 'Guitar', day: '2026-11-24' },
    });
    await world.tick();
    expect(handed(world)).toEqual([4, 3, 2, 1, 0].map(someone));
  });

  test('to one person is what was put first, even when Meta wants it again', async () => {
    await crowd(db(), 1, { wroteAt: world.clock.now() });
    for (const pupil of ['Asha', 'Bina', 'Chitra'])
      await tell(world, someone(0), {
        params: { pupil, class: 'Guitar', date: 'Tue' },
        origin: `draft:${pupil}`,
      });
    world.meta.setFaults({ server_error: 1 });
    await world.tick();
    expect(handed(world)).toEqual([]);
    world.clock.set(1);
    await world.tick();
    const heard = world.meta.outbox.of(`+${someone(0)}`).map((m) => m.view.body?.split(' ')[0]);
    expect(heard).toEqual(['Asha', 'Bina', 'Chitra']);
  });

  test('at once is what an admin’s message has put, without the scheduler', async () => {
    await crowd(db(), 1, { wroteAt: world.clock.now() });
    await tell(world, someone(0));
    await world.chat('+919000000016').says('hello');
    await world.idle();
    expect(handed(world)).toContain(someone(0));
  });
});

describe('the limit of different people a day', () => {
  const limited = () => db().insert(settings).values({ key: 'DAILY_PEOPLE_LIMIT', value: 3 });

  test('makes the rest wait, news before advertisements, and lets them go when the day is over', async () => {
    await approveTemplates(world);
    await limited();
    await crowd(db(), 5);
    await crowd(db(), 1, { from: 50, wroteAt: world.clock.now() });
    const id = await planned(db(), 5);
    await tell(world, someone(4), {
      kind: 'class_cancelled',
      params: { teacher: 'Ravi', classes: 'Guitar', day: '2026-11-24' },
    });
    await tell(world, someone(50));
    await world.tick();
    // Inside the 24 hours nobody counts; who heard the news has been counted.
    expect(handed(world)).toEqual([4, 50, 0, 1, 4].map(someone));
    await secondsPass();
    world.clock.set('2026-11-24T19:10:00+05:30');
    await world.tick();
    expect(handed(world)).toHaveLength(5);
    expect(await states(db(), id)).toMatchObject({ queued: 2 });
    world.clock.set('2026-11-25T19:10:00+05:30');
    await world.tick();
    expect(handed(world).slice(5)).toEqual([someone(2), someone(3)]);
    const [waited] = await rowsOf(someone(2));
    expect(waited).toMatchObject({ attempts: 1, status: expect.not.stringMatching('queued') });
  });

  test('is counted over all who drain at the same time', async () => {
    await approveTemplates(world, ['announcement']);
    await limited();
    await crowd(db(), 40);
    await planned(db(), 40);
    await Promise.all([world.tick(), world.tick(), world.tick()]);
    expect(handed(world)).toHaveLength(3);
  });
});

describe('when nothing can be sent', () => {
  test('all waits, is told once where errors are watched, and goes on when Meta takes a message again', async () => {
    await crowd(db(), 3, { wroteAt: world.clock.now() });
    for (const n of [0, 1, 2]) await tell(world, someone(n));
    world.meta.setFaults({ token_expired: true });
    await world.tick();
    world.clock.set(1);
    await world.tick();
    const told = () => world.logged.filter((line) => line.includes('"outgoing_halted"'));
    expect(told()).toHaveLength(1);
    expect(handed(world)).toEqual([]);
    // After ten minutes one is tried, in vain.
    world.clock.set(10);
    await world.tick();
    expect(told()).toHaveLength(1);
    world.meta.setFaults({ token_expired: false });
    world.clock.set(5);
    await world.tick();
    expect(handed(world)).toEqual([]);
    world.clock.set(6);
    await world.tick();
    expect(handed(world).toSorted()).toEqual([0, 1, 2].map(someone));
    expect((await rowsOf(someone(1)))[0]).toMatchObject({ attempts: 1 });
    const halted = await db().select().from(settings).where(eq(settings.key, 'OUTGOING_HALTED'));
    expect(halted).toEqual([]);
  });

  test('because the office switched it off, all waits until it is on again', async () => {
    await crowd(db(), 1, { wroteAt: world.clock.now() });
    await tell(world, someone(0));
    await db().insert(settings).values({ key: 'OUTGOING_OFF', value: true });
    await world.tick();
    expect(handed(world)).toEqual([]);
    await db().delete(settings).where(eq(settings.key, 'OUTGOING_OFF'));
    await world.tick();
    expect(handed(world)).toEqual([someone(0)]);
  });

  test('and Meta says so only afterwards, nothing follows until one has arrived', async () => {
    await approveTemplates(world, ['announcement']);
    await crowd(db(), 70);
    await planned(db(), 1);
    world.meta.setFaults({ undeliverable: { times: 2, value: 131042 } });
    await world.tick();
    await world.meta.settle();
    const rest = await planned(db(), 60, { from: 1 });
    world.clock.set(11);
    await secondsPass();
    await world.tick();
    await world.meta.settle();
    await world.tick();
    expect(handed(world)).toHaveLength(2);
    world.clock.set(11);
    await secondsPass();
    await world.tick();
    await world.meta.settle();
    await secondsPass();
    await world.tick();
    await world.meta.settle();
    expect(await states(db(), rest)).toEqual({ delivered: 60 });
    expect(new Set(handed(world)).size).toBe(61);
  });
});

describe('a message whose answer was lost', () => {
  test('is not repeated: a status says what became of it', async () => {
    await approveTemplates(world, ['announcement']);
    await crowd(db(), 2);
    const id = await planned(db(), 2);
    world.meta.setFaults({ answer_lost: true });
    await world.tick();
    await world.meta.settle();
    await db().execute(sql`update bot.whatsapp_messages set try_at = try_at - interval '2 minutes'`);
    await world.tick();
    expect(handed(world)).toHaveLength(2);
    expect(await states(db(), id)).toEqual({ delivered: 2 });
  });

  test('and of which no status comes is shown as unknown, and the broadcast is finished', async () => {
    await approveTemplates(world, ['announcement']);
    await crowd(db(), 2);
    const id = await planned(db(), 2);
    world.meta.setFaults({ answer_lost: true, statuses_missing: true });
    await world.tick();
    await db().execute(sql`update bot.whatsapp_messages set try_at = try_at - interval '2 minutes'`);
    await world.tick();
    expect(await states(db(), id)).toEqual({ unknown: 2 });
    expect(await broadcast(db(), id)).toMatchObject({ status: 'finished' });
  });
});
