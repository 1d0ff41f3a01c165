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

/** @throws RuleError unprocessable for what can be sent to nobody, naming every bad parameter. */
export function fit<T extends { kind: string }>(
  outcome: T,
): Exclude<T, { kind: 'unfit' } | { kind: 'no_template' } | { kind: 'not_office' }> {
  if (outcome.kind === 'unfit' && 'problems' in outcome)
    throw new RuleError('unprocessable', `Please correct: ${(outcome.problems as string[]).join('; ')}.`);
  if (outcome.kind === 'no_template')
    throw new RuleError('unprocessable', 'Meta has not approved this template, or not in this language.');
  if (outcome.kind === 'not_office')
    throw new RuleError('unprocessable', 'A test goes only to the number of an admin.');
  return outcome as Exclude<T, { kind: 'unfit' } | { kind: 'no_template' } | { kind: 'not_office' }>;
}

export function gone(): RuleError {
  return new RuleError('not_found', 'There is no such broadcast.');
}
