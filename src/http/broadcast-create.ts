import * as z from 'zod';
import { GuardFailed, commit } from '../../db/client.js';
import { RuleError } from '../errors.js';
import type { Audience } from '../outreach/broadcast/audience.js';
import { idsOf, listOf } from '../outreach/broadcast/choices.js';
import { type Created, type NewBroadcast, createBroadcast } from '../outreach/broadcast/create.js';
import type { Letter } from '../outreach/broadcast/page.js';
import { planMore } from '../outreach/broadcast/plan.js';
import { preflight } from '../outreach/broadcast/preflight.js';
import { progressOf } from '../outreach/broadcast/progress.js';
import type { BroadcastContext } from '../outreach/broadcast/rights.js';
import { isTemplateName } from '../outreach/templates/definitions.js';
import { ALL_MS, PATH, contextOf, fit, gone, sendOn } from './broadcast-desk.js';
import {
  BODY_LIMIT,
  Broadcast,
  BroadcastBody,
  PreflightAnswer,
  shownBroadcast,
  shownPreflight,
} from './broadcast-shapes.js';
import { permitted } from './desk.js';
import { json } from './respond.js';
import { ADMIN, type Call, staffRoute } from './route.js';

/** Looking and planning have their share of the function's time. */
const LOOK_MS = 6000;
const PLAN_MS = 6000;
/** What is planned for later than this is more likely a slip of the pen. */
const FURTHEST_MS = 366 * 86_400_000;

const Key = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('the same request with the same key makes one broadcast'),
});

export const createRoute = staffRoute({
  method: 'POST',
  path: PATH,
  who: ADMIN,
  summary: 'A message to many, or with dry_run what it would come to.',
  headers: Key,
  body: BroadcastBody,
  bodyLimit: BODY_LIMIT,
  response: Broadcast.partial().extend({ preflight: PreflightAnswer }),
  status: 201,
  async handle(call) {
    const until = Date.now() + ALL_MS;
    const ctx = await contextOf(call);
    const letter = await letterFrom(call);
    const scheduleAt = call.body.schedule_at ? new Date(call.body.schedule_at) : null;
    if (scheduleAt && scheduleAt < ctx.now)
      throw new RuleError('unprocessable', 'schedule_at lies in the past.');
    if (scheduleAt && scheduleAt.getTime() > ctx.now.getTime() + FURTHEST_MS)
      throw new RuleError('unprocessable', 'schedule_at is more than a year away.');
    const seen = await preflight(ctx, {
      letter,
      startsAt: scheduleAt ?? ctx.now,
      mayGoOn: within(LOOK_MS),
    });
    const found = fit(permitted(seen));
    if (call.body.dry_run) return json({ preflight: shownPreflight(found) });
    const given = call.headers['idempotency-key'];
    const key = given ? `${call.staff.id}:${given}` : null;
    const { id, before } = await made(ctx, { letter, scheduleAt, key });
    const { approvalAbove } = ctx.rules;
    await planMore({ ...ctx, approvalAbove }, id, within(PLAN_MS));
    sendOn(call, until);
    const now = await progressOf(ctx, id);
    if (now.kind !== 'progress') throw gone();
    const answer = { ...shownBroadcast(now.broadcast), preflight: shownPreflight(found) };
    return json(answer, before ? 200 : 201);
  },
});

/** The broadcast of this request, new or made before by the same one. */
async function made(ctx: BroadcastContext, wish: NewBroadcast): Promise<{ id: string; before: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const { outcome, writes } = await createBroadcast(ctx, wish);
    const made = idOf(fit(permitted(outcome)));
    try {
      await commit(ctx.db, writes);
      return made;
    } catch (error) {
      // The same request came twice at once, and the other was faster: it is found the next time.
      if (!(error instanceof GuardFailed) || attempt === 3) throw error;
    }
  }
}

type Fit = Extract<Created, { kind: 'created' | 'same' | 'key_used' | 'nobody' }>;

function idOf(outcome: Fit): { id: string; before: boolean } {
  switch (outcome.kind) {
    case 'created':
      return { id: outcome.id, before: false };
    case 'same':
      return { id: outcome.broadcast.id, before: true };
    case 'key_used':
      throw new RuleError('conflict', 'Another request has used this Idempotency-Key.');
    case 'nobody':
      throw new RuleError(
        'unprocessable',
        `There is nobody to write to: ${Object.entries(outcome.leftOut)
          .map(([why, n]) => `${why} ${n}`)
          .join(', ')}.`,
      );
  }
}

async function letterFrom({ app, body }: Pick<Call<unknown, unknown, BroadcastBody>, 'app' | 'body'>) {
  const { template_name: template, language, parameters } = body;
  if (!isTemplateName(template))
    throw new RuleError('unprocessable', `template_name: there is no template called “${template}”.`);
  const audience = await audienceFrom(app, body);
  return { audience, template, language: language ?? null, parameters } satisfies Letter;
}

/** @throws RuleError unprocessable naming what the list holds that is unknown, or that it is empty. */
async function audienceFrom(
  { db }: Call['app'],
  { recipient_type: kind, recipient_list: list }: BroadcastBody,
): Promise<Audience> {
  if (kind === 'all_students' || kind === 'all_teachers') return { kind };
  if (list.length === 0) throw new RuleError('unprocessable', 'recipient_list must not be empty.');
  if (kind === 'custom') return listOf(list);
  const { ids, unknown } = await idsOf(db, kind, list);
  if (unknown.length > 0)
    throw new RuleError('unprocessable', `recipient_list: unknown ${kind}: ${unknown.join(', ')}.`);
  return { kind, ids };
}

function within(ms: number): () => boolean {
  const until = Date.now() + ms;
  return () => Date.now() < until;
}
