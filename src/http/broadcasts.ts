import { waitUntil } from '@vercel/functions';
import * as z from 'zod';
import { GuardFailed, commit } from '../../db/client.js';
import { RuleError } from '../errors.js';
import type { Audience } from '../outreach/broadcast/audience.js';
import { idsOf, listOf } from '../outreach/broadcast/choices.js';
import { ACTIONS, type Controlled, controlBroadcast } from '../outreach/broadcast/control.js';
import { type Created, type NewBroadcast, createBroadcast } from '../outreach/broadcast/create.js';
import { letterOf } from '../outreach/broadcast/letter.js';
import type { Letter } from '../outreach/broadcast/page.js';
import { planMore } from '../outreach/broadcast/plan.js';
import { preflight } from '../outreach/broadcast/preflight.js';
import { listBroadcasts, progressOf } from '../outreach/broadcast/progress.js';
import type { BroadcastContext } from '../outreach/broadcast/rights.js';
import { tryOut } from '../outreach/broadcast/try-out.js';
import { isTemplateName } from '../outreach/templates/definitions.js';
import {
  BODY_LIMIT,
  Broadcast,
  BroadcastBody,
  PreflightAnswer,
  ProgressAnswer,
  shownBroadcast,
  shownPreflight,
  shownProgress,
} from './broadcast-shapes.js';
import { deskOf, permitted, save } from './desk.js';
import { drainOutbox } from './drain.js';
import { phoneOf } from './people.js';
import { json } from './respond.js';
import { ADMIN, type Call, type Route, staffRoute } from './route.js';
import { Id, Limit, NextCursor } from './shapes.js';

const PATH = '/api/whatsapp/broadcast';
/** vercel.json gives the function 30 seconds: looking and planning have their share, sending the rest; the tick goes on. */
const LOOK_MS = 6000;
const PLAN_MS = 6000;
const ALL_MS = 27_000;

const ById = z.object({ id: Id });
const Key = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('the same request with the same key makes one broadcast'),
});

const create = staffRoute({
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

/** @throws RuleError unprocessable for what can be sent to nobody, naming every bad parameter. */
function fit<T extends { kind: string }>(
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

const show = staffRoute({
  method: 'GET',
  path: `${PATH}/:id`,
  who: ADMIN,
  summary: 'How far a broadcast is: its messages by state, why some failed, and who wrote back.',
  params: ById,
  response: ProgressAnswer,
  async handle(call) {
    const found = permitted(await progressOf(await contextOf(call), call.params.id));
    if (found.kind === 'gone') throw gone();
    return shownProgress(found);
  },
});

const list = staffRoute({
  method: 'GET',
  path: PATH,
  who: ADMIN,
  summary: 'Broadcasts, newest first.',
  query: z.object({ limit: Limit, cursor: z.string().max(100).optional() }),
  response: z.object({ broadcasts: z.array(Broadcast), next_cursor: NextCursor }),
  async handle(call) {
    const found = permitted(await listBroadcasts(await contextOf(call), call.query));
    return { broadcasts: found.broadcasts.map(shownBroadcast), next_cursor: found.next };
  },
});

const SUMMARY = {
  pause: 'Holds a broadcast back; what Meta has already stays sent.',
  resume: 'Goes on with one that is paused, or was stopped because too much failed.',
  cancel: 'Ends a broadcast for good: who has not got it yet does not get it.',
  approve: 'Lets a large broadcast go; for another admin than the one who started it.',
} as const;

const controls = ACTIONS.map((action) =>
  staffRoute({
    method: 'POST',
    path: `${PATH}/:id/${action}`,
    who: ADMIN,
    summary: SUMMARY[action],
    params: ById,
    response: Broadcast,
    async handle(call) {
      const ctx = await contextOf(call);
      const { outcome, writes } = await controlBroadcast(ctx, { id: call.params.id, action });
      const { broadcast } = doneOf(permitted(outcome));
      await save(call.app, writes);
      sendOn(call);
      return shownBroadcast(broadcast);
    },
  }),
);

function doneOf(outcome: Exclude<Controlled, { kind: 'office_only' }>) {
  switch (outcome.kind) {
    case 'done':
      return outcome;
    case 'gone':
      throw gone();
    case 'own':
      throw new RuleError('forbidden', 'Whoever started a broadcast cannot approve it: another admin can.');
    case 'not_now':
      throw new RuleError('conflict', `That cannot be done to a broadcast that is ${outcome.status}.`);
  }
}

const test = staffRoute({
  method: 'POST',
  path: `${PATH}/:id/test`,
  who: ADMIN,
  summary: 'One message to an admin, as the first of the audience gets it; it is part of no count.',
  params: ById,
  body: z.strictObject({ to: z.string().min(1, 'the admin’s number, like +919812345678') }),
  response: z.object({ message_id: Id, text: z.string() }),
  status: 202,
  async handle(call) {
    const ctx = await contextOf(call);
    const { id } = call.params;
    const found = permitted(await progressOf(ctx, id));
    const letter = found.kind === 'progress' ? letterOf(found.broadcast) : null;
    if (!letter) throw gone();
    const to = { phone: phoneOf(call.body.to) };
    const { outcome, writes } = await tryOut(ctx, { letter, to, broadcastId: id });
    const sent = fit(permitted(outcome));
    if (sent.kind === 'nobody') throw new RuleError('unprocessable', 'There is nobody to write to.');
    await save(call.app, writes);
    sendOn(call);
    return { message_id: sent.messageId, text: sent.text };
  },
});

export const broadcastRoutes: readonly Route[] = [create, list, show, ...controls, test];

async function contextOf(call: Pick<Call, 'app' | 'staff'>): Promise<BroadcastContext> {
  const { settings, ...desk } = await deskOf(call);
  return { ...desk, rules: settings };
}

function within(ms: number): () => boolean {
  const until = Date.now() + ms;
  return () => Date.now() < until;
}

/** What may go goes on its way without waiting for the next tick. */
function sendOn({ app }: Pick<Call, 'app'>, until = Date.now() + ALL_MS): void {
  const sending = drainOutbox(app, until).catch((error: unknown) => app.log.error('drain_failed', error));
  waitUntil(sending);
}

function gone(): RuleError {
  return new RuleError('not_found', 'There is no such broadcast.');
}
