import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import * as z from 'zod';
import { commit } from '../../db/client.js';
import { messages } from '../../db/schema/bot.js';
import { work } from '../conversation/turn.js';
import { RuleError } from '../errors.js';
import { put } from '../mailbox/outbox.js';
import { windowOpen } from '../outreach/window.js';
import { stayWithOffice } from '../school/handover.js';
import { graphBody } from '../whatsapp/client.js';
import { LIMITS, text } from '../whatsapp/reply.js';
import { findPerson, phoneOf } from './people.js';
import { OFFICE, staffRoute } from './route.js';
import { Id } from './shapes.js';

const SendBody = z.object({
  to: z.string().min(1, 'the number to write to, like +919812345678'),
  type: z.literal('text', 'only "text" can be sent so far'),
  text: z.object({ body: z.string().trim().min(1, 'must not be empty').max(LIMITS.textBody) }),
});

/**
 * A message of the office. Free-form, so only inside the 24-hour window; to somebody who said STOP only as an answer to
 * what they wrote since.
 */
export const sendRoute = staffRoute({
  method: 'POST',
  path: '/api/whatsapp/send',
  who: OFFICE,
  summary: 'Writes to somebody, inside the 24-hour window.',
  body: SendBody,
  response: z.object({ id: Id, status: z.string(), reason: z.string().nullable() }),
  status: 201,
  async handle({ app, staff, body }) {
    const person = await findPerson(app.db, body.to.includes('.') ? body.to : phoneOf(body.to)).catch(
      (error: unknown) => {
        if (error instanceof RuleError && error.code === 'not_found') throw closed();
        throw error;
      },
    );
    if (!windowOpen(person.lastInboundAt, app.clock.now())) throw closed();
    if (person.optedOutAt && (person.lastInboundAt ?? new Date(0)) <= person.optedOutAt) {
      throw new RuleError(
        'conflict',
        'This person asked the school not to write to them, and has not written since.',
      );
    }
    const id = randomUUID();
    const reply = text(body.text.body);
    const row = {
      id,
      person,
      sessionId: null,
      kind: 'reply',
      content: reply.body,
      body: graphBody(reply),
      status: 'queued' as const,
    };
    const until = new Date(app.clock.now().getTime() + app.env.HANDOVER_HOURS * 3_600_000);
    await commit(app.db, [
      put(app.db, { ...row, metadata: { office: staff.id } }),
      stayWithOffice(app.db, { personId: person.id, until }),
    ]);
    await work(app, person.id);
    const [now] = await app.db
      .select({ status: messages.status, reason: messages.reason })
      .from(messages)
      .where(eq(messages.id, id));
    return { id, status: now?.status ?? 'queued', reason: now?.reason ?? null };
  },
});

function closed(): RuleError {
  return new RuleError(
    'conflict',
    'This person has not written in the last 24 hours: WhatsApp allows only an approved template now.',
  );
}
