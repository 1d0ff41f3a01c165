import type { App } from './app.js';
import { reconcilePayments } from './http/payments.js';
import { workAll } from './http/webhook.js';
import { waitingPeople } from './mailbox/lease.js';

/** What a job did, in counts. */
export type JobReport = Record<string, number>;
type Job = (app: App) => Promise<JobReport>;

/** How many people one tick looks after; the next one goes on. */
const PEOPLE_A_TICK = 500;

/** Name → what any scheduler may call. Each may run twice or at the same time. */
const JOBS: Record<string, Job> = {
  /** Books what Razorpay's webhooks missed. */
  reconcile: (app) => reconcilePayments(app),
  /** Answers what nobody answered and sends what has become due. */
  tick: async (app) => {
    const people = await waitingPeople(app.db, app.clock.now(), PEOPLE_A_TICK);
    await workAll(app, people);
    // Bounded, and each link at most every ten minutes; one that fails is the next tick's.
    const money = await reconcilePayments(app).catch((error: unknown) => {
      app.log.error('reconcile_failed', error);
      return { booked: 0 };
    });
    return { people: people.length, booked: money.booked };
  },
};

export function jobNamed(name: string): Job | undefined {
  return Object.hasOwn(JOBS, name) ? JOBS[name] : undefined;
}
