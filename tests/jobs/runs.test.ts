import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { jobRuns } from '../../db/schema/bot.js';
import { claimRun, finishRun, leaveRun } from '../../src/outreach/job-runs.js';
import { runRounds } from '../../src/outreach/rounds.js';
import { type Run, runRules } from '../../src/outreach/run.js';
import { ownTemplatesAtMeta } from '../../src/whatsapp/templates.js';
import { at, job, notices } from '../outreach/reminders-world.js';
import { useBreakableWorld } from '../webhooks/support/breakable.js';

const world = useBreakableWorld();

describe('who runs a job', () => {
  const run = { name: 'payments', ranFor: '2026-11-24' };
  const claim = (ranFor = run.ranFor) => claimRun(world.app.db, { ...run, ranFor });
  const rows = () => world.app.db.select().from(jobRuns);

  test('is one of many who ask at once', async () => {
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim()));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  test('is nobody once it has run that day, and somebody the next day', async () => {
    await claim();
    await finishRun(world.app.db, run, { now: world.clock.now(), counts: { payment_reminders: 3 } });
    expect(await claim()).toBe(false);
    expect(await rows()).toMatchObject([{ ranFor: '2026-11-24', report: { payment_reminders: 3 } }]);
    expect(await claim('2026-11-25')).toBe(true);
  });

  test('is somebody else when it stopped for the time, or died and was waited for', async () => {
    await claim();
    await leaveRun(world.app.db, run);
    expect(await claim()).toBe(true);
    await world.app.db
      .update(jobRuns)
      .set({ report: sql`jsonb_build_object('busyUntil', now() - interval '1 second')` })
      .where(eq(jobRuns.job, 'payments'));
    expect(await claim()).toBe(true);
  });
});

/** A run of the school's own, with nothing switched off. */
async function runNow(clock: string): Promise<Run> {
  at(world, `11-24T${clock}`);
  const { app } = world;
  const now = app.clock.now();
  const rules = { ...runRules(app.env, {}), lowBalance: 2, quietHours: '21:00-08:00' };
  const school = { timezone: 'Asia/Kolkata', today: '2026-11-24', clock, now };
  const meta = ownTemplatesAtMeta(app.env);
  return { db: app.db, log: app.log, meta, until: Date.now() + 60_000, rules, ...school };
}

describe('the tick', () => {
  test('says in counts what it did', async () => {
    at(world, '11-24T12:00');
    expect(await job(world, 'tick')).toMatchObject({ people: 0, sent: 0 });
  });

  test('goes on with the rest when one part fails, and tries that part again later', async () => {
    at(world, '11-24T03:30');
    // Nothing can be purged while this stands.
    await world.app.db.execute(sql`create function bot.not_now() returns trigger language plpgsql as $$
      begin raise exception 'not now'; end $$`);
    await world.app.db.execute(sql`create trigger not_now before delete on bot.link_invites
      for each statement execute function bot.not_now()`);
    try {
      const report = await job(world, 'tick');
      expect(report).toMatchObject({ failed_jobs: 1, people: 0, sent: 0 });
      expect(world.logged.some((l) => l.includes('job_failed') && l.includes('purge'))).toBe(true);
    } finally {
      await world.app.db.execute(sql`drop function bot.not_now() cascade`);
    }
    // The claim of the one that failed has run out.
    await world.app.db.update(jobRuns).set({ report: {} });
    expect(await job(world, 'tick')).not.toHaveProperty('failed_jobs');
    expect(await world.app.db.select().from(jobRuns)).toMatchObject([{ job: 'purge', ranFor: '2026-11-24' }]);
  });

  test('leaves what it had no time for to the next one', async () => {
    const run = { ...(await runNow('12:00')), until: Date.now() - 1 };
    expect(await runRounds(run)).toMatchObject({ unfinished_jobs: expect.any(Number), payment_reminders: 0 });
    const finished = async () => (await world.app.db.select().from(jobRuns)).filter((r) => r.ranFor !== null);
    expect((await finished()).map((r) => r.job)).not.toContain('payments');
    await runRounds(await runNow('12:01'));
    expect((await finished()).map((r) => r.job)).toContain('payments');
    const rest = (await notices(world)).filter((n) => n.kind === 'payment_reminder');
    expect(rest.length).toBeGreaterThan(5);
  });

  test.each(['reminders', 'prompts', 'digest', 'purge', 'reconcile'])(
    '%s may be called alone, twice and at once',
    async (name) => {
      at(world, '11-24T12:00');
      const reports = await Promise.all([job(world, name), job(world, name)]);
      expect(reports).toHaveLength(2);
      expect(await notices(world)).toEqual([]);
    },
  );
});
