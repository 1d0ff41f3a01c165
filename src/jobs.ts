import { settings } from '../db/schema/bot.js';
import type { App } from './app.js';
import { settingsFrom } from './conversation/settings.js';
import { drainOutbox } from './http/drain.js';
import { reconcilePayments } from './http/payments.js';
import { workAll } from './http/webhook.js';
import { waitingPeople } from './mailbox/lease.js';
import { planWaiting } from './outreach/broadcast/job.js';
import { askTeachers } from './outreach/prompts/ask.js';
import { runRounds } from './outreach/rounds.js';
import { type Run, runRules } from './outreach/run.js';
import { localDate, localTime } from './school/dates.js';
import { ownTemplatesAtMeta } from './whatsapp/templates.js';

/** What a job did, in counts. */
export type JobReport = Record<string, number>;
type Job = (app: App) => Promise<JobReport>;

/** How many people one tick looks after; the next one goes on. */
const PEOPLE_A_TICK = 500;
/** vercel.json gives the function 60 seconds: who waits comes first, then what is due, then what is to be sent. */
const ANSWER_MS = 20_000;
const DUE_MS = 35_000;
const PLAN_MS = 40_000;
const ALL_MS = 50_000;

/** Name → what any scheduler may call. Each may run twice or at the same time. */
const JOBS: Record<string, Job> = {
  /** What webhooks missed: payments of Razorpay's, templates of Meta's. */
  reconcile: async (app) => ({
    ...(await reconcilePayments(app)),
    ...(await runRounds(await runFor(app, DUE_MS), 'reconcile')),
  }),
  /** Fees, classes of tomorrow, low balances, what was left unfinished: each in its hours. */
  reminders: async (app) => runRounds(await runFor(app, DUE_MS), 'reminders'),
  /** Asks teachers whose class has ended; in the evening tells the office what nobody marked. */
  prompts: async (app) => prompts(await runFor(app, DUE_MS)),
  digest: async (app) => runRounds(await runFor(app, DUE_MS), 'digest'),
  purge: async (app) => runRounds(await runFor(app, DUE_MS), 'purge'),
  /** Answers what nobody answered, begins what has its hour, and sends what has become due. */
  tick,
};

export function jobNamed(name: string): Job | undefined {
  return Object.hasOwn(JOBS, name) ? JOBS[name] : undefined;
}

async function tick(app: App): Promise<JobReport> {
  const began = Date.now();
  const people = new Set<string>();
  const report: JobReport = {};
  const part = async (name: string, work: () => Promise<JobReport>) => {
    // One part's trouble never ends the others.
    const counts = await work().catch((error: unknown) => {
      app.log.error('job_failed', error, { job: name });
      return { failed_jobs: 1 };
    });
    for (const [what, n] of Object.entries(counts)) report[what] = (report[what] ?? 0) + n;
  };
  // Without a database there is no tick at all: whoever called hears of it.
  const run = await runFor(app, DUE_MS);
  await part('answers', () => answerWaiting(app, people, ANSWER_MS));
  await part('prompts', () => asked(run));
  await part('rounds', () => runRounds(run));
  // Bounded, and each link at most every ten minutes; one that fails is the next tick's.
  await part('reconcile', async () => ({ booked: (await reconcilePayments(app)).booked }));
  await part('plan', () => planned(app, began + PLAN_MS));
  await part('send', async () => ({ ...(await drainOutbox(app, began + ALL_MS)) }));
  await app.log.flush();
  return { people: people.size, ...report };
}

async function answerWaiting(app: App, seen: Set<string>, ms: number): Promise<JobReport> {
  const people = await waitingPeople(app.db, app.clock.now(), PEOPLE_A_TICK);
  for (const person of people) seen.add(person);
  await workAll(app, people, ms);
  return {};
}

/** Sends nothing: a broadcast goes when all of it is planned. */
async function planned(app: App, until: number): Promise<JobReport> {
  const rows = await app.db.select({ key: settings.key, value: settings.value }).from(settings);
  const kept = Object.fromEntries(rows.map((r) => [r.key, r.value]));
  const { timezone, approvalAbove } = settingsFrom(app.env, kept);
  const at = { db: app.db, log: app.log, now: app.clock.now(), timezone, approvalAbove };
  return { planned: await planWaiting(at, () => Date.now() < until) };
}

async function prompts(run: Run): Promise<JobReport> {
  return { ...(await asked(run)), ...(await runRounds(run, 'prompts')) };
}

async function asked(run: Run): Promise<JobReport> {
  return run.rules.off.REMINDER_ATTENDANCE ? {} : (await askTeachers(run)).counts;
}

/** The school as it is now: its clock, its time zone, and what its office has changed. One request. */
async function runFor(app: App, ms: number): Promise<Run> {
  const rows = await app.db.select({ key: settings.key, value: settings.value }).from(settings);
  const kept = Object.fromEntries(rows.map((r) => [r.key, r.value]));
  const { timezone, lowBalance, quietHours } = settingsFrom(app.env, kept);
  const now = app.clock.now();
  return {
    db: app.db,
    log: app.log,
    meta: ownTemplatesAtMeta(app.env),
    now,
    timezone,
    today: localDate(now, timezone),
    clock: localTime(now, timezone),
    until: Date.now() + ms,
    rules: { ...runRules(app.env, kept), lowBalance, quietHours },
  };
}
