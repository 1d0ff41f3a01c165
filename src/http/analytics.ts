import * as z from 'zod';
import { RuleError } from '../errors.js';
import { addDays, daysBetween, localDate } from '../school/dates.js';
import { analytics } from '../school/office/analytics.js';
import { deskOf, permitted } from './desk.js';
import { ADMIN, staffRoute } from './route.js';
import { Day } from './shapes.js';

/** So many days at once. */
const MOST = 92;
const Counts = z.record(z.string(), z.number());

export const analyticsRoute = staffRoute({
  method: 'GET',
  path: '/api/analytics',
  who: ADMIN,
  summary: `What the days came to, in the school’s calendar; the last seven unless asked otherwise, ${MOST} at most.`,
  query: z.object({ from: Day.optional(), to: Day.optional() }),
  response: z.object({
    days: z.array(
      z.object({
        day: Day,
        received: z.number(),
        sent: z.number(),
        people: z.number().describe('different people who wrote'),
        intents: Counts,
        understood_by: Counts.describe('rule, tap, model, offline'),
        latency_ms: z.object({ p50: z.number().nullable(), p95: z.number().nullable() }),
        delivery: Counts.describe('outbound messages by their state'),
        model: z.object({ calls: z.number(), tokens: z.number(), usd: z.number() }),
        messages: z.object({
          priced: z.number().describe('messages of which Meta has said what they cost'),
          cost: z.number(),
          currency: z.string(),
        }),
      }),
    ),
  }),
  async handle(call) {
    const desk = await deskOf(call);
    const to = call.query.to ?? localDate(desk.now, desk.timezone);
    const from = call.query.from ?? addDays(to, -6);
    if (to < from || daysBetween(from, to) >= MOST)
      throw new RuleError(
        'bad_request',
        `Please correct: to must be after from, and within ${MOST} days of it.`,
      );
    const { days } = permitted(await analytics(desk, { from, to }));
    const currency = call.app.env.SCHOOL_CURRENCY;
    return {
      days: days.map(({ understood, latency, states, messages, ...d }) => ({
        ...d,
        understood_by: understood,
        latency_ms: latency,
        delivery: states,
        messages: { ...messages, currency },
      })),
    };
  },
});
