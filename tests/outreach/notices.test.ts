import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { commit } from '../../db/client.js';
import { messages, people, settings } from '../../db/schema/bot.js';
import { type Notice, notify, withdraw } from '../../src/outreach/notify.js';
import { useWorld } from '../support/world.js';

const world = useWorld();
/** Vivek Gupta, father of two pupils, who agreed in the enrolment form. */
const VIVEK = '919000000016';
const STRANGER = '919000000150';

const NOTICE: Notice = {
  kind: 'absence_alert',
  phone: VIVEK,
  params: { pupil: 'Ananya Gupta', class: 'Guitar', date: 'Tue 24 Nov' },
  origin: 'draft:1',
  notBefore: new Date(0),
};
const tell = (more: Partial<Notice> = {}) =>
  commit(world.app.db, notify(world.app.db, { ...NOTICE, ...more }));
const heard = (who = VIVEK) => world.meta.outbox.of(`+${who}`).map((m) => m.view.body);
const change = (what: Partial<typeof people.$inferInsert>, who = VIVEK) =>
  world.app.db.update(people).set(what).where(eq(people.phoneNumber, who));
const outbox = () =>
  world.app.db.select().from(messages).where(eq(messages.direction, 'outbound')).orderBy(messages.seq);
const at = (iso: string) => new Date(`2026-11-${iso}+05:30`);

/** Vivek wrote a moment ago, and has heard his answer. */
async function vivekWrote() {
  await world.chat(`+${VIVEK}`).says('hello');
  world.meta.outbox.clear();
}

describe('what the school tells somebody', () => {
  test('who wrote today is said in words', async () => {
    await vivekWrote();
    await tell();
    await world.tick();
    expect(heard()).toEqual([
      'Ananya Gupta was marked absent in Guitar on Tue 24 Nov. If that is not right, or you would like a makeup class, please write to us. – Sargam School of Music',
    ]);
    expect((await outbox()).at(-1)).toMatchObject({
      kind: 'absence_alert',
      status: 'sent',
      content: heard()[0],
      origin: 'draft:1',
      attempts: 1,
    });
  });

  test.each([
    ['en', 'Ananya Gupta has 2 Guitar classes left. – Sargam School of Music'],
    ['hi', 'Ananya Gupta की Guitar की 2 क्लासें बची हैं। – Sargam School of Music'],
    ['te', 'Ananya Gupta కు Guitar క్లాసులు 2 మిగిలాయి. – Sargam School of Music'],
    ['fr', 'Ananya Gupta has 2 Guitar classes left. – Sargam School of Music'],
  ])('is said in the language they chose: %s', async (language, words) => {
    await vivekWrote();
    await change({ language });
    await tell({ kind: 'classes_low_alert', params: { pupil: 'Ananya Gupta', class: 'Guitar', left: '2' } });
    await world.tick();
    expect(heard()).toEqual([words]);
  });

  test('is not said before its time, and then once', async () => {
    await vivekWrote();
    await tell({ notBefore: at('24T18:15:00') });
    await world.tick();
    expect(heard()).toEqual([]);
    world.clock.set('2026-11-24T18:15:01+05:30');
    await Promise.all([world.tick(), world.tick(), world.tick()]);
    expect(heard()).toHaveLength(1);
    await world.tick();
    expect(heard()).toHaveLength(1);
  });

  test('goes to each of two families their own', async () => {
    await vivekWrote();
    await world.chat(`+${STRANGER}`).says('hello');
    world.meta.outbox.clear();
    await tell();
    await tell({ phone: STRANGER, params: { ...NOTICE.params, pupil: 'Meera' } });
    await world.tick();
    expect(heard()[0]).toMatch(/^Ananya Gupta/);
    expect(heard(STRANGER)[0]).toMatch(/^Meera/);
    expect(world.meta.outbox.all()).toHaveLength(2);
  });

  test('by the school’s own name, where an imported school has one', async () => {
    await vivekWrote();
    const name = { key: 'SCHOOL_NAME', value: 'Ragam' };
    await world.app.db.insert(settings).values(name).onConflictDoUpdate({ target: settings.key, set: name });
    await tell();
    await world.tick();
    expect(heard()[0]).toMatch(/– Ragam$/);
  });
});

describe('the school stays silent, and keeps why', () => {
  const kept = async () => (await outbox()).map((m) => [m.status, m.reason]);

  test.each([
    ['to somebody who never agreed', { optedInAt: null }, 'no_consent'],
    ['to somebody who said STOP', { optedOutAt: new Date() }, 'opted_out'],
    ['to somebody who is no longer there', { isActive: false }, 'inactive'],
    [
      'to somebody who said STOP before they agreed',
      { optedInAt: null, optedOutAt: new Date() },
      'opted_out',
    ],
  ])('%s', async (_whom, what, reason) => {
    await change({ lastInboundAt: world.clock.now(), ...what });
    await tell();
    await world.tick();
    expect(heard()).toEqual([]);
    expect(await kept()).toEqual([['skipped', reason]]);
  });

  test('to somebody who has not written for a day: no template says it yet', async () => {
    await tell();
    await world.tick();
    expect(heard()).toEqual([]);
    expect(await kept()).toEqual([['skipped', 'no_template']]);
  });

  test('to a number that nobody wrote from, for which a row is made all the same', async () => {
    await tell({ phone: STRANGER });
    await world.tick();
    expect(heard(STRANGER)).toEqual([]);
    expect(await kept()).toEqual([['skipped', 'no_consent']]);
  });

  test('when what it wanted to say cannot be read', async () => {
    await vivekWrote();
    await tell();
    await world.app.db
      .update(messages)
      .set({ payload: { notice: 'birthday' } })
      .where(eq(messages.kind, 'absence_alert'));
    await world.tick();
    expect(heard()).toEqual([]);
    expect((await outbox()).at(-1)).toMatchObject({ status: 'skipped', reason: 'unreadable' });
  });

  test('about an act that was undone before it was told', async () => {
    await vivekWrote();
    await tell({ notBefore: at('24T18:15:00') });
    await tell({
      notBefore: at('24T18:15:00'),
      origin: 'draft:2',
      params: { ...NOTICE.params, pupil: 'Arjun Gupta' },
    });
    await commit(world.app.db, withdraw(world.app.db, 'draft:1'));
    world.clock.set('2026-11-24T18:20:00+05:30');
    await world.tick();
    expect(heard()).toHaveLength(1);
    expect(heard()[0]).toMatch(/^Arjun Gupta/);
  });

  test('and never takes back what was said already', async () => {
    await vivekWrote();
    await tell();
    await world.tick();
    await commit(world.app.db, withdraw(world.app.db, 'draft:1'));
    expect((await outbox()).at(-1)).toMatchObject({ status: 'sent', reason: null });
  });
});

describe('at night', () => {
  test('the school waits for the morning', async () => {
    world.clock.set('2026-11-24T20:30:00+05:30');
    await vivekWrote();
    world.clock.set('2026-11-24T21:00:00+05:30');
    await tell();
    await world.tick();
    expect(heard()).toEqual([]);
    expect((await outbox()).at(-1)).toMatchObject({
      status: 'queued',
      reason: 'quiet hours',
      notBefore: at('25T08:00:00'),
    });
    world.clock.set('2026-11-25T07:59:00+05:30');
    await world.tick();
    expect(heard()).toEqual([]);
    world.clock.set('2026-11-25T08:00:00+05:30');
    await world.tick();
    expect(heard()).toHaveLength(1);
  });

  test('who said STOP meanwhile hears nothing in the morning', async () => {
    world.clock.set('2026-11-24T22:00:00+05:30');
    await vivekWrote();
    await tell();
    await world.tick();
    await world.chat(`+${VIVEK}`).says('stop');
    world.meta.outbox.clear();
    world.clock.set('2026-11-25T09:00:00+05:30');
    await world.tick();
    expect(heard()).toEqual([]);
    const [notice] = await world.app.db.select().from(messages).where(eq(messages.kind, 'absence_alert'));
    expect(notice).toMatchObject({ status: 'skipped', reason: 'opted_out' });
  });

  test('answers to what somebody writes do not wait', async () => {
    world.clock.set('2026-11-24T23:30:00+05:30');
    expect(await world.chat(`+${VIVEK}`).says('hello')).toMatch(/^Hello!/);
  });
});

describe('when Meta fails', () => {
  test('a notice that was refused for the moment is sent later, once', async () => {
    await vivekWrote();
    await tell();
    world.meta.setFaults({ server_error: 1 });
    await world.tick();
    world.clock.set(1);
    await world.tick();
    expect(heard()).toHaveLength(1);
    expect((await outbox()).at(-1)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  test('a notice of which nobody knows whether it arrived is not repeated: better unknown than twice', async () => {
    await vivekWrote();
    await tell();
    world.meta.setFaults({ connection_dropped: 1 });
    await world.tick();
    await world.app.db.execute(sql`update bot.whatsapp_messages set try_at = try_at - interval '2 minutes'`);
    await world.tick();
    expect(heard()).toEqual([]);
    expect((await outbox()).at(-1)).toMatchObject({ status: 'unknown', reason: 'cut off while sending' });
  });

  test.each([131026, 131047, 131050])('a notice that Meta cannot deliver (%i) is given up', async (code) => {
    await vivekWrote();
    await tell();
    world.meta.setFaults({ undeliverable: { times: 1, value: code } });
    await world.tick();
    await world.meta.settle();
    await world.tick();
    expect((await outbox()).at(-1)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(`^${code} `),
    });
    expect(world.meta.outbox.of(`+${VIVEK}`)).toHaveLength(1);
  });
});
