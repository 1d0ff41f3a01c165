import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { readEnv } from '../../src/env.js';
import { workAll } from '../../src/http/webhook.js';
import { jobNamed } from '../../src/jobs.js';
import { createLog } from '../../src/log.js';
import { store } from '../../src/mailbox/inbox.js';
import { parseWebhook } from '../../src/whatsapp/webhook.js';
import { server } from '../support/network.js';
import { ENV } from '../support/world.js';
import { type Deployment, deliver, environment, openDeployment } from './support/deployment.js';
import { type Rule, refusedByMeta } from './support/network.js';
import { isQuiet, until } from './support/patience.js';
import { type Program, buildProgram } from './support/program.js';
import { mail, minutePasses, unanswered, unfinished } from './support/tables.js';
import { readHanded } from './support/together.js';

/** How long a function goes on beginning with people, in milliseconds. */
const WORKS_AT_MOST = 45_000;

let program: Program;
let school: Deployment;

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  program = await buildProgram();
  school = await openDeployment(program, { simulator: { retryDelaysMs: [] } });
});
beforeEach(async () => {
  await school.database.reset();
  school.meta.reset();
  school.network.calls.length = 0;
  school.network.rule = (_call, pass) => pass();
});
afterAll(async () => {
  await school.close();
  await program.remove();
});

test('five hundred people in one webhook are all stored before it is answered, and none waits for another’s trouble', async () => {
  const crowd = numbers(500);
  const trouble = { refused: crowd.slice(40, 50), dropped: crowd.slice(140, 150), broken: 10 };
  const metaSays: string[] = [];
  school.network.rule = troubled(trouble, metaSays);
  const instance = await school.start('one');
  const answered: { status: number; stored: number }[] = [];
  school.route = async (request) => {
    const answer = await deliver(instance, request);
    answered.push({ status: answer.status, stored: (await unfinished(school.database.db)).received });
    return answer;
  };
  const began = Date.now();
  await allAtOnce(crowd);
  expect(answered).toEqual([{ status: 200, stored: 500 }]);
  // Its first call is the only one that stores: whoever is stored was so before the answer.
  expect(school.network.calls.filter(({ what }) => what === 'store')).toHaveLength(1);
  // All but those with trouble in one go; a function that runs out of its 45 seconds begins nobody new.
  const atRest = await until(async () => {
    const { open, leases } = await unfinished(school.database.db);
    return leases === 0 && (open <= trouble.broken || Date.now() - began > WORKS_AT_MOST);
  }, WORKS_AT_MOST + 15_000);
  expect(atRest).toBe(true);

  await minutePasses(school.database.db);
  expect(await ticks(() => school.tick(instance))).toBe(true);
  const all = await mail(school.database.db);
  const refused = all.filter((m) => m.status === 'failed').flatMap((m) => m.answers);
  expect(refused).toHaveLength(trouble.refused.length);
  expect(
    unanswered(all)
      .map((m) => m.id)
      .sort(),
  ).toEqual(refused.sort());
  expect(all.filter((m) => m.direction === 'inbound' && m.status !== 'handled')).toEqual([]);
  expect(repeated(metaSays)).toEqual([]);
  await instance.stop();
}, 150_000);

test('a crowd that a function cannot finish in its time is finished by the next ones', async () => {
  const log = createLog({ level: 'silent' });
  const env = readEnv(environment(school.network, 'short'));
  const { clock } = school;
  const app = createApp(env, { db: school.database.db, clock, log });
  let done: Promise<unknown> = Promise.resolve();
  school.route = async (request) => {
    const { messages, statuses } = parseWebhook(await request.json(), ENV.WHATSAPP_PHONE_NUMBER_ID);
    const { people } = await store(app.db, messages, statuses);
    done = workAll(app, people, 400);
    return new Response('ok');
  };
  await allAtOnce(numbers(150));
  await done;
  const left = await unfinished(school.database.db);
  expect(left.open).toBeGreaterThan(0);
  // Nobody is left half answered.
  expect({ unsent: left.unsent, leases: left.leases }).toEqual({ unsent: 0, leases: 0 });

  expect(await ticks(async () => void (await jobNamed('tick')?.(app)))).toBe(true);
  expect(unanswered(await mail(school.database.db))).toEqual([]);
});

test('a crowd over which the function is ended by its platform is finished by the next one', async () => {
  const crowd = numbers(150);
  const [first, second] = await Promise.all([school.start('first'), school.start('second')]);
  const metaSays: string[] = [];
  school.network.rule = async (call, pass) => {
    const handed = readHanded(call);
    if (call.by === 'first' && metaSays.length >= 60) first.kill();
    if (call.by === 'first' && metaSays.length >= 60) return Response.error();
    const answer = await pass();
    if (handed) metaSays.push(handed.id);
    return answer;
  };
  school.route = (request) => deliver(first, request);
  await allAtOnce(crowd);
  await first.gone;
  await until(() => school.network.underWay() === 0);
  await minutePasses(school.database.db);
  expect(await ticks(() => school.tick(second))).toBe(true);

  const all = await mail(school.database.db);
  expect(unanswered(all)).toEqual([]);
  const counted = all.filter((m) => m.sentAgain > 0).map((m) => m.id);
  // At most as many as it was busy with when it ended.
  expect(counted.length).toBeLessThanOrEqual(8);
  expect(repeated(metaSays).filter((id) => !counted.includes(id))).toEqual([]);
  await second.stop();
});

function numbers(n: number): string[] {
  return Array.from({ length: n }, (_, i) => `+9190000${10_000 + i}`);
}

/** Everybody writes, and Meta sends it all in one webhook. */
async function allAtOnce(crowd: readonly string[]): Promise<void> {
  school.meta.setFaults({ batch: { times: 1, value: crowd.length } });
  await Promise.all(crowd.map((who) => school.meta.userSends(who, 'Hi')));
}

/** The scheduler calls until nothing is left; it may not need more than a few times. */
async function ticks(tick: () => Promise<void>): Promise<boolean> {
  for (let n = 0; n < 5; n++) {
    await tick();
    if (await until(() => isQuiet(school, 1), 500)) return true;
  }
  return false;
}

/** Meta refuses some, breaks the line to some, and the database breaks the line to the first few who are answered. */
function troubled(of: { refused: string[]; dropped: string[]; broken: number }, metaSays: string[]): Rule {
  const dropped = new Set(of.dropped);
  let broken = 0;
  return async (call, pass) => {
    const handed = readHanded(call);
    if (handed && of.refused.includes(handed.to)) return refusedByMeta(131026);
    if (handed && dropped.delete(handed.to)) return Response.error();
    if (call.what === 'commit' && broken++ < of.broken) return Response.error();
    const answer = await pass();
    if (handed) metaSays.push(handed.id);
    return answer;
  };
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}
