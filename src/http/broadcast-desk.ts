import { waitUntil } from '@vercel/functions';
import { RuleError } from '../errors.js';
import type { BroadcastContext } from '../outreach/broadcast/rights.js';
import { deskOf } from './desk.js';
import { drainOutbox } from './drain.js';
import type { Call } from './route.js';

export const PATH = '/api/whatsapp/broadcast';
/** vercel.json gives the function 30 seconds: what is left of them is for sending, and the tick goes on. */
export const ALL_MS = 27_000;

export async function contextOf(call: Pick<Call, 'app' | 'staff'>): Promise<BroadcastContext> {
  const { settings, ...desk } = await deskOf(call);
  return { ...desk, rules: settings };
}

/** What may go goes on its way without waiting for the next tick. */
export function sendOn({ app }: Pick<Call, 'app'>, until = Date.now() + ALL_MS): void {
  const sending = drainOutbox(app, until).catch((error: unknown) => app.log.error('drain_failed', error));
  waitUntil(sending);
}

type Unfit =
  | { kind: 'unfit'; problems: string[] }
  | { kind: 'no_template'; template: string }
  | { kind: 'not_office' };

/** @throws RuleError unprocessable for what can be sent to nobody, naming every bad parameter. */
export function fit<T extends { kind: string }>(outcome: T | Unfit): T {
  if (!isUnfit(outcome)) return outcome;
  throw new RuleError('unprocessable', whyUnfit(outcome));
}

function isUnfit(outcome: { kind: string }): outcome is Unfit {
  return ['unfit', 'no_template', 'not_office'].includes(outcome.kind);
}

function whyUnfit(outcome: Unfit): string {
  switch (outcome.kind) {
    case 'unfit':
      return `Please correct: ${outcome.problems.join('; ')}.`;
    case 'no_template':
      return 'Meta has not approved this template, or not in this language.';
    case 'not_office':
      return 'A test goes only to the number of an admin.';
  }
}

export function gone(): RuleError {
  return new RuleError('not_found', 'There is no such broadcast.');
}
