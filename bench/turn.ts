import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './calls.js';
import type { Turn } from './driver.js';
import { loadNow, median, percentile, rounded, save, table } from './report.js';
import { type Bot, type World, openWorld } from './world.js';

// A turn that needs no language model, against the least that a bot can do. Both are driven by the same hand.

const ROUNDS = 7;
const EACH = 60;
const AT_ONCE = 50;
const REPEATS = 6;
/** After a reply a bot has things to write down; the next message comes when that is done. */
const PAUSE_MS = 25;
const AIM = 6;

const before = loadNow();
const world = await openWorld();
try {
  await run(world);
} finally {
  world.close();
}

async function run({ school, echo }: World): Promise<void> {
  const alone = { echo: [] as number[], menu: [] as number[], attendance: [] as number[] };
  const crowd = { echo: [] as Crowd[], school: [] as Crowd[] };
  const steps = { menu: [] as Steps[], attendance: [] as Steps[] };
  for (let round = 0; round <= ROUNDS; round++) {
    await world.calls();
    const turns = await oneByOne();
    const calls = await world.calls();
    const crowds = { echo: await atOnce(echo), school: await atOnce(school) };
    // The first round is to warm up.
    if (round === 0) continue;
    for (const name of ['echo', 'menu', 'attendance'] as const) alone[name].push(...turns[name].map(took));
    for (const name of ['menu', 'attendance'] as const)
      steps[name].push(...turns[name].map((turn) => stepsOf(turn, calls)));
    crowd.echo.push(crowds.echo);
    crowd.school.push(crowds.school);
    const ms = Object.entries(turns).map(([name, all]) => `${name} ${rounded(median(all.map(took)))}`);
    console.log(`round ${round}: ${ms.join(', ')} ms; at once ${rounded(crowds.school.perSecond)} turns/s`);
  }
  const base = median(alone.echo);
  const one = Object.fromEntries(
    Object.entries(alone).map(([name, ms]) => [
      name,
      { p50: rounded(median(ms)), p95: rounded(percentile(ms, 0.95)), ratio: rounded(median(ms) / base) },
    ]),
  );
  const many = {
    echo: { ...middle(crowd.echo), rssMb: rounded(await echo.memory()) },
    school: { ...middle(crowd.school), rssMb: rounded(await school.memory()) },
  };
  const where = { menu: average(steps.menu), attendance: average(steps.attendance) };
  table(`One after another (ms until Graph has the reply; ${ROUNDS} rounds of ${EACH})`, [
    ['', 'p50', 'p95', 'times the echo bot'],
    ...Object.entries(one).map(([name, { p50, p95, ratio }]) => [name, p50, p95, ratio]),
    ['aim', '', '', `<= ${AIM}`],
  ]);
  table(`${AT_ONCE} people at once, ${REPEATS} messages each (medians of the rounds)`, [
    ['', 'p50', 'p95', 'turns/s', 'RSS MB'],
    ...Object.entries(many).map(([name, m]) => [name, m.p50, m.p95, m.perSecond, m.rssMb]),
  ]);
  table('Where the time goes (medians, ms)', [
    ['', 'menu', 'in the database', 'attendance', 'in the database'],
    ...Object.keys({ ...where.menu, ...where.attendance }).map((step) => [
      step,
      where.menu[step]?.ms ?? '',
      where.menu[step]?.inside ?? '',
      where.attendance[step]?.ms ?? '',
      where.attendance[step]?.inside ?? '',
    ]),
  ]);
  await save('turn', { oneAfterAnother: one, atOnce: many, steps: where }, { before });
}

function took({ sent, replied }: Turn): number {
  return replied - sent;
}

/**
 * The two bots by turns, so that whatever else the machine does meets both. The teachers take turns too, so that
 * nobody's history grows beyond what a day brings.
 */
async function oneByOne() {
  const { people, driver, school, echo } = world;
  const turns = { echo: [] as Turn[], menu: [] as Turn[], attendance: [] as Turn[] };
  for (let i = 0; i < EACH; i++) {
    const phone = people.teachers[i % people.teachers.length] ?? '';
    const ask = async (bot: Bot, text: string) => {
      const turn = await driver.ask(bot.url, phone, text);
      await sleep(PAUSE_MS);
      return turn;
    };
    turns.echo.push(await ask(echo, 'menu'));
    turns.menu.push(await ask(school, 'menu'));
    turns.attendance.push(await ask(school, 'mark attendance'));
  }
  return turns;
}

interface Crowd {
  p50: number;
  p95: number;
  perSecond: number;
}

/** Everybody writes at once, and again as soon as the answer is there. Strangers make up the number. */
async function atOnce(bot: Bot): Promise<Crowd> {
  const strangers = Array.from({ length: AT_ONCE }, (_, i) => `9198000000${String(i).padStart(2, '0')}`);
  const phones = [...world.people.everybody, ...strangers].slice(0, AT_ONCE);
  const began = performance.now();
  const turns = await Promise.all(
    phones.map(async (phone) => {
      const own: Turn[] = [];
      for (let i = 0; i < REPEATS; i++) own.push(await world.driver.ask(bot.url, phone, 'menu'));
      return own;
    }),
  );
  const all = turns.flat().map(took);
  const perSecond = (all.length * 1000) / (performance.now() - began);
  await sleep(500);
  return { p50: median(all), p95: percentile(all, 0.95), perSecond };
}

function middle(crowds: readonly Crowd[]): Crowd {
  const of = (key: keyof Crowd) => rounded(median(crowds.map((c) => c[key])));
  return { p50: of('p50'), p95: of('p95'), perSecond: of('perSecond') };
}

type Steps = Record<string, { ms: number; inside: number }>;

/** The way of a turn from one request to the next; what lies between two is the bot's own work and the way there and back. */
function stepsOf(turn: Turn, calls: readonly Call[]): Steps {
  const own = calls.filter((c) => c.to === 'sql' && c.from >= turn.sent && c.until <= turn.replied);
  const steps: Steps = {};
  const add = (name: string, ms: number, inside = 0) => {
    const so = steps[name] ?? { ms: 0, inside: 0 };
    steps[name] = { ms: so.ms + ms, inside: so.inside + inside };
  };
  let at = turn.sent;
  let last = 'webhook';
  for (const call of own) {
    add(`${last} → ${call.name}`, call.from - at);
    add(call.name, call.until - call.from, call.inside);
    [at, last] = [call.until, call.name];
  }
  add(`${last} → Graph`, turn.replied - at);
  add('webhook acknowledged', turn.acknowledged - turn.sent);
  return steps;
}

function average(all: readonly Steps[]): Steps {
  const names = [...new Set(all.flatMap((s) => Object.keys(s)))];
  // A step that few turns had (a cache that ran out) would only blur the picture.
  const usual = names.filter((n) => all.filter((s) => s[n]).length > all.length / 2);
  const of = (name: string, key: 'ms' | 'inside') =>
    rounded(median(all.flatMap((s) => (s[name] ? [s[name][key]] : []))));
  return Object.fromEntries(usual.map((n) => [n, { ms: of(n, 'ms'), inside: of(n, 'inside') }]));
}
