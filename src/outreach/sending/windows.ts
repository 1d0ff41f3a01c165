import type { Redis } from '@upstash/redis';
import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';
import type { Env } from '../../env.js';
import type { Log } from '../../log.js';
import { type Pacer, type SendWindow, createPacer } from './pace.js';

/** How long a second's count is kept; it is of use while that second lasts. */
const KEPT_SECONDS = 60;

/** Counts in bot.send_seconds. */
export function postgresWindow(db: Db): SendWindow {
  return {
    async add(second, n) {
      const { rows } = await db.execute<{ bulk: number }>(sql`
        with old as (delete from bot.send_seconds where second < ${second - KEPT_SECONDS})
        insert into bot.send_seconds as s (second, bulk) values (${second}, ${Math.max(n, 0)})
        on conflict (second) do update set bulk = greatest(0, s.bulk + ${n}) returning bulk`);
      return Number(rows[0]?.bulk ?? n);
    },
  };
}

/** Counts in Upstash, one call for each. */
export function redisWindow(redis: () => Promise<Redis>): SendWindow {
  return {
    async add(second, n) {
      const key = `sends:${second}`;
      const [count] = await (await redis())
        .multi()
        .incrby(key, n)
        .expire(key, KEPT_SECONDS)
        .exec<[number, number]>();
      if (typeof count !== 'number') throw new TypeError('the store gave no count');
      return count;
    },
  };
}

/** For how many seconds a store that failed is left alone. */
const LEFT_ALONE_SECONDS = 30;

/**
 * Counts in the second where the first fails, for some time. What the first had counted of the second in which it
 * failed is not known, so nobody takes anything of that one any more.
 */
export function firstThatCounts(first: SendWindow, second: SendWindow, log: Log): SendWindow {
  let leftAloneUntil = 0;
  return {
    async add(at, n) {
      if (at < leftAloneUntil) return second.add(at, n);
      try {
        return await first.add(at, n);
      } catch (error) {
        log.warn('send_window_failed', { error: error instanceof Error ? error.name : 'unknown' });
        leftAloneUntil = at + LEFT_ALONE_SECONDS;
        return FULL;
      }
    },
  };
}

/** More than any limit. */
const FULL = 1_000_000;

export interface PacerParts {
  env: Pick<Env, 'SENDS_PER_SECOND'>;
  db: Db;
  log: Log;
  /** Null where there is no such store. */
  redis: (() => Promise<Redis>) | null;
}

/** The pace of this number, counted where all its instances can see it. */
export function pacerOf({ env, db, log, redis }: PacerParts): Pacer {
  const kept = postgresWindow(db);
  const window = redis ? firstThatCounts(redisWindow(redis), kept, log) : kept;
  return createPacer(window, { inAll: env.SENDS_PER_SECOND === 0 ? null : env.SENDS_PER_SECOND });
}
