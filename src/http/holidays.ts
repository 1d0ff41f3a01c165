import * as z from 'zod';
import { RuleError } from '../errors.js';
import { addDays, daysBetween, localDate } from '../school/dates.js';
import { addHoliday, listHolidays, removeHoliday } from '../school/office/holidays.js';
import { deskOf, permitted, save } from './desk.js';
import { ADMIN, staffRoute } from './route.js';
import { Day, Id } from './shapes.js';

const Holiday = z.object({
  id: Id,
  date: Day,
  scope: z.enum(['school', 'teacher', 'batch']),
  reason: z.string().nullable(),
  batch_id: Id.nullable(),
  batch: z.string().nullable().describe('its instrument and times'),
});

const list = staffRoute({
  method: 'GET',
  path: '/api/holidays',
  who: ADMIN,
  summary: 'Days off in order; from today on unless asked otherwise.',
  query: z.object({ from: Day.optional(), to: Day.optional() }),
  response: z.object({ holidays: z.array(Holiday) }),
  async handle(call) {
    const desk = await deskOf(call);
    const from = call.query.from ?? localDate(desk.now, desk.timezone);
    const to = call.query.to ?? addDays(from, 366);
    if (to < from || daysBetween(from, to) > 1100)
      throw new RuleError('bad_request', 'Please correct: to must be within three years after from.');
    const { holidays } = permitted(await listHolidays(desk, { from, to, limit: 1200 }));
    return { holidays: holidays.map(({ batchId, ...h }) => ({ ...h, batch_id: batchId })) };
  },
});

const add = staffRoute({
  method: 'POST',
  path: '/api/holidays',
  who: ADMIN,
  summary: 'A day off for the whole school, or for one batch. Twice the same is one.',
  body: z.strictObject({
    date: Day,
    reason: z.string().trim().max(200).optional(),
    batch_id: Id.optional(),
  }),
  response: z.object({ id: Id, added: z.boolean() }),
  status: 201,
  async handle(call) {
    const { date, reason, batch_id } = call.body;
    const day = { date, reason: reason || null, batchId: batch_id ?? null };
    const { outcome, writes } = await addHoliday(await deskOf(call), day);
    const done = permitted(outcome);
    if (done.kind === 'no_batch') throw new RuleError('not_found', 'There is no such batch.');
    await save(call.app, writes);
    return { id: done.id, added: done.kind === 'added' };
  },
});

const remove = staffRoute({
  method: 'DELETE',
  path: '/api/holidays/:id',
  who: ADMIN,
  summary: 'Takes a day off back.',
  params: z.object({ id: Id }),
  response: z.object({ removed: z.literal(true) }),
  async handle(call) {
    const { outcome, writes } = await removeHoliday(await deskOf(call), call.params);
    if (permitted(outcome).kind === 'gone') throw new RuleError('not_found', 'There is no such day off.');
    await save(call.app, writes);
    return { removed: true as const };
  },
});

export const holidayRoutes = [list, add, remove];
