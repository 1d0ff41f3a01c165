import { and, desc, eq, lt } from 'drizzle-orm';
import * as z from 'zod';
import { messages } from '../../db/schema/bot.js';
import { findPerson } from './people.js';
import { OFFICE, staffRoute } from './route.js';
import { Id, Instant, Limit, NextCursor, Phone } from './shapes.js';

const Message = z.object({
  id: Id,
  direction: z.enum(['inbound', 'outbound']),
  type: z.string(),
  content: z.string().nullable(),
  status: z.string(),
  reason: z.string().nullable(),
  kind: z.string().nullable(),
  intent: z.string().nullable(),
  understood_by: z.string().nullable(),
  confidence: z.number().nullable(),
  whatsapp_message_id: z.string().nullable(),
  latency_ms: z.number().nullable(),
  at: Instant,
});

/** Newest first; `cursor` of one page leads to the next. */
export const historyRoute = staffRoute({
  method: 'GET',
  path: '/api/whatsapp/messages/:phone',
  who: OFFICE,
  summary: 'What was written with somebody, newest first.',
  params: z.object({ phone: Phone }),
  query: z.object({ limit: Limit, cursor: z.coerce.number().int().positive().optional() }),
  response: z.object({ messages: z.array(Message), next_cursor: NextCursor }),
  async handle({ app: { db }, params, query }) {
    const person = await findPerson(db, params.phone);
    const before = query.cursor === undefined ? undefined : lt(messages.seq, query.cursor);
    const rows = await db
      .select()
      .from(messages)
      .where(and(eq(messages.personId, person.id), before))
      .orderBy(desc(messages.seq))
      .limit(query.limit + 1);
    const page = rows.slice(0, query.limit);
    return {
      messages: page.map(shown),
      next_cursor: rows.length > query.limit ? String(page.at(-1)?.seq ?? '') : null,
    };
  },
});

function shown(m: typeof messages.$inferSelect): z.input<typeof Message> {
  return {
    id: m.id,
    direction: m.direction,
    type: m.messageType,
    content: m.content,
    status: m.status,
    reason: m.reason,
    kind: m.kind,
    intent: m.intent,
    understood_by: m.understoodBy,
    confidence: m.confidence,
    whatsapp_message_id: m.whatsappMessageId,
    latency_ms: m.latencyMs,
    at: (m.sentAt ?? m.createdAt).toISOString(),
  };
}
