import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { messages, people, sessions } from '../../db/schema/bot.js';
import { releaseLease } from '../mailbox/lease.js';
import type { SessionHead } from '../mailbox/mailbox.js';
import { type Sent, put } from '../mailbox/outbox.js';
import { userTypeOf } from '../school/people.js';
import type { Understood } from '../understanding/intent.js';
import { type GraphBody, graphBody } from '../whatsapp/client.js';
import type { Question } from './answer.js';
import type { Mailbox, TurnDeps } from './deps.js';
import { heldSince, sendingHeld } from './held.js';
import type { Answer } from './routing/outcome.js';
import { type Session, nextSession, sessionWrites } from './session.js';

/** What a turn saved, and what it has to hand to Meta itself. */
export interface Committed {
  answer: Answer;
  understood: Understood | null;
  session: Session;
  /** The inbound rows this turn finished. */
  rows: string[];
  outgoing: { id: string; attempts: number; body: GraphBody } | null;
}

/** Effects, finished messages, the reply and the session: all of it or nothing. */
export function turnBatch(
  deps: TurnDeps,
  q: Question,
  found: { answer: Answer; understood: Understood | null; queue: boolean },
): { statements: Write[]; committed: Committed } {
  const { db, env } = deps;
  const { answer, understood } = found;
  const intent = answer.intent ?? understood?.intent ?? null;
  const context = { ...answer.context, lastIntent: intent ?? answer.context.lastIntent };
  const until = new Date(q.now.getTime() + env.SESSION_EXPIRY_MINUTES * 60_000);
  const session = nextSession(q.session, context, until);
  const body = answer.reply ? graphBody(answer.reply) : null;
  const id = randomUUID();
  const reply =
    body && answer.reply
      ? [replyRow(deps, q, { id, body, content: kept(answer.reply.body), queue: found.queue, session })]
      : [];
  return {
    statements: [
      // The session first: what the answer writes may refer to it.
      ...sessionWrites(db, session, q.now),
      ...answer.writes,
      ...lastRole(db, q),
      finished(db, q, { answer, understood, intent, sessionId: session.id }),
      ...reply,
    ],
    committed: {
      answer: { ...answer, intent },
      understood,
      session,
      rows: q.input.rows.map((r) => r.id),
      outgoing: body && !found.queue ? { id, attempts: 1, body } : null,
    },
  };
}

/** In the history an office link stands without its code: it is for one person, and not for who reads along. */
function kept(said: string): string {
  return said.replace(/LINK-[0-9A-Z-]{19}/g, 'LINK-••••');
}

/** What the person was last, for lists of the office; nothing is decided by it. */
function lastRole(db: Db, { actor, mailbox: { person } }: Question): Write[] {
  const userType = userTypeOf(actor);
  return userType === person.userType
    ? []
    : [db.update(people).set({ userType }).where(eq(people.id, person.id))];
}

function replyRow(
  deps: TurnDeps,
  q: Question,
  out: { id: string; body: GraphBody; content: string; queue: boolean; session: Session },
): Write {
  const held = sendingHeld(deps, q.mailbox) ? heldSince(q.now) : {};
  return put(deps.db, {
    id: out.id,
    person: q.mailbox.person,
    sessionId: out.session.id,
    kind: 'reply',
    content: out.content,
    body: out.body,
    status: out.queue ? 'queued' : 'sending',
    metadata: { answers: q.input.rows.map((r) => r.id), ...held },
  });
}

/** Finishing a message is itself guarded on its being open: whoever finished it first has answered it. */
function finished(
  db: Db,
  { input }: Question,
  how: { answer: Answer; understood: Understood | null; intent: string | null; sessionId: string },
): Write {
  const { answer, understood } = how;
  const ids = input.rows.map((r) => r.id);
  const usage = understood?.usage;
  const rows = db.$with('done').as(
    db
      .update(messages)
      .set({
        status: 'handled',
        reason: answer.reason,
        sessionId: how.sessionId,
        intent: how.intent,
        confidence: understood?.confidence ?? null,
        understoodBy: understood?.by ?? (answer.reply ? 'rule' : null),
        tokens: usage ? usage.inputTokens + usage.outputTokens : null,
        cost: usage ? String(usage.costUsd) : null,
        counted: answer.counted,
      })
      .where(and(inArray(messages.id, ids), eq(messages.status, 'received')))
      .returning({ id: messages.id }),
  );
  return db
    .with(rows)
    .select({ ok: sql`bot.guard((select count(*) from ${rows}) = ${ids.length}, 'inbox')` })
    .from(sql`(values (1)) as one`);
}

/** After the send: its outcome, how long the turn took, and the mailbox is let go. */
export function finishWrites(
  db: Db,
  { person, leaseId }: Mailbox,
  { done, sent, tookMs }: { done: Committed; sent: Sent | null; tookMs: number },
): Write[] {
  return [
    ...(sent ? [sent.write] : []),
    db
      .update(messages)
      .set({ latencyMs: Math.round(tookMs) })
      .where(inArray(messages.id, done.rows)),
    releaseLease(db, person.id, leaseId),
  ];
}

/** Which session is live now. */
export async function headOf(db: Db, personId: string): Promise<SessionHead | null> {
  const [head] = await db
    .select({
      id: sessions.id,
      version: sessions.version,
      expiresAt: sessions.expiresAt,
      context: sessions.context,
    })
    .from(sessions)
    .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt)));
  return head ?? null;
}
