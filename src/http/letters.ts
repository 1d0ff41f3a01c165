import { randomUUID } from 'node:crypto';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard } from '../../db/client.js';
import { messages, people } from '../../db/schema/bot.js';
import { work } from '../conversation/turn.js';
import { RuleError } from '../errors.js';
import { put } from '../mailbox/outbox.js';
import { windowOpenFor } from '../outreach/window.js';
import { retryLetter } from '../school/office/letters.js';
import { auditOffice } from '../school/office/rights.js';
import { graphBody } from '../whatsapp/client.js';
import { LIMITS, text } from '../whatsapp/reply.js';
import { deskOf, permitted, save } from './desk.js';
import { ADMIN, OFFICE, staffRoute } from './route.js';
import { Id, Instant, Limit, NextCursor } from './shapes.js';

const Letter = z.object({
  id: Id,
  person_id: Id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  type: z.string(),
  content: z.string().nullable(),
  reason: z.string().nullable(),
  attempts: z.number(),
  at: Instant,
});
const ById = z.object({ id: Id });
const isDead = and(eq(messages.direction, 'inbound'), eq(messages.status, 'dead'));

const list = staffRoute({
  method: 'GET',
  path: '/api/dead-letters',
  who: OFFICE,
  summary: 'Messages that got no answer in three tries, newest first.',
  query: z.object({ limit: Limit, cursor: z.coerce.number().int().positive().optional() }),
  response: z.object({ letters: z.array(Letter), next_cursor: NextCursor }),
  async handle({ app: { db }, query }) {
    const rows = await db
      .select({ letter: messages, name: people.profileName, number: people.phoneNumber })
      .from(messages)
      .innerJoin(people, eq(people.id, messages.personId))
      .where(and(isDead, query.cursor === undefined ? undefined : lt(messages.seq, query.cursor)))
      .orderBy(desc(messages.seq))
      .limit(query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1)?.letter.seq;
    return {
      letters: page.map(({ letter, name, number }) => ({
        ...{ id: letter.id, person_id: letter.personId, name, phone: letter.phoneNumber ?? number },
        ...{ type: letter.messageType, content: letter.content, reason: letter.reason },
        attempts: letter.attempts,
        at: (letter.sentAt ?? letter.createdAt).toISOString(),
      })),
      next_cursor: rows.length > query.limit ? String(last ?? '') : null,
    };
  },
});

const answer = staffRoute({
  method: 'POST',
  path: '/api/dead-letters/:id/answer',
  who: OFFICE,
  summary: 'Answers it in the office’s own words and takes it off the list.',
  params: ById,
  body: z.strictObject({ text: z.string().trim().min(1, 'must not be empty').max(LIMITS.textBody) }),
  response: z.object({ id: Id, status: z.string(), reason: z.string().nullable() }),
  status: 201,
  async handle(call) {
    const { app, params, body, staff } = call;
    const desk = await deskOf(call);
    const [found] = await app.db
      .select({ person: people })
      .from(messages)
      .innerJoin(people, eq(people.id, messages.personId))
      .where(and(eq(messages.id, params.id), isDead));
    if (!found) throw settled();
    const { person } = found;
    if (!windowOpenFor(person, desk.now))
      throw new RuleError('conflict', 'This person has not written in the last 24 hours. Please call.');
    const id = randomUUID();
    const reply = text(body.text);
    const still = sql`exists (select 1 from ${messages} where id = ${params.id}::uuid and status = 'dead' for update)`;
    await save(app, [
      guard(app.db, 'letter', still),
      app.db
        .update(messages)
        .set({ status: 'handled', reason: 'answered by office' })
        .where(and(eq(messages.id, params.id), isDead)),
      put(app.db, {
        ...{ id, person, sessionId: null, kind: 'reply', content: reply.body, body: graphBody(reply) },
        status: 'queued',
        metadata: { office: staff.id, answers: [params.id] },
      }),
      auditOffice(desk, {
        action: 'dead_letter_answered',
        about: { message_id: params.id },
        before: { status: 'dead' },
        after: { status: 'handled', answer: id },
      }),
    ]);
    await work(app, person.id);
    const [sent] = await app.db
      .select({ status: messages.status, reason: messages.reason })
      .from(messages)
      .where(eq(messages.id, id));
    return { id, status: sent?.status ?? 'queued', reason: sent?.reason ?? null };
  },
});

const retry = staffRoute({
  method: 'POST',
  path: '/api/dead-letters/:id/retry',
  who: ADMIN,
  summary: 'Lets the bot try once more, while the person may still be answered freely.',
  params: ById,
  response: z.object({ retried: z.literal(true) }),
  status: 202,
  async handle(call) {
    const { app, params } = call;
    const { outcome, writes } = await retryLetter(await deskOf(call), params);
    const done = permitted(outcome);
    switch (done.kind) {
      case 'already_settled':
        throw settled();
      case 'too_old':
        throw new RuleError('conflict', 'This message is older than a day. Please call.');
      case 'retried': {
        await save(app, writes);
        const [row] = await app.db
          .select({ person: messages.personId })
          .from(messages)
          .where(eq(messages.id, params.id));
        if (row) await work(app, row.person);
        return { retried: true as const };
      }
    }
  },
});

export const letterRoutes = [list, answer, retry];

function settled(): RuleError {
  return new RuleError('not_found', 'No dead letter has this id: it may have been answered meanwhile.');
}
