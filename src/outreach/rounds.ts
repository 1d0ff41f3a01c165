import type { Reminder } from '../school/office/reminders.js';
import { sendDigest, weekOf } from './digest.js';
import { claimRun, finishRun, leaveRun, ranLast } from './job-runs.js';
import { LIST_AT, listUnmarked } from './prompts/unmarked.js';
import { purge } from './purge.js';
import { remindOfClasses } from './reminders/classes.js';
import { tellLowBalances } from './reminders/low-balance.js';
import { remindOfPayments } from './reminders/payments.js';
import { remindOfUnfinished } from './reminders/unfinished.js';
import { welcomeNewPupils } from './reminders/welcome.js';
import type { Did, Run, RunRules } from './run.js';
import { rereadTemplates } from './templates/reread.js';

/** Part of a job that has its hour: begun by the first tick in it, once a day, an hour or a week. */
interface Round {
  name: string;
  job: 'reminders' | 'prompts' | 'digest' | 'purge' | 'reconcile';
  /** What switches it off for everybody; null for what nobody notices. */
  key: Reminder | null;
  /** The times of day (school time) between which it is begun. What would come at night waits for the next day. */
  from: string | ((rules: RunRules) => string);
  to: string;
  every: 'day' | 'hour' | 'week';
  work(run: Run): Promise<Did>;
}

const EVENING = '20:45';
const ROUNDS: readonly Round[] = [
  {
    name: 'purge',
    job: 'purge',
    key: null,
    from: '03:00',
    to: '24:00',
    every: 'day',
    work: purge,
  },
  {
    name: 'templates',
    job: 'reconcile',
    key: null,
    from: '04:00',
    to: '07:00',
    every: 'day',
    work: rereadTemplates,
  },
  {
    name: 'unfinished',
    job: 'reminders',
    key: 'REMINDER_UNFINISHED',
    from: '08:00',
    to: EVENING,
    every: 'hour',
    work: remindOfUnfinished,
  },
  {
    name: 'payments',
    job: 'reminders',
    key: 'REMINDER_PAYMENT',
    from: (rules) => rules.paymentAt,
    to: EVENING,
    every: 'day',
    work: remindOfPayments,
  },
  {
    name: 'welcome',
    job: 'reminders',
    key: 'REMINDER_WELCOME',
    from: '10:00',
    to: EVENING,
    every: 'day',
    work: welcomeNewPupils,
  },
  {
    name: 'low_balance',
    job: 'reminders',
    key: 'REMINDER_LOW_BALANCE',
    from: '11:00',
    to: EVENING,
    every: 'day',
    work: tellLowBalances,
  },
  {
    name: 'classes',
    job: 'reminders',
    key: 'REMINDER_CLASS',
    from: '18:00',
    to: EVENING,
    every: 'day',
    work: remindOfClasses,
  },
  {
    name: 'unmarked',
    job: 'prompts',
    key: 'REMINDER_ATTENDANCE',
    from: LIST_AT,
    to: '24:00',
    every: 'day',
    work: listUnmarked,
  },
  {
    name: 'digest',
    job: 'digest',
    key: 'REMINDER_DIGEST',
    from: '09:00',
    to: EVENING,
    every: 'week',
    work: sendDigest,
  },
];

/** What the rounds did: counts of each, and how many failed or stopped for the time. */
export type RoundsReport = Record<string, number>;

/**
 * Begins what has its hour now. `of`: one job alone, now, whether or not it ran today (called by name); without it
 * everything that has not run yet, each by one of many callers. One round's failure never ends the others.
 */
export async function runRounds(run: Run, of?: Round['job']): Promise<RoundsReport> {
  const inTime = ROUNDS.filter((r) => (of === undefined || r.job === of) && isTime(run, r, of !== undefined));
  const on = inTime.filter((r) => r.key === null || !run.rules.off[r.key]);
  if (on.length === 0) return {};
  const last = of === undefined ? await ranLast(run.db) : new Map<string, string>();
  const report: RoundsReport = {};
  for (const round of on) {
    const ranFor = ranForOf(run, round.every);
    if (last.get(round.name) === ranFor) continue;
    const counts = await begin(run, round, { ranFor, claimed: of === undefined });
    for (const [what, n] of Object.entries(counts)) report[what] = (report[what] ?? 0) + n;
  }
  return report;
}

async function begin(
  run: Run,
  { name, work }: Round,
  { ranFor, claimed }: { ranFor: string; claimed: boolean },
): Promise<Record<string, number>> {
  const of = { name, ranFor };
  try {
    if (claimed && !(await claimRun(run.db, of))) return {};
    const { done, counts } = await work(run);
    if (claimed) await (done ? finishRun(run.db, of, { now: run.now, counts }) : leaveRun(run.db, of));
    run.log.info('job', { job: name, ranFor, done, ...counts });
    return done ? counts : { ...counts, unfinished_jobs: 1 };
  } catch (error) {
    // The claim runs out by itself: it is tried again in a minute or two.
    run.log.error('job_failed', error, { job: name });
    return { failed_jobs: 1 };
  }
}

/** What nobody is written to about, or is due on any day of a week, is done at any hour when it is asked for by name. */
function isTime(run: Run, { from, to, job }: Round, named: boolean): boolean {
  if (named && (job === 'purge' || job === 'digest' || job === 'reconcile')) return true;
  return run.clock >= startOf(run, from) && run.clock < to;
}

function startOf({ rules }: Run, from: Round['from']): string {
  return typeof from === 'string' ? from : from(rules);
}

function ranForOf({ today, clock }: Run, every: Round['every']): string {
  switch (every) {
    case 'day':
      return today;
    case 'hour':
      return `${today} ${clock.slice(0, 2)}`;
    case 'week':
      return weekOf(today);
  }
}
