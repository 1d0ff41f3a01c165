import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TODAY } from '../support/database.js';
import { server } from '../support/network.js';
import { all, heard, says, taps } from './support/acting.js';
import { deliver } from './support/deployment.js';
import { RAHUL, SAYS } from './support/marking.js';
import { minutesUntilAnswered, until, untilStill } from './support/patience.js';
import { type Place, type Places, openPlaces } from './support/places.js';
import type { Instance } from './support/program.js';
import { effects, mail, minutePasses, unanswered, unfinished } from './support/tables.js';

const SARAHS_FAMILY = '+919000000009';

let places: Places;

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  const ladder = { sentMs: 150, deliveredMs: 50 };
  places = await openPlaces(1, { simulator: { ladder, retryDelaysMs: Array<number>(100).fill(100) } });
});
afterAll(() => places.close());

test('a reply whose status comes after a crash is not sent again', () =>
  alone(async (place) => {
    const { school, instance } = place;
    const mortal = await dyingAfter(place, 'message');
    school.route = (request) =>
      mortal.isGone() ? Promise.resolve(Response.error()) : deliver(mortal, request);
    await school.meta.userSends(RAHUL, SAYS);
    await mortal.gone;
    school.route = (request) => deliver(instance, request);
    expect(await until(async () => (await unfinished(school.database.db)).unsent === 0)).toBe(true);
    await aMinuteLater(place, mortal);
    expect(await minutesUntilAnswered(school, { instance, written: 1 })).toBe(0);

    expect(school.meta.outbox.of(RAHUL)).toHaveLength(1);
    const all = await mail(school.database.db);
    expect(unanswered(all)).toEqual([]);
    expect(all.map((m) => m.sentAgain)).toEqual([0, 0]);
  }));

test('a reply over which three processes die is sent again each time, and each time is counted', () =>
  alone(async (place) => {
    const { school, instance } = place;
    school.meta.setFaults({ statuses_missing: true });
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => dyingAfter(place, 'message')));
    if (!first || !second || !third) throw new Error('not started');
    school.route = (request) => deliver(first, request);
    await school.meta.userSends(RAHUL, SAYS);
    await aMinuteLater(place, first, second);
    await dies(() => school.tick(second));
    await aMinuteLater(place, second, third);
    await dies(() => school.tick(third));
    await aMinuteLater(place, third);
    expect(await minutesUntilAnswered(school, { instance, written: 1 })).toBe(1);

    expect(school.meta.outbox.of(RAHUL)).toHaveLength(4);
    const all = await mail(school.database.db);
    expect(unanswered(all)).toEqual([]);
    expect(all.map((m) => m.sentAgain)).toEqual([0, 3]);
  }));

test('a message over which the bot dies three times is put aside with a sorry, and the next one is answered', () =>
  alone(async (place) => {
    const { school, instance } = place;
    for (const again of [false, true, true]) {
      const mortal = await dyingAfter(place, 'lease');
      school.route = (request) => deliver(mortal, request);
      if (again) await dies(() => school.tick(mortal));
      else await school.meta.userSends(RAHUL, SAYS);
      await aMinuteLater(place, mortal);
    }
    await school.meta.userSends(RAHUL, 'Hi');
    expect(await minutesUntilAnswered(school, { instance, written: 2 })).toBe(0);

    const letters = (await mail(school.database.db)).filter((m) => m.direction === 'inbound');
    expect(letters.map((m) => m.status)).toEqual(['dead', 'handled']);
    const heard = school.meta.outbox.of(RAHUL).map((m) => m.view.body);
    expect(heard).toHaveLength(2);
    expect(heard[0]).toMatch(/^Sorry/);
  }));

test('a status that comes just as a reply is to be sent again costs the next message nothing', () =>
  alone(async (place) => {
    const { school, instance } = place;
    const mortal = await dyingAfter(place, 'message');
    school.meta.setFaults({ statuses_missing: true });
    await school.meta.userChanges(RAHUL, { readReceipts: false });
    school.route = (request) => deliver(mortal, request);
    await school.meta.userSends(RAHUL, 'Hi');
    await aMinuteLater(place, mortal);
    school.network.rule = async (call, pass) => {
      const arrived = sql`update bot.whatsapp_messages set status = 'delivered' where status = 'sending'`;
      if (call.what === 'claim') await school.database.db.execute(arrived);
      return pass();
    };
    await school.meta.userSends(RAHUL, SAYS);
    await untilStill(school, 2);
    expect(await minutesUntilAnswered(school, { instance, written: 2 })).not.toBe(null);

    const heard = school.meta.outbox.of(RAHUL).map((m) => m.view.body);
    expect(heard.filter((body) => body.startsWith('Sorry'))).toEqual([]);
    expect(unanswered(await mail(school.database.db))).toEqual([]);
  }));

test('what the school starts is not repeated after a crash: it may have arrived, and is shown as unknown', () =>
  alone(async (place) => {
    const { school, instance } = place;
    const { db } = school.database;
    school.meta.setFaults({ statuses_missing: true });
    school.route = (request) => deliver(instance, request);
    await all(school, [says(SARAHS_FAMILY, 'Hi'), says(RAHUL, SAYS)]);
    await all(school, [taps(RAHUL, 'Yes')]);
    await db.execute(sql`update bot.whatsapp_messages set not_before = now() where kind = 'absence_alert'`);
    const mortal = await dyingAfter(place, 'message');
    await dies(() => school.tick(mortal));
    await aMinuteLater(place, mortal);
    await db.execute(
      sql`update bot.whatsapp_messages set try_at = now() - interval '2 minutes' where status = 'sending'`,
    );
    await school.tick(instance);
    await school.tick(instance);

    const notices = (await effects(db, TODAY)).notices;
    expect(notices).toContain('absence_alert unknown');
    expect(heard(school, SARAHS_FAMILY).filter((body) => body.includes('Sarah'))).toHaveLength(1);
  }));

/** Somebody calls it, and hears no more. */
async function dies(call: () => Promise<void>): Promise<void> {
  await expect(call()).rejects.toThrow();
}

let lives = 0;

/** A process that dies as soon as such a request of its has been done. */
async function dyingAfter({ school }: Place, what: string): Promise<Instance> {
  const mortal = await school.start(`mortal-${++lives}`);
  const { rule } = school.network;
  school.network.rule = async (call, pass) => {
    if (call.by !== mortal.name) return rule(call, pass);
    const answer = await pass();
    if (call.what !== what) return answer;
    mortal.kill();
    return Response.error();
  };
  return mortal;
}

async function alone<T>(story: (place: Place) => Promise<T>): Promise<void> {
  await places.each([0], story);
}

/** A minute after it died somebody else is there. */
async function aMinuteLater({ school, instance }: Place, died: Instance, next = instance): Promise<void> {
  await died.gone;
  await until(() => school.network.underWay() === 0);
  await minutePasses(school.database.db);
  school.route = (request) => deliver(next, request);
}
