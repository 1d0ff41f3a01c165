import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, commit } from '../../db/client.js';
import { templates } from '../../db/schema/bot.js';
import { approved } from '../../dev/local/templates.js';
import { notify } from '../../src/outreach/notify.js';
import { crowd, planned, someone, states } from '../outreach/sending-support.js';
import { server } from '../support/network.js';
import { type Deployment, deliver } from './support/deployment.js';
import type { Call } from './support/network.js';
import { until } from './support/patience.js';
import { type Place, type Places, openPlaces } from './support/places.js';
import type { Instance } from './support/program.js';
import { readHanded } from './support/together.js';

/** Three batches of sixty: as many as a process may be busy with when it dies. */
const IN_DOUBT = 180;
const MEANWHILE = '2026-11-24T18:05:00+05:30';

let places: Places;

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  places = await openPlaces(2, {
    env: { DAILY_PEOPLE_LIMIT: '0' },
    simulator: { ladder: { sentMs: 100, deliveredMs: 50 }, retryDelaysMs: Array<number>(100).fill(100) },
  });
});
afterAll(() => places.close());

test('three instances that send at once send everything once, and to everybody in order', () =>
  alone(async ({ school, instance, other }) => {
    const { db } = school.database;
    const all = [instance, await other(), await school.start('third')];
    await announceable(school);
    await crowd(db, 240);
    await crowd(db, 40, { from: 240, wroteAt: new Date(MEANWHILE) });
    const id = await planned(db, 240);
    for (const nth of ['1', '2', '3'])
      await commit(
        db,
        numbers(240, 40).flatMap((phone) => notice(db, phone, nth)),
      );
    school.meta.setFaults({ statuses_missing: true });
    const handed = watch(school);
    await Promise.all(all.flatMap((one) => [school.tick(one), school.tick(one)]));

    expect(await states(db, id)).not.toHaveProperty('queued');
    expect(handed.map((h) => h.id).toSorted()).toEqual([...new Set(handed.map((h) => h.id))].toSorted());
    expect(handed).toHaveLength(240 + 3 * 40);
    const order = numbers(240, 40).map((phone) =>
      school.meta.outbox.of(`+${phone}`).map((m) => m.view.body?.slice(0, 1)),
    );
    expect(new Set(order.map((o) => o.join('')))).toEqual(new Set(['123']));
    expect(school.meta.outbox.all()).toHaveLength(360);
  }));

test('whatever a process dies over, nobody is forgotten and nobody hears it twice', async () => {
  const points = Object.entries({
    'drain-begin': [1],
    'drain-claim': [1, 2],
    'drain-record': [1, 2],
    message: [1, 40],
  })
    .flatMap(([what, calls]) => calls.map((nth) => ({ what, nth })))
    .flatMap(({ what, nth }): Point[] => [
      { what, nth, when: 'before' },
      { what, nth, when: 'after' },
    ]);
  const outcomes = await places.each(points, async (place, point) => ({
    point,
    ...(await sentOver(place, point)),
  }));
  const faults = outcomes.filter(
    (o) => !o.died || o.doubled.length > 0 || o.open > 0 || o.forgotten.length > 0 || o.unknown > IN_DOUBT,
  );
  expect(faults).toEqual([]);
}, 180_000);

interface Point {
  what: string;
  nth: number;
  when: 'before' | 'after';
}

/** Two hundred people are written to, and the process that does it dies there; a minute later another goes on. */
async function sentOver({ school, instance }: Place, point: Point) {
  const { db } = school.database;
  await announceable(school);
  await crowd(db, 200);
  const id = await planned(db, 200);
  const mortal = await school.start(`mortal-${point.what}-${point.nth}-${point.when}`);
  school.route = (request) => deliver(instance, request);
  const handed: string[] = [];
  let died = false;
  school.network.rule = async (call, pass) => {
    const its = call.by === mortal.name;
    if (its && died) return Response.error();
    const here = its && call.what === point.what && call.nth === point.nth;
    if (here && point.when === 'before') {
      died = true;
      mortal.kill();
      return Response.error();
    }
    const answer = await pass();
    const one = readHanded(call);
    if (one) handed.push(one.id);
    if (!here) return answer;
    died = true;
    mortal.kill();
    return Response.error();
  };
  await school.tick(mortal).catch(() => undefined);
  mortal.kill();
  await mortal.gone;
  await until(() => school.network.underWay() === 0);
  await school.meta.settle();
  await db.execute(
    sql`update bot.whatsapp_messages set try_at = try_at - interval '61 seconds' where status = 'sending'`,
  );
  await school.tick(instance);
  await school.meta.settle();
  await until(() => school.network.underWay() === 0);
  const left = await states(db, id);
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from bot.whatsapp_messages where broadcast_id = ${id} and status <> 'unknown'`,
  );
  return {
    died,
    doubled: handed.filter((h, i) => handed.indexOf(h) !== i),
    open: (left.queued ?? 0) + (left.sending ?? 0),
    unknown: left.unknown ?? 0,
    // Told as sent, and Meta never had it.
    forgotten: rows.map((r) => r.id).filter((one) => !handed.includes(one)),
  };
}

/** Every message that Meta is handed, when it comes. */
function watch(school: Deployment): { id: string; to: string; at: number }[] {
  const handed: { id: string; to: string; at: number }[] = [];
  school.network.rule = (call: Call, pass) => {
    const one = readHanded(call);
    if (one) handed.push({ ...one, at: call.at });
    return pass();
  };
  return handed;
}

async function announceable(school: Deployment): Promise<void> {
  school.meta.templates.add(approved('announcement', 'en'));
  const row = { templateName: 'announcement', language: 'en', templateType: 'notification', content: 'x' };
  await school.database.db
    .insert(templates)
    .values({ ...row, category: 'marketing', status: 'approved' })
    .onConflictDoUpdate({
      target: [templates.templateName, templates.language],
      set: { status: 'approved' },
    });
}

function notice(db: Db, phone: string, nth: string) {
  return notify(db, {
    kind: 'absence_alert',
    phone,
    params: { pupil: nth, class: 'Guitar', date: 'Tue 24 Nov' },
    origin: `test:${phone}:${nth}`,
    notBefore: new Date(0),
  });
}

const numbers = (from: number, n: number) => Array.from({ length: n }, (_, i) => someone(from + i));

async function alone<T>(story: (place: Place & { instance: Instance }) => Promise<T>): Promise<void> {
  await places.each([0], story);
}
