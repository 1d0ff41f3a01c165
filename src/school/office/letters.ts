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
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const letters = (await deadRows(ctx)).map((r) => letterOf(ctx, r));
  const letter = letters.find((l) => l.id === id);
  if (!letter) return { outcome: { kind: 'already_settled', left: letters }, writes: [] };
  const { db } = ctx;
  return {
    outcome: { kind: 'settled', letter, left: letters.filter((l) => l.id !== id) },
    writes: [
      isDead(ctx, id),
      auditOffice(ctx, {
        action: 'dead_letter_settled',
        about: { message_id: id },
        before: { status: 'dead' },
        after: { status: 'handled', reason: SETTLED },
      }),
      db
        .update(messages)
        .set({ status: 'handled', reason: SETTLED })
        .where(and(eq(messages.id, id), eq(messages.status, 'dead'))),
    ],
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
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const rows = await deadRows(ctx);
  const row = rows.find((r) => r.id === id);
  const left = rows.filter((r) => r.id !== id).map((r) => letterOf(ctx, r));
  if (!row) return { outcome: { kind: 'already_settled', left }, writes: [] };
  const letter = letterOf(ctx, row);
  if (ctx.now.getTime() - (row.sentAt ?? row.createdAt).getTime() >= ANSWERABLE_MS)
    return { outcome: { kind: 'too_old', letter }, writes: [] };
  const { db } = ctx;
  return {
    outcome: { kind: 'retried', letter, left },
    writes: [
      isDead(ctx, id),
      auditOffice(ctx, {
        action: 'dead_letter_retried',
        about: { message_id: id },
        before: { status: 'dead' },
        after: { status: 'received' },
      }),
      db
        .update(messages)
        .set({ status: 'received', reason: null, attempts: 0 })
        .where(and(eq(messages.id, id), eq(messages.status, 'dead'))),
    ],
  };
}

function isDead({ db }: OfficeContext, id: string): Write {
  return guard(
    db,
    'letter',
    sql`exists (select 1 from ${messages} where id = ${id}::uuid and status = 'dead')`,
  );
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
