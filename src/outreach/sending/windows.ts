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

/** The first that can count; the second's count then begins anew, so that one change may let a second's worth more go. */
export function firstThatCounts(first: SendWindow, second: SendWindow, log: Log): SendWindow {
  return {
    async add(at, n) {
      try {
        return await first.add(at, n);
      } catch (error) {
        log.warn('send_window_failed', { error: error instanceof Error ? error.name : 'unknown' });
        return second.add(at, n);
      }
    },
  };
}

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
