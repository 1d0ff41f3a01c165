import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './calls.js';
import type { Turn } from './driver.js';
import { loadNow, median, percentile, rounded, save, table } from './report.js';
import { type World, openWorld } from './world.js';

// What a turn asks of the network, and what it costs when all of that is farther away.

const TURNS = 60;
const WARM_UP = 10;
const LATENCY_MS = 25;
const AIM = { sqlBefore: 4, sqlAfter: 2, p50: 190 };

interface Counted {
  turn: Turn;
  /** Requests before Graph had the reply, and after it. */
  before: Call[];
  after: Call[];
  graph: { replies: number; marks: number };
}

const loadBefore = loadNow();
const world = await openWorld();
try {
  await run(world);
} finally {
  world.close();
}

async function run({ setLatency }: World): Promise<void> {
  await talk(WARM_UP);
  const near = await talk(TURNS);
  await setLatency(LATENCY_MS);
  const far = await talk(TURNS);
  const results = Object.fromEntries(
    ['menu', 'mark attendance'].map((text) => {
      const of = (all: Counted[]) => all.filter(({ turn }) => turn.text === text);
      const ms = of(far).map(({ turn }) => turn.replied - turn.sent);
      const far50 = { p50: rounded(median(ms)), p95: rounded(percentile(ms, 0.95)) };
      return [text, { ...summary(of(near)), far: far50 }];
    }),
  );
  const all = Object.values(results);
  table('Requests of a turn (medians)', [
    ['', ...Object.keys(results), 'aim'],
    ['SQL before the reply', ...all.map((r) => r.sqlBefore), `<= ${AIM.sqlBefore}`],
    ['SQL after it', ...all.map((r) => r.sqlAfter), `<= ${AIM.sqlAfter}`],
    ['Upstash before', ...all.map((r) => r.upstashBefore), ''],
    ['Upstash after', ...all.map((r) => r.upstashAfter), ''],
    ['Graph: replies', ...all.map((r) => r.replies), ''],
    ['Graph: marks as read', ...all.map((r) => r.marks), ''],
    [`p50 with ${LATENCY_MS} ms on every call`, ...all.map((r) => r.far.p50), `<= ${AIM.p50}`],
    [`p95 with ${LATENCY_MS} ms on every call`, ...all.map((r) => r.far.p95), ''],
  ]);
  for (const [text, { sequence }] of Object.entries(results)) {
    table(`"${text}": its SQL requests`, [['', 'statements'], ...sequence]);
  }
  await save('requests', { latencyMs: LATENCY_MS, turns: results }, { before: loadBefore });
}

/** One turn after another, each with all its requests. The first turn of a pair leaves what the second begins. */
async function talk(pairs: number): Promise<Counted[]> {
  const { driver, people, school } = world;
  const counted: Counted[] = [];
  for (let i = 0; i < pairs; i++) {
    const phone = people.teachers[i % people.teachers.length] ?? '';
    for (const text of ['menu', 'mark attendance']) {
      await world.calls();
      const graph = { ...driver.graph };
      const turn = await driver.ask(school.url, phone, text);
      // Long enough for what comes after the reply, wherever the database is.
      await sleep(30 + driver.latencyMs * 8);
      const calls = await world.calls();
      counted.push({
        turn,
        before: calls.filter((c) => c.from < turn.replied),
        after: calls.filter((c) => c.from >= turn.replied),
        graph: {
          replies: driver.graph.replies - graph.replies,
          marks: driver.graph.marks - graph.marks,
        },
      });
    }
  }
  return counted;
}

function summary(turns: readonly Counted[]) {
  const count = (of: (c: Counted) => number) => median(turns.map(of));
  const to = (calls: readonly Call[], where: Call['to']) => calls.filter((c) => c.to === where).length;
  return {
    sqlBefore: count((c) => to(c.before, 'sql')),
    sqlAfter: count((c) => to(c.after, 'sql')),
    upstashBefore: count((c) => to(c.before, 'upstash')),
    upstashAfter: count((c) => to(c.after, 'upstash')),
    replies: count((c) => c.graph.replies),
    marks: count((c) => c.graph.marks),
    sequence: usual(turns),
  };
}

/** The sequence of SQL requests that most turns had, with the statements in each. */
function usual(turns: readonly Counted[]): [string, number][] {
  const tally = new Map<string, number>();
  for (const { before, after } of turns) {
    const line = [
      ...before.map((c) => [c.name, c] as const),
      ...after.map((c) => [`${c.name} (after)`, c] as const),
    ]
      .filter(([, c]) => c.to === 'sql')
      .map(([name, c]) => [name, c.statements]);
    const key = JSON.stringify(line);
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  const [most] = [...tally].sort((a, b) => b[1] - a[1]);
  return JSON.parse(most?.[0] ?? '[]');
}
