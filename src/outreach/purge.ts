import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { type Did, type Run, hasTime } from './run.js';

/** So many rows go with one statement, and so many statements with one run: the rest is the next run's. */
const SLICE = 1000;
const MOST = 50;

/** A statement that takes up to so many rows away and answers how many it took. */
interface Purging {
  name: string;
  slice(run: Run, limit: number): SQL;
}

const DAY_MS = 86_400_000;

/** The instant so many days before now, by the app's clock. */
function before({ now }: Run, days: number): SQL {
  return sql`${new Date(now.getTime() - days * DAY_MS).toISOString()}::timestamptz`;
}

function rowsOf(table: SQL, which: SQL, limit: number): SQL {
  return sql`
    with chosen as (select x.ctid from ${table} x where ${which} limit ${limit} for update skip locked),
    gone as (delete from ${table} x using chosen c where x.ctid = c.ctid returning 1)
    select count(*) as n from gone`;
}

/** How long the records of finished things are kept beside the message log, in days. */
const KEPT = { codes: 2, invites: 30, drafts: 90, handovers: 90, usage: 400, runs: 90 } as const;

/** A message is old by when it happened and by when it was stored. */
const isOld = (run: Run) => sql`x.created_at < ${before(run, run.rules.messageDays)}
  and coalesce(x.sent_at, x.not_before, x.created_at) < ${before(run, run.rules.messageDays)}`;

/** Never what is still to be answered or sent, nor a dead letter that nobody has settled. */
const IS_OPEN = sql`(x.status in ('received', 'queued', 'sending') or (x.direction = 'inbound' and x.status = 'dead'))`;
/** The office has this conversation, or its broadcast is not over: somebody may still look at it. */
const IS_LIVE = sql`(exists (select 1 from bot.handovers h where h.person_id = x.person_id and h.ended_at is null)
  or exists (select 1 from bot.broadcasts b where b.id = x.broadcast_id and b.status not in ('cancelled', 'finished')))`;
/** A welcome is said once in all: that it was is kept, what it said is not. */
const SAID_ONCE = sql`(x.kind = 'enrollment_welcome' and x.once_key is not null)`;

const PURGES: readonly Purging[] = [
  {
    name: 'messages',
    slice: (run, limit) =>
      rowsOf(
        sql`bot.whatsapp_messages`,
        sql`${isOld(run)} and not ${IS_OPEN} and not ${IS_LIVE} and not ${SAID_ONCE}`,
        limit,
      ),
  },
  {
    name: 'welcomes_emptied',
    slice: (run, limit) => sql`
      with chosen as (select x.id from bot.whatsapp_messages x
        where ${isOld(run)} and not ${IS_OPEN} and ${SAID_ONCE}
          and (x.content is not null or x.payload is not null) limit ${limit} for update skip locked),
      done as (update bot.whatsapp_messages m set content = null, payload = null, phone_number = null
        from chosen c where m.id = c.id returning 1)
      select count(*) as n from done`,
  },
  {
    name: 'sessions',
    // What hangs on it (messages, drafts) stays and forgets which session it was.
    slice: (run, limit) =>
      rowsOf(
        sql`bot.whatsapp_sessions`,
        sql`x.expires_at < ${before(run, run.rules.sessionDays)}`,
        Math.ceil(limit / 5),
      ),
  },
  {
    name: 'codes',
    slice: (run, limit) =>
      rowsOf(sql`bot.one_time_codes`, sql`x.expires_at < ${before(run, KEPT.codes)}`, limit),
  },
  {
    name: 'drafts',
    slice: (run, limit) =>
      rowsOf(
        sql`bot.attendance_drafts`,
        sql`x.status <> 'draft' and x.updated_at < ${before(run, KEPT.drafts)}`,
        limit,
      ),
  },
  {
    name: 'handovers',
    slice: (run, limit) =>
      rowsOf(sql`bot.handovers`, sql`x.ended_at < ${before(run, KEPT.handovers)}`, limit),
  },
  {
    name: 'invites',
    slice: (run, limit) => {
      const old = before(run, KEPT.invites);
      return rowsOf(sql`bot.link_invites`, sql`x.used_at < ${old} or x.expires_at < ${old}`, limit);
    },
  },
  {
    name: 'usage',
    slice: (run, limit) => rowsOf(sql`bot.ai_usage`, sql`x.created_at < ${before(run, KEPT.usage)}`, limit),
  },
  {
    name: 'seconds',
    // Counted by whichever clock sends: a day later nobody asks for it by any.
    slice: (_run, limit) =>
      rowsOf(sql`bot.send_seconds`, sql`x.second < extract(epoch from now()) - 86400`, limit),
  },
  {
    name: 'runs',
    slice: (run, limit) => rowsOf(sql`bot.job_runs`, sql`x.ran_at < ${before(run, KEPT.runs)}`, limit),
  },
];

/**
 * Takes away what was kept long enough, counted, a slice at a time. Stops when the time is up or a run has done its
 * share; twice or at the same time is harmless, since each slice passes over the rows that another holds.
 */
export async function purge(run: Run): Promise<Did> {
  const counts: Record<string, number> = {};
  let slices = 0;
  for (const { name, slice } of PURGES) {
    counts[name] = 0;
    for (;;) {
      if (!hasTime(run) || slices >= MOST) return { done: false, counts };
      slices += 1;
      const n = await taken(run.db, slice(run, SLICE));
      counts[name] += n;
      if (n === 0) break;
    }
  }
  return { done: true, counts };
}

async function taken(db: Db, statement: SQL): Promise<number> {
  const { rows } = await db.execute<{ n: string }>(statement);
  return Number(rows[0]?.n ?? 0);
}
