import { randomUUID } from 'node:crypto';
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import * as z from 'zod';
import { commit } from '../../db/client.js';
import { messages, sessions } from '../../db/schema/bot.js';
import type { App } from '../app.js';
import { work } from '../conversation/turn.js';
import { RuleError } from '../errors.js';
import { put } from '../mailbox/outbox.js';
import { windowOpen } from '../outreach/window.js';
import { handBack, stayWithOffice } from '../school/handover.js';
import { graphBody } from '../whatsapp/client.js';
import { LIMITS, text } from '../whatsapp/reply.js';
import { requireStaff } from './guards.js';
import { findPerson, lastSegment, phoneOf } from './people.js';
import { Limit, json, readBody, readInput } from './respond.js';

export const SendBody = z.object({
  to: z.string().min(1, 'the number to write to, like +919812345678'),
  type: z.literal('text', 'only "text" can be sent so far'),
  text: z.object({ body: z.string().trim().min(1, 'must not be empty').max(LIMITS.textBody) }),
});

/**
 * POST /api/whatsapp/send: a message of the office. Free-form, so only inside the 24-hour window; to somebody who
 * said STOP only as an answer to what they wrote since.
 */
export async function sendMessage(app: App, request: Request): Promise<Response> {
  const staff = await requireStaff(app.env, request, ['admin', 'agent']);
  const body = await readBody(request, SendBody);
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
  return json({ id, status: now?.status ?? 'queued', reason: now?.reason ?? null }, 201);
}

function closed(): RuleError {
  return new RuleError(
    'conflict',
    'This person has not written in the last 24 hours: WhatsApp allows only an approved template now.',
  );
}

const Query = z.object({ limit: Limit, cursor: z.coerce.number().int().positive().optional() });

/** GET /api/whatsapp/messages/:phone: newest first; `cursor` of one page leads to the next. */
export async function listMessages(app: App, request: Request): Promise<Response> {
  await requireStaff(app.env, request, ['admin', 'agent']);
  const person = await findPerson(app.db, lastSegment(request));
  const query = readInput(Object.fromEntries(new URL(request.url).searchParams), Query);
  const before = query.cursor === undefined ? undefined : lt(messages.seq, query.cursor);
  const rows = await app.db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.id), before))
    .orderBy(desc(messages.seq))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  return json({
    messages: page.map(shown),
    next_cursor: rows.length > query.limit ? String(page.at(-1)?.seq ?? '') : null,
  });
}

function shown(m: typeof messages.$inferSelect) {
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

/** GET /api/whatsapp/sessions/:phone: the live session with what it holds. */
export async function showSession(app: App, request: Request): Promise<Response> {
  await requireStaff(app.env, request, ['admin', 'agent']);
  const person = await findPerson(app.db, lastSegment(request));
  const [row] = await app.db.select().from(sessions).where(live(person.id));
  if (!row || row.expiresAt <= app.clock.now())
    throw new RuleError('not_found', 'This person has no open session.');
  return json({
    id: row.id,
    person_id: person.id,
    last_intent: row.lastIntent,
    last_message_at: row.lastMessageAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    version: row.version,
    context: row.context,
  });
}

const ClearBody = z.object({ phone: z.string().min(1, 'the number whose session is to end') });

/** POST /api/whatsapp/sessions/clear: ends it and hands the conversation back to the bot; messages and drafts stay. */
export async function clearSession(app: App, request: Request): Promise<Response> {
  const staff = await requireStaff(app.env, request, ['admin', 'agent']);
  const { phone } = await readBody(request, ClearBody);
  const person = await findPerson(app.db, phone);
  const by = z.uuid().safeParse(staff.id).data ?? null;
  const [ended] = await app.db.batch([
    app.db
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(live(person.id))
      .returning({ id: sessions.id }),
    handBack(app.db, { personId: person.id, by, now: app.clock.now() }),
  ]);
  await app.sessions.delete(person.id);
  return json({ cleared: ended.length > 0 });
}

function live(personId: string) {
  return and(eq(sessions.personId, personId), isNull(sessions.endedAt));
}
