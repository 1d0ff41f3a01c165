import * as z from 'zod';
import { RuleError } from '../errors.js';
import { broadcastDelivery, deliveryByDay, deliveryByTemplate } from '../outreach/delivery.js';
import { addDays, daysBetween, instantOf, localDate } from '../school/dates.js';
import { deskOf } from './desk.js';
import { ADMIN, staffRoute } from './route.js';
import { Day, Id } from './shapes.js';

/** So many days at once. */
const MOST = 92;
const count = z.number().int();
const Counts = z.object({
  waiting: count,
  sending: count,
  sent: count.describe('all that Meta took and did not fail'),
  delivered: count.describe('those that were read too'),
  read: count,
  failed: count,
  skipped: count,
  unknown: count,
  cost: z.number().describe('in rupees, for what arrived, as Meta priced it'),
});

const grouped = staffRoute({
  method: 'GET',
  path: '/api/delivery',
  who: ADMIN,
  summary: 'What became of what was sent, by day or by template; the last seven days unless asked otherwise.',
  query: z.object({
    by: z.enum(['day', 'template']).default('day'),
    from: Day.optional(),
    to: Day.optional(),
  }),
  response: z.object({
    by: z.enum(['day', 'template']),
    delivery: z.array(Counts.extend({ of: z.string() })),
  }),
  async handle(call) {
    const { now, timezone } = await deskOf(call);
    const to = call.query.to ?? localDate(now, timezone);
    const from = call.query.from ?? addDays(to, -6);
    if (to < from || daysBetween(from, to) >= MOST)
      throw new RuleError(
        'bad_request',
        `Please correct: to must be after from, and within ${MOST} days of it.`,
      );
    const period = {
      from: instantOf(from, '00:00', timezone),
      to: instantOf(addDays(to, 1), '00:00', timezone),
      timezone,
    };
    const { by } = call.query;
    const counted = by === 'day' ? deliveryByDay : deliveryByTemplate;
    return { by, delivery: await counted(call.app.db, period) };
  },
});

const ofBroadcast = staffRoute({
  method: 'GET',
  path: '/api/delivery/:broadcast',
  who: ADMIN,
  summary: 'What became of one broadcast, and why some of it did not arrive, in words.',
  params: z.object({ broadcast: Id }),
  response: Counts.extend({
    reasons: z.array(z.object({ reason: z.string(), words: z.string(), count })),
  }),
  async handle({ app, params }) {
    const found = await broadcastDelivery(app.db, params.broadcast);
    if (!found) throw new RuleError('not_found', 'There is no such broadcast.');
    return found;
  },
});

export const deliveryRoutes = [grouped, ofBroadcast];
