import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { jobRuns } from '../../db/schema/bot.js';

/** How long one caller has a run to itself (the database's clock); one that died in it is taken up again afterwards. */
const ALONE = sql`interval '90 seconds'`;

/** A part of a job, and the school's day or week that it is run for. */
export interface RunOf {
  name: string;
  ranFor: string;
}

/** What each part ran for last: name → day or week. One request. */
export async function ranLast(db: Db): Promise<Map<string, string>> {
  const rows = await db.select({ job: jobRuns.job, ranFor: jobRuns.ranFor }).from(jobRuns);
  return new Map(rows.flatMap((r) => (r.ranFor === null ? [] : [[r.job, r.ranFor] as const])));
}

/**
 * One of many callers gets to run it; false for the others, and once it has run. It only spares work: what must
 * happen once has a key of its own (once_key).
 */
export async function claimRun(db: Db, { name, ranFor }: RunOf): Promise<boolean> {
  const { rows } = await db.execute(sql`
    insert into bot.job_runs as r (job, report)
    values (${name}, jsonb_build_object('busyUntil', now() + ${ALONE}))
    on conflict (job) do update set report = excluded.report
      where r.ran_for is distinct from ${ranFor}
        and coalesce((r.report ->> 'busyUntil')::timestamptz, '-infinity') < now()
    returning 1`);
  return rows.length > 0;
}

/** It is done for that day or week. `now` is the app's clock. */
export async function finishRun(
  db: Db,
  { name, ranFor }: RunOf,
  of: { now: Date; counts: Record<string, number> },
): Promise<void> {
  await db.update(jobRuns).set({ ranFor, ranAt: of.now, report: of.counts }).where(eq(jobRuns.job, name));
}

/** It stopped for the time: the next tick may go on at once. */
export async function leaveRun(db: Db, { name }: RunOf): Promise<void> {
  await db.update(jobRuns).set({ report: {} }).where(eq(jobRuns.job, name));
}
