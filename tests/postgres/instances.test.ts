import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { server } from '../support/network.js';
import { type Deployment, openDeployment } from './support/deployment.js';
import { isQuiet, until } from './support/patience.js';
import { type Instance, type Program, buildProgram } from './support/program.js';
import { type Mail, mail, minutePasses, unanswered } from './support/tables.js';
import { inTurn, readHanded, toAll, watchMeta } from './support/together.js';

let program: Program;
let school: Deployment;
let instances: Instance[];

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  program = await buildProgram();
  // Who writes sixty messages in a second is to be answered all the same.
  const env = { RATE_LIMIT_PER_MINUTE: '1000', RATE_LIMIT_PER_HOUR: '1000' };
  school = await openDeployment(program, { env });
  instances = await Promise.all(['one', 'two', 'three'].map((name) => school.start(name)));
});
beforeEach(async () => {
  await school.database.reset();
  school.meta.reset();
  school.network.calls.length = 0;
});
afterAll(async () => {
  await school.close();
  await program.remove();
});

test('a message that comes to all three instances at once is answered once', async () => {
  toAll(school, instances);
  const meta = watchMeta(school);
  const people = Array.from({ length: 12 }, (_, i) => `+9190000002${String(i).padStart(2, '0')}`);
  const rounds = [people.slice(0, 6), people.slice(6)];
  for (const round of rounds) await Promise.all(round.map((who) => school.meta.userSends(who, 'Hi')));
  expect(await until(() => isQuiet(school, people.length))).toBe(true);

  const all = await mail(school.database.db);
  expect(unanswered(all)).toEqual([]);
  expect(meta.handed.map(({ to }) => to).sort()).toEqual(people);
  expect(meta.crossed).toEqual([]);
});

test('sixty messages of one person over three instances are all answered, in order', async () => {
  inTurn(school, instances);
  const meta = watchMeta(school);
  const rahul = '+919000000002';
  // A word that is understood however many of them come together: three misunderstandings would bring the office in.
  await Promise.all(Array.from({ length: 60 }, () => school.meta.userSends(rahul, 'Hi')));
  expect(await until(() => isQuiet(school, 60), 30_000)).toBe(true);

  const all = await mail(school.database.db);
  expect(unanswered(all)).toEqual([]);
  expect(meta.crossed).toEqual([]);
  expect(
    answeredInOrder(
      all,
      meta.handed.map(({ id }) => id),
    ),
  ).toEqual(inbound(all));
  expect(new Set(meta.handed.map(({ id }) => id)).size).toBe(meta.handed.length);
});

test('several people who write at once, each to every instance, are answered in their own order', async () => {
  inTurn(school, instances);
  const meta = watchMeta(school);
  const people = Array.from({ length: 6 }, (_, i) => `+9190000003${String(i).padStart(2, '0')}`);
  const rounds = Array.from({ length: 10 }, (_, i) => i);
  const letters = rounds.flatMap(() => people.map((who) => school.meta.userSends(who, 'Hello')));
  await Promise.all(letters);
  expect(await until(() => isQuiet(school, letters.length), 30_000)).toBe(true);

  const all = await mail(school.database.db);
  expect(unanswered(all)).toEqual([]);
  expect(meta.crossed).toEqual([]);
  for (const personId of new Set(all.map((m) => m.personId))) {
    const own = all.filter((m) => m.personId === personId);
    const ids = meta.handed.map(({ id }) => id).filter((id) => own.some((m) => m.id === id));
    expect(answeredInOrder(own, ids)).toEqual(inbound(own));
  }
});

test('a crowd that Meta brings to all three at once is answered once each', async () => {
  toAll(school, instances);
  const meta = watchMeta(school);
  const crowd = Array.from({ length: 45 }, (_, i) => `+9190000${20_000 + i}`);
  school.meta.setFaults({ batch: { times: 1, value: crowd.length } });
  await Promise.all(crowd.map((who) => school.meta.userSends(who, 'Hi')));
  expect(await until(() => isQuiet(school, crowd.length), 30_000)).toBe(true);

  expect(unanswered(await mail(school.database.db))).toEqual([]);
  expect(meta.handed.map(({ to }) => to).sort()).toEqual(crowd);
});

test('an instance that stood still for longer than its lease writes nothing when it wakes up', async () => {
  const [first, second] = instances;
  if (!first || !second) throw new Error('no instances');
  inTurn(school, [first]);
  const handed: string[] = [];
  let wake = () => {};
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let stands = false;
  school.network.rule = async (call, pass) => {
    const one = readHanded(call);
    if (one) handed.push(one.id);
    if (call.by === first.name && call.what === 'commit') {
      stands = true;
      await awake;
    }
    return pass();
  };
  await school.meta.userSends('+919000000002', 'Guitar: all present except Sarah');
  expect(await until(() => stands)).toBe(true);
  await minutePasses(school.database.db);
  await school.tick(second);
  wake();
  expect(await until(() => first.lines.some((line) => line.includes('"lease_lost"')))).toBe(true);
  expect(await until(() => isQuiet(school, 1))).toBe(true);

  const all = await mail(school.database.db);
  expect(unanswered(all)).toEqual([]);
  expect(handed).toEqual(all.filter((m) => m.kind === 'reply').map((m) => m.id));
});

function inbound(all: readonly Mail[]): string[] {
  return all.filter((m) => m.direction === 'inbound').map((m) => m.id);
}

/** The messages that were answered, in the order in which Meta had the answers. */
function answeredInOrder(all: readonly Mail[], handed: readonly string[]): string[] {
  return handed.flatMap((id) => all.find((m) => m.id === id)?.answers ?? []);
}
