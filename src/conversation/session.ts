import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db, Write } from '../../db/client.js';
import { sessions } from '../../db/schema/bot.js';
import type { SessionHead } from '../mailbox/mailbox.js';
import { Language } from '../understanding/intent.js';

/** How many earlier states "back" can return to. */
const TRAIL = 5;

/** What the last answer was about, so that "and for Meera?" can follow it and she need not be named again. */
export const About = z.object({
  flow: z.string(),
  /** The one pupil it was about. */
  studentId: z.string().nullable(),
  /** What was asked, in the flow's own terms. */
  wish: z.unknown(),
});

/** What is remembered between messages. Plain JSON with a version; parsed on the way in. */
export const SessionContext = z.object({
  v: z.literal(1),
  /** The open conversation and the states before this one. */
  flow: z.object({ name: z.string(), state: z.unknown(), trail: z.array(z.unknown()) }).nullable(),
  /** What the last reply offered, so that "2" or the words of a button answer it. */
  options: z.array(z.object({ id: z.string(), title: z.string() })),
  /** How often in a row the open question was not understood. */
  misses: z.number(),
  language: Language.nullable(),
  lastIntent: z.string().nullable(),
  /** When the person was told that they write too fast, and that something cannot be used (ISO times). */
  slowedAt: z.string().nullable(),
  cannotAt: z.string().nullable(),
  /** When the person was told that the bot is switched off. */
  offAt: z.string().nullish(),
  about: About.nullish(),
});
export type SessionContext = z.infer<typeof SessionContext>;

const StoredSession = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  version: z.number(),
  expiresAt: z.iso.datetime(),
  context: SessionContext,
});
export type StoredSession = z.infer<typeof StoredSession>;

export interface Session extends StoredSession {
  /** Not in the database yet. */
  fresh: boolean;
}

/** Where sessions are looked for first. What it says is believed only if Postgres knows the same version. */
export interface SessionStore {
  /** Whether anything is kept here at all. */
  keeps: boolean;
  /** Null when there is none, when it cannot be read and when the store does not answer. */
  get(personId: string): Promise<StoredSession | null>;
  set(session: StoredSession, seconds: number): Promise<void>;
  delete(personId: string): Promise<void>;
  state(): Promise<'ok' | 'down' | 'not_set_up'>;
}

/** With no store set up, the copy in Postgres is the session. */
export const noSessionStore: SessionStore = {
  keeps: false,
  get: async () => null,
  set: async () => undefined,
  delete: async () => undefined,
  state: async () => 'not_set_up',
};

export function parseStored(value: unknown): StoredSession | null {
  const parsed = StoredSession.safeParse(value);
  return parsed.success ? parsed.data : null;
}

const EMPTY: SessionContext = {
  v: 1,
  flow: null,
  options: [],
  misses: 0,
  language: null,
  lastIntent: null,
  slowedAt: null,
  cannotAt: null,
};

/**
 * The session this turn goes on with. The store's is taken when it is the version Postgres has; else the copy there;
 * one that has expired or cannot be read makes way for a fresh one.
 */
export async function loadSession(
  db: Db,
  personId: string,
  from: { head: SessionHead | null; stored: StoredSession | null; now: Date },
): Promise<Session> {
  const { head, stored, now } = from;
  if (!head || head.expiresAt <= now) return freshSession(personId, head?.version ?? 0);
  if (stored?.id === head.id && stored.personId === personId && stored.version === head.version) {
    return { ...stored, fresh: false };
  }
  const [copy] = head.context === null ? await readCopy(db, personId) : [head];
  const context = SessionContext.safeParse(copy?.context);
  if (!copy || !context.success) return freshSession(personId, copy?.version ?? head.version);
  const { id, version, expiresAt } = copy;
  return { id, personId, version, expiresAt: expiresAt.toISOString(), context: context.data, fresh: false };
}

function readCopy(db: Db, personId: string) {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt)));
}

function freshSession(personId: string, version: number): Session {
  return {
    id: randomUUID(),
    personId,
    version,
    expiresAt: new Date(0).toISOString(),
    context: EMPTY,
    fresh: true,
  };
}

/** The next version of a session, sliding on by so many minutes. */
export function nextSession(session: Session, context: SessionContext, until: Date): Session {
  return { ...session, context, version: session.version + 1, expiresAt: until.toISOString() };
}

/** The copy in Postgres; guarded on the version this turn began with. */
export function sessionWrites(db: Db, next: Session, now: Date): Write[] {
  const row = {
    context: next.context,
    lastIntent: next.context.lastIntent,
    lastMessageAt: now,
    expiresAt: new Date(next.expiresAt),
    version: next.version,
  };
  if (next.fresh) {
    return [
      db
        .update(sessions)
        .set({ endedAt: now })
        .where(and(eq(sessions.personId, next.personId), isNull(sessions.endedAt))),
      db.insert(sessions).values({ id: next.id, personId: next.personId, ...row }),
    ];
  }
  const { context, lastIntent, lastMessageAt, expiresAt, version } = row;
  return [
    db.execute(sql`
      with kept as (
        update bot.whatsapp_sessions set context = ${JSON.stringify(context)}::jsonb, last_intent = ${lastIntent},
          last_message_at = ${lastMessageAt.toISOString()}, expires_at = ${expiresAt.toISOString()}, version = ${version}
        where id = ${next.id} and version = ${version - 1} and ended_at is null returning 1
      ) select bot.guard(exists (select 1 from kept), 'session')`),
  ];
}

/** The context after a flow moved to a state; the one before it is kept for "back". */
export function moveTo(context: SessionContext, flow: string, state: unknown): SessionContext {
  const before = context.flow?.name === flow ? [...context.flow.trail, context.flow.state].slice(-TRAIL) : [];
  return { ...context, flow: { name: flow, state, trail: before }, misses: 0 };
}
