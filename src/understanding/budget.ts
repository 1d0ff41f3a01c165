import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { aiUsage } from '../../db/schema/bot.js';
import type { ModelUsage } from './intent.js';

export interface BudgetOptions {
  db: Db;
  clock: { now(): Date };
  callsPerMinute: number;
  /** US dollars in one school-local day. */
  perDayUsd: number;
  /** Where the school has not said in its settings which zone its day is in. */
  timezone: string;
  model: string;
  /** Told once a day when four fifths are spent, and once when all is. */
  onSpent(share: 'most' | 'all'): void;
}

export type Reserved = { kind: 'ok'; id: string } | { kind: 'limited' } | { kind: 'over_budget' };

/** What a call is for: to find out what somebody wants, or which question the school has an answer to. */
export type Purpose = 'understand' | 'choose';

/** Counts model calls and what they cost over all instances, in bot.ai_usage. */
export interface Budget {
  /** Takes a place for one call before it is made, in one request. */
  reserve(personId: string | null, purpose?: Purpose): Promise<Reserved>;
  /** What the call came to; `outcome` says how it ended. */
  record(id: string, usage: ModelUsage | null, outcome: string): Promise<void>;
}

export function createBudget(options: BudgetOptions): Budget {
  const { db, clock, model } = options;
  const warned = { most: '', all: '' };
  const warn = (share: 'most' | 'all', day: string) => {
    if (warned[share] === day) return;
    warned[share] = day;
    options.onSpent(share);
  };
  return {
    async reserve(personId, purpose = 'understand') {
      const { rows } = await db.execute<Row>(RESERVE({ ...options, personId, purpose, now: clock.now() }));
      const [row] = rows;
      const spent = Number(row?.spent ?? 0);
      const day = row?.day ?? '';
      if (spent >= options.perDayUsd) warn('all', day);
      else if (spent >= options.perDayUsd * 0.8) warn('most', day);
      if (row?.id) return { kind: 'ok', id: row.id };
      return spent >= options.perDayUsd ? { kind: 'over_budget' } : { kind: 'limited' };
    },
    async record(id, usage, outcome) {
      await db
        .update(aiUsage)
        .set({
          outcome,
          model: usage?.model ?? model,
          inputTokens: usage?.inputTokens ?? 0,
          cachedTokens: usage?.cachedTokens ?? 0,
          outputTokens: usage?.outputTokens ?? 0,
          costUsd: String(usage?.costUsd ?? 0),
          latencyMs: usage?.latencyMs ?? null,
        })
        .where(eq(aiUsage.id, id));
    },
  };
}

type Row = { id: string | null; spent: string; day: string };
type Reservation = Pick<BudgetOptions, 'callsPerMinute' | 'perDayUsd' | 'timezone' | 'model'> & {
  personId: string | null;
  purpose: Purpose;
  now: Date;
};

const RESERVE = (r: Reservation) => {
  const now = sql`${r.now.toISOString()}::timestamptz`;
  const zone = sql`coalesce((select value #>> '{}' from bot.settings where key = 'SCHOOL_TIMEZONE'), ${r.timezone})`;
  return sql`
    with day as materialized (
      select tz, date_trunc('day', ${now} at time zone tz) as begins from (select ${zone} as tz) as zone
    ), used as (
      select count(*) filter (where created_at > ${now} - interval '1 minute') as calls,
        coalesce(sum(cost_usd) filter (where created_at >= (select begins at time zone tz from day)), 0) as spent
      from bot.ai_usage
      where created_at >= least((select begins at time zone tz from day), ${now} - interval '1 minute')
    ), taken as (
      insert into bot.ai_usage (person_id, purpose, model, created_at)
      select ${r.personId}::uuid, ${r.purpose}, ${r.model}, ${now} from used
      where calls < ${r.callsPerMinute} and spent < ${r.perDayUsd} returning id
    ) select (select id from taken) as id, spent, (select to_char(begins, 'YYYY-MM-DD') from day) as day from used`;
};
