import { Redis } from '@upstash/redis';
import { http } from 'msw';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { upstashBridge } from '../../dev/redis/bridge.js';
import { memoryRedis } from '../../dev/redis/memory.js';
import { createLog } from '../../src/log.js';
import { type Pacer, type SendWindow, createPacer } from '../../src/outreach/sending/pace.js';
import { firstThatCounts, postgresWindow, redisWindow } from '../../src/outreach/sending/windows.js';
import { type TestDatabase, openDatabase } from '../support/database.js';
import { server } from '../support/network.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
afterEach(() => void vi.useRealTimers());

const redis = async () =>
  new Redis({
    url: 'https://redis.test',
    token: 'x',
    automaticDeserialization: false,
    retry: { retries: 0 },
  });
const store = memoryRedis();
const withRedis = () => {
  const bridge = upstashBridge(store, { token: 'x' });
  server.use(http.post('https://redis.test/*', ({ request }) => bridge(request)));
  return redisWindow(redis);
};

describe.each([
  ['in Postgres', () => postgresWindow(database.db)],
  ['in Upstash', withRedis],
])('a second’s count %s', (_where, open) => {
  let second = 1_790_000_000;

  test('is one number for all who count, and each second has its own', async () => {
    const [one, other] = [open(), open()];
    second += 100;
    expect(await one.add(second, 20)).toBe(20);
    expect(await open().add(second + 1, 5)).toBe(5);
    expect(await other.add(second, 30)).toBe(50);
  });

  test('goes down by what is given back', async () => {
    const window = open();
    second += 100;
    await window.add(second, 20);
    await window.add(second, -8);
    expect(await window.add(second, 1)).toBe(13);
  });

  test('loses nothing when many count at the same time', async () => {
    const window = open();
    second += 100;
    const counts = await Promise.all(Array.from({ length: 20 }, () => window.add(second, 3)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => (i + 1) * 3));
  });
});

test('where Upstash is away, Postgres counts', async () => {
  server.use(http.post('https://redis.test/*', () => Response.error()));
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void lines.push(line) });
  const window = firstThatCounts(redisWindow(redis), postgresWindow(database.db), log);
  // What had been counted in that second is not known: it counts as full.
  expect(await window.add(1_790_500_000, 7)).toBeGreaterThan(80);
  expect(await window.add(1_790_500_001, 7)).toBe(7);
  expect(await window.add(1_790_500_001, 1)).toBe(8);
  expect(lines.join()).toContain('send_window_failed');
});

describe('the pace of a number', () => {
  /** One count that all share, as Upstash keeps it. */
  function shared(): SendWindow {
    const counts = new Map<number, number>();
    return {
      async add(second, n) {
        counts.set(second, (counts.get(second) ?? 0) + n);
        return counts.get(second) ?? 0;
      },
    };
  }

  /** How many may go in each second, for so long. */
  async function perSecond(pacers: readonly Pacer[], seconds: number): Promise<number[]> {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z') });
    const began = Date.now();
    const went = new Map<number, number>();
    const work = Promise.all(
      pacers.flatMap((pacer) =>
        [1, 2].map(async () => {
          for (;;) {
            const { count } = await pacer.permit(25, began + seconds * 1000);
            if (count === 0) return;
            const second = Math.floor((Date.now() - began) / 1000);
            went.set(second, (went.get(second) ?? 0) + count);
          }
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(seconds * 1000 + 2000);
    await work;
    return Array.from({ length: seconds }, (_, i) => went.get(i) ?? 0);
  }

  test('is sixty of eighty for what the school starts, in every second, however many instances there are', async () => {
    const window = shared();
    const pacers = [1, 2, 3].map(() => createPacer(window, { inAll: 80 }));
    expect(await perSecond(pacers, 10)).toEqual(Array<number>(10).fill(60));
  });

  test('leaves to answers what they take beyond their share', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00.100Z') });
    const pacer = createPacer(shared(), { inAll: 80 });
    pacer.noteReplies(50);
    expect(await pacer.permit(60, Date.now() + 5000)).toMatchObject({ count: 30 });
  });

  test('is another where Meta allows the number another, and none where no limit is set', async () => {
    expect(await perSecond([createPacer(shared(), { inAll: 20 })], 3)).toEqual([15, 15, 15]);
    const free = createPacer(shared(), { inAll: null });
    expect(await free.permit(10_000, Date.now() + 1000)).toMatchObject({ count: 10_000 });
  });

  test('rests when Meta says it was too fast, and ends when the time is over', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00.100Z') });
    const pacer = createPacer(shared(), { inAll: 80 });
    pacer.rest(2000);
    const began = Date.now();
    const permit = pacer.permit(1, began + 10_000);
    await vi.advanceTimersByTimeAsync(5000);
    expect((await permit).second).toBeGreaterThanOrEqual(Math.floor((began + 2000) / 1000));
    const late = pacer.permit(1, began);
    await vi.advanceTimersByTimeAsync(100);
    expect(await late).toMatchObject({ count: 0 });
  });

  test('gives nobody more when what was not used is given back', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00.100Z') });
    const pacer = createPacer(shared(), { inAll: 80 });
    const first = await pacer.permit(60, Date.now() + 500);
    await pacer.giveBack(first, 20);
    expect(await pacer.permit(60, Date.now() + 500)).toMatchObject({ count: 20, second: first.second });
  });
});
