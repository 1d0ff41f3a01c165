import { and, desc, eq, sql } from 'drizzle-orm';
import { type Write, guard } from '../../../db/client.js';
import { messages, people } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { localDate, localTime } from '../dates.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

/** Older than this they are history. */
const DAYS = 7;
const SETTLED = 'settled by office';

/** A message that could not be answered in three tries: somebody waits for a person. */
export interface DeadLetter {
  id: string;
  /** As WhatsApp names them; null where nothing is known. */
  name: string | null;
  /** Digits with country code. */
  phone: string | null;
  /** School-local. */
  date: string;
  time: string;
  /** Null where something other than text came. */
  words: string | null;
}

export type LettersOutcome = { kind: 'letters'; letters: DeadLetter[] } | OfficeOnly;

/** What the bot could not answer in the last days, the newest first. One request. */
export async function deadLetters(ctx: OfficeContext): Promise<LettersOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const rows = await deadRows(ctx);
  return { kind: 'letters', letters: rows.map((r) => letterOf(ctx, r)) };
}

export type Settled =
  | { kind: 'settled'; letter: DeadLetter; left: DeadLetter[] }
  | { kind: 'already_settled'; left: DeadLetter[] }
  | OfficeOnly;

/** Somebody of the office has answered it; said once, it is off the list. One request. */
export async function settleLetter(ctx: OfficeContext, { id }: { id: string }): Promise<Result<Settled>> {
  const found = await lookUp(ctx, id);
  if (found.kind !== 'dead') return { outcome: found, writes: [] };
  const { letter, left } = found;
  const become = { status: 'handled' as const, reason: SETTLED };
  return {
    outcome: { kind: 'settled', letter, left },
    writes: becomes(ctx, id, { action: 'dead_letter_settled', become }),
  };
}

export type Retried =
  | { kind: 'retried'; letter: DeadLetter; left: DeadLetter[] }
  /** Nothing may be written to them unasked any more: somebody has to call. */
  | { kind: 'too_old'; letter: DeadLetter }
  | { kind: 'already_settled'; left: DeadLetter[] }
  | OfficeOnly;

/** So long after a message its writer may be answered freely, in milliseconds (Meta's customer service window). */
const ANSWERABLE_MS = 24 * 3_600_000;

/** Has the bot try once more to answer: the next tick finds the message open again. One request. */
export async function retryLetter(ctx: OfficeContext, { id }: { id: string }): Promise<Result<Retried>> {
  const found = await lookUp(ctx, id);
  if (found.kind !== 'dead') return { outcome: found, writes: [] };
  const { letter, left, at } = found;
  if (ctx.now.getTime() - at.getTime() >= ANSWERABLE_MS)
    return { outcome: { kind: 'too_old', letter }, writes: [] };
  const become = { status: 'received' as const, reason: null, attempts: 0 };
  return {
    outcome: { kind: 'retried', letter, left },
    writes: becomes(ctx, id, { action: 'dead_letter_retried', become }),
  };
}

/** The letter with the others of the list. One request. */
async function lookUp(
  ctx: OfficeContext,
  id: string,
): Promise<
  | { kind: 'dead'; letter: DeadLetter; at: Date; left: DeadLetter[] }
  | { kind: 'already_settled'; left: DeadLetter[] }
  | OfficeOnly
> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const rows = await deadRows(ctx);
  const left = rows.filter((r) => r.id !== id).map((r) => letterOf(ctx, r));
  const row = rows.find((r) => r.id === id);
  if (!row) return { kind: 'already_settled', left };
  return { kind: 'dead', letter: letterOf(ctx, row), at: row.sentAt ?? row.createdAt, left };
}

interface Change {
  action: string;
  become: { status: 'handled' | 'received'; reason: string | null; attempts?: number };
}

/** Guarded on its being dead still: of two who see to it at once one hears that it is done. */
function becomes(ctx: OfficeContext, id: string, { action, become }: Change): Write[] {
  const { db } = ctx;
  const { attempts: _, ...after } = become;
  return [
    guard(db, 'letter', sql`exists (select 1 from ${messages} where id = ${id}::uuid and status = 'dead')`),
    auditOffice(ctx, { action, about: { message_id: id }, before: { status: 'dead' }, after }),
    db
      .update(messages)
      .set(become)
      .where(and(eq(messages.id, id), eq(messages.status, 'dead'))),
  ];
}

const WHEN = sql`coalesce(${messages.sentAt}, ${messages.createdAt})`;

function deadRows({ db, now }: OfficeContext) {
  const since = new Date(now.getTime() - DAYS * 86_400_000);
  return db
    .select({
      id: messages.id,
      content: messages.content,
      sentAt: messages.sentAt,
      createdAt: messages.createdAt,
      name: people.profileName,
      phone: sql<string | null>`coalesce(${messages.phoneNumber}, ${people.phoneNumber})`,
    })
    .from(messages)
    .innerJoin(people, eq(people.id, messages.personId))
    .where(
      and(
        eq(messages.direction, 'inbound'),
        eq(messages.status, 'dead'),
        sql`${WHEN} >= ${since.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(desc(messages.seq));
}

function letterOf(
  { timezone }: OfficeContext,
  row: Awaited<ReturnType<typeof deadRows>>[number],
): DeadLetter {
  const at = row.sentAt ?? row.createdAt;
  const { id, name, phone, content } = row;
  return {
    id,
    name,
    phone,
    date: localDate(at, timezone),
    time: localTime(at, timezone),
    words: content || null,
  };
}
