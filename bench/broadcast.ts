import { execFileSync, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CLOCK_OFFSET_MS } from './driver.js';
import type { Come } from './outbox/gate.js';
import type { Taken } from './outbox/meta.js';
import { loadNow, percentile, rounded, save, table } from './report.js';
import { BOT, REDIS_TOKEN } from './settings.js';

// Broadcasts to people invented in bulk, through the bundle as it is deployed, against the simulator.

const PEOPLE = Number(process.env.PEOPLE ?? 10_000);
const MANY = PEOPLE * 10;
const PACED = Math.min(PEOPLE, 2400);
const ASKS = 40;
const KILLS = 3;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Child<Hello> {
  hello: Hello;
  ask<T>(message: object): Promise<T>;
  kill(signal: 'SIGKILL' | 'SIGINT'): Promise<void>;
}

const before = loadNow();
execFileSync(process.execPath, ['dev/build.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
const postgres = process.env.BENCH_DATABASE_URL;
const sql = await start('outbox/sql.ts', postgres ? { BENCH_DATABASE_URL: postgres } : {});
const redis = await start('sessions.ts', {});
const meta = await start('outbox/meta.ts', {});
const gate = await start('outbox/gate.ts', { TARGET: meta.hello.url });
const results: Record<string, unknown> = { database: postgres ? 'PostgreSQL' : 'PGlite', people: PEOPLE };

results.unlimited = await unlimited();
results.memory = await memory();
results.paced = await paced();
results.killed = await killed();
await save('broadcast', results, { before });
for (const child of [sql, redis, gate, meta]) await child.kill('SIGKILL');
process.exit(0);

async function start<Hello = { url: string }>(
  file: string,
  env: Record<string, string>,
): Promise<Child<Hello>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    execArgv: file.endsWith('.mjs') ? [] : process.execArgv,
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const next = () => new Promise<unknown>((resolve) => child.once('message', resolve));
  const hello = (await next()) as Hello;
  return {
    hello,
    async ask<T>(message: object) {
      const answer = next();
      child.send(message);
      return (await answer) as T;
    },
    async kill(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

/** The bot; `perSecond` is what its number may send, 0 for no limit. */
async function bot(perSecond: number) {
  const started = await start('bots/sender.mjs', {
    ...BOT,
    WHATSAPP_API_URL: gate.hello.url,
    DATABASE_URL: 'postgresql://bench:bench@127.0.0.1/school',
    NEON_FETCH_ENDPOINT: `${sql.hello.url}/sql`,
    UPSTASH_REDIS_REST_URL: redis.hello.url,
    UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN,
    SENDS_PER_SECOND: String(perSecond),
    DAILY_PEOPLE_LIMIT: '0',
    CLOCK_OFFSET_MS: String(CLOCK_OFFSET_MS),
  });
  await meta.ask({ bot: `${started.hello.url}/api/whatsapp/webhook` });
  return started;
}

async function tick(url: string): Promise<void> {
  const headers = { authorization: `Bearer ${BOT.CRON_SECRET}` };
  await fetch(`${url}/api/cron/tick`, { headers }).then(
    (response) => response.arrayBuffer(),
    () => undefined,
  );
}

async function states(broadcast: string): Promise<Record<string, number>> {
  const { rows } = await sql.ask<{ rows: { status: string; n: number }[] }>({ states: broadcast });
  return Object.fromEntries(rows.map((r) => [r.status, r.n]));
}

async function plan(n: number): Promise<string> {
  const id = (await sql.ask<{ rows: string }>({ plan: n })).rows;
  await sql.ask({ counts: true });
  await meta.ask({ take: true });
  await gate.ask({ take: true });
  return id;
}

async function open(broadcast: string): Promise<number> {
  const { queued = 0, sending = 0 } = await states(broadcast);
  return queued + sending;
}

async function unlimited() {
  const sender = await bot(0);
  const id = await plan(PEOPLE);
  while ((await open(id)) > 0) await tick(sender.hello.url);
  const { rows: sending } = await sql.ask<{ rows: Record<string, number> }>({ counts: true });
  await sleep(8000);
  const { rows: after } = await sql.ask<{ rows: Record<string, number> }>({ counts: true });
  const taken = await meta.ask<Taken>({ take: true });
  await sender.kill('SIGINT');
  const come = await gate.ask<Come>({ take: true });
  const times = come.messages.map((m) => m.at);
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
  const ours = ['claim', 'record', 'begin', 'second'].reduce((sum, name) => sum + (sending[name] ?? 0), 0);
  const statuses = (sending.statuses ?? 0) + (after.statuses ?? 0);
  const found = {
    perSecond: rounded(PEOPLE / seconds),
    sqlPerMessage: ours / PEOPLE,
    sqlPerStatus: statuses / Math.max(1, taken.statuses),
    statuses: taken.statuses,
    states: await states(id),
  };
  table(`${PEOPLE} people without a limit of ours`, [
    ['', 'measured', 'aim'],
    ['sends a second', found.perSecond, '>= 300'],
    ['messages for one SQL request', 1 / found.sqlPerMessage, '>= 20'],
    ['statuses for one SQL request', 1 / Math.max(found.sqlPerStatus, 1e-9), '>= 20'],
  ]);
  return found;
}

/** What the bot's process takes at most while it sends to few and to many, in MB. */
async function memory() {
  const of = async (n: number) => {
    const sender = await bot(0);
    const id = await plan(n);
    let most = 0;
    const ticking = tick(sender.hello.url);
    const until = Date.now() + 15_000;
    while (Date.now() < until && (await open(id)) > 0) {
      most = Math.max(most, (await sender.ask<{ rssMb: number }>({ memory: true })).rssMb);
      await sleep(300);
    }
    await sender.kill('SIGKILL');
    await ticking;
    const left = await bot(0);
    await sql.ask({ minutePasses: true });
    while (n <= PEOPLE && (await open(id)) > 0) await tick(left.hello.url);
    await left.kill('SIGINT');
    return rounded(most);
  };
  const found = { few: await of(PEOPLE / 10), many: await of(MANY) };
  table('Memory of the bot, MB', [
    ['', 'RSS'],
    [`${PEOPLE / 10} planned`, found.few],
    [`${MANY} planned`, found.many],
  ]);
  return found;
}

async function paced() {
  await sql.ask({ stopAll: true });
  const sender = await bot(80);
  const { ms: idle } = await meta.ask<{ ms: number[] }>({ ask: ASKS });
  const id = await plan(PACED);
  let sending = true;
  const work = (async () => {
    while ((await open(id)) > 0) await tick(sender.hello.url);
    sending = false;
  })();
  await sleep(3000);
  const { ms: busy } = await meta.ask<{ ms: number[] }>({ ask: ASKS });
  const during = sending;
  await work;
  const { messages } = await gate.ask<Come>({ take: true });
  await sender.kill('SIGINT');
  const seconds = new Map<number, number>();
  for (const { at, bulk } of messages)
    if (bulk) seconds.set(Math.floor(at / 1000), (seconds.get(Math.floor(at / 1000)) ?? 0) + 1);
  const first = Math.min(...seconds.keys());
  const last = Math.max(...seconds.keys());
  const whole = Array.from({ length: last - first - 1 }, (_, i) => seconds.get(first + 1 + i) ?? 0);
  const mean = whole.reduce((a, b) => a + b, 0) / whole.length;
  const found = {
    most: Math.max(...seconds.values()),
    mean: rounded(mean),
    seconds: whole.length,
    repliesIdleP95: rounded(percentile(idle, 0.95)),
    repliesBusyP95: rounded(percentile(busy, 0.95)),
    repliesDuring: during,
  };
  table(`${PACED} people at 60 a second, as Graph sees it`, [
    ['', 'measured', 'aim'],
    ['most in one second', found.most, '<= 60'],
    ['mean of a whole second', found.mean, '>= 56'],
    ['reply p95 idle, ms', found.repliesIdleP95, ''],
    ['reply p95 meanwhile, ms', found.repliesBusyP95, `<= ${rounded(found.repliesIdleP95 * 2)}`],
  ]);
  return found;
}

/** The bot is killed in the middle, again and again, and started anew; then what became of everybody is counted. */
async function killed() {
  const id = await plan(PEOPLE);
  for (let kill = 0; kill < KILLS; kill++) {
    const mortal = await bot(0);
    const ticking = tick(mortal.hello.url);
    await sleep(2500 + 1500 * kill);
    await mortal.kill('SIGKILL');
    await ticking;
  }
  const sender = await bot(0);
  // What Meta had taken is told by its statuses.
  await sleep(12_000);
  await sql.ask({ minutePasses: true });
  while ((await open(id)) > 0) await tick(sender.hello.url);
  await sleep(8000);
  const now = await states(id);
  const { messages } = await gate.ask<Come>({ take: true });
  await sender.kill('SIGINT');
  const ids = messages.filter((m) => m.bulk).map((m) => m.id);
  const found = {
    kills: KILLS,
    states: now,
    handed: new Set(ids).size,
    doubled: ids.length - new Set(ids).size,
    neverHanded: PEOPLE - new Set(ids).size,
  };
  table(`${PEOPLE} people, killed ${KILLS} times`, [
    ['', 'people'],
    ...Object.entries(now).map(([status, n]) => [status, n] as const),
    ['handed to Meta', found.handed],
    ['handed twice', found.doubled],
    ['never handed (shown as unknown)', found.neverHanded],
  ]);
  return found;
}
