import * as z from 'zod';
import { RuleError } from '../errors.js';
import { ACTIONS, type Controlled, controlBroadcast } from '../outreach/broadcast/control.js';
import { letterOf } from '../outreach/broadcast/letter.js';
import { listBroadcasts, progressOf } from '../outreach/broadcast/progress.js';
import { tryOut } from '../outreach/broadcast/try-out.js';
import { createRoute } from './broadcast-create.js';
import { PATH, contextOf, fit, gone, sendOn } from './broadcast-desk.js';
import { Broadcast, ProgressAnswer, shownBroadcast, shownProgress } from './broadcast-shapes.js';
import { permitted, save } from './desk.js';
import { phoneOf } from './people.js';
import { ADMIN, type Route, staffRoute } from './route.js';
import { Id, Limit, NextCursor } from './shapes.js';

const ById = z.object({ id: Id });
/** When the last one of the page before was made, and its id. */
const Place = z.string().regex(/^[\d.:T-]{20,40} [0-9a-f-]{36}$/, 'is not of this list');

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
  query: z.object({ limit: Limit, cursor: Place.optional() }),
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
  retry:
    'Sends it once more to those of whom nobody knows whether they got it, ten minutes after sending was cut off; who has it already gets it twice.',
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
    case 'nobody_unheard':
      throw new RuleError('conflict', 'There is nobody left to whom it could be sent once more.');
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

export const broadcastRoutes: readonly Route[] = [createRoute, list, show, ...controls, test];
