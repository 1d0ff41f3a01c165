import { randomUUID } from 'node:crypto';
import { and, eq, ne, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Write, guard } from '../../../db/client.js';
import { attendanceDrafts, sessions } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import type { Seen } from './fingerprint.js';
import { type MarkContext, type Refusal, refusal } from './rights.js';
import type { Register } from './types.js';

const Ids = z.array(z.string()).default([]);

const Said = z.enum(['present', 'absent']);

/** What still has to be asked before a draft can be confirmed. */
export const Question = z.discriminatedUnion('ask', [
  /** Several pupils may be meant by a word. `mark` null: nobody said yet whether they came. */
  z.object({ ask: z.literal('who'), word: z.string(), candidates: Ids, mark: Said.nullable() }),
  /** Nobody fits this word. */
  z.object({ ask: z.literal('unread'), word: z.string(), mark: Said.nullable() }),
  /** Whether these came; with `others`, everybody else becomes the opposite. */
  z.object({ ask: z.literal('status'), pupils: Ids, others: z.boolean() }),
]);
export type Question = z.infer<typeof Question>;

/** How a draft is kept in `parsed_data`: ids alone, so that names stay in one place. */
export const DraftData = z.object({
  kind: z.enum(['register', 'extra', 'cancelled']).default('register'),
  present: Ids,
  absent: Ids,
  excused: Ids,
  extra: Ids,
  /** What becomes of everybody whom nobody named, once all questions are answered. */
  rest: Said.nullable().default(null),
  open: z.array(Question).default([]),
  /** Only the pupils named are marked; of the others nothing is said. */
  partial: z.boolean().default(false),
  /** 0 to 1 where a model read the names, else null. */
  confidence: z.number().nullable().default(null),
  seen: z.object({ roster: z.string(), rows: z.string() }).default({ roster: '', rows: '' }),
});
export type DraftData = z.infer<typeof DraftData>;
/** What a draft says; what was seen with it is added when it is kept. */
export type DraftContent = Omit<DraftData, 'seen'>;

/** Which version of which draft. */
export interface DraftRef {
  id: string;
  version: number;
}

export interface KeepInput {
  /** The draft to change; null for a new one. */
  draftId: string | null;
  /** What the person is shown beside the draft: its roster and rows are what a later Yes is held against. */
  register: Pick<Register, 'batchId' | 'date' | 'teacherId'>;
  seen: Seen;
  content: DraftContent;
  originalMessage: string | null;
  sessionId: string | null;
}

export type Kept = { kind: 'kept'; ref: DraftRef } | { kind: Refusal };

/**
 * Keeps a draft: a new one, or the next version of one that is still a draft. A person has one open draft at a
 * time, so that a Yes can mean only one register. At most one request.
 */
export async function keepDraft(ctx: MarkContext, input: KeepInput): Promise<Result<Kept>> {
  const refused = refusal(ctx, input.register);
  if (refused) return { outcome: { kind: refused }, writes: [] };
  const current = input.draftId === null ? null : await openVersion(ctx, input.draftId);
  const ref = current ? { ...current, version: current.version + 1 } : { id: randomUUID(), version: 1 };
  const writes = current ? nextVersion(ctx, input, current) : firstVersion(ctx, input, ref);
  return { outcome: { kind: 'kept', ref }, writes };
}

/** The version it has by now: who went back in the conversation has an older one before their eyes. */
async function openVersion(ctx: MarkContext, draftId: string): Promise<DraftRef | null> {
  const d = attendanceDrafts;
  const [head] = await ctx.db
    .select({ id: d.id, version: d.version })
    .from(d)
    .where(and(eq(d.id, draftId), eq(d.personId, ctx.actor.personId), eq(d.status, 'draft')));
  return head ?? null;
}

function firstVersion(ctx: MarkContext, input: KeepInput, ref: DraftRef): Write[] {
  const d = attendanceDrafts;
  return [
    ctx.db
      .update(d)
      .set({ status: 'rejected', updatedAt: ctx.now })
      .where(and(eq(d.personId, ctx.actor.personId), eq(d.status, 'draft'), ne(d.id, ref.id))),
    ctx.db.insert(d).values({
      id: ref.id,
      batchId: input.register.batchId,
      teacherId: ctx.actor.teacher?.id ?? null,
      personId: ctx.actor.personId,
      // The session's row may be written later in the same batch, or not at all.
      sessionId: sql`(select ${sessions.id} from ${sessions} where ${sessions.id}::text = ${input.sessionId})`,
      attendanceDate: input.register.date,
      parsedData: dataOf(input),
      originalMessage: input.originalMessage,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    }),
  ];
}

function nextVersion(ctx: MarkContext, input: KeepInput, was: DraftRef): Write[] {
  const d = attendanceDrafts;
  return [
    isOpenAt(ctx, was),
    ctx.db
      .update(d)
      .set({ parsedData: dataOf(input), version: was.version + 1, updatedAt: ctx.now })
      .where(eq(d.id, was.id)),
  ];
}

function dataOf({ content, seen }: KeepInput): DraftData {
  return { ...content, seen };
}

/** The draft is still this person's, still a draft, and at this version. */
export function isOpenAt(ctx: MarkContext, ref: DraftRef): Write {
  const d = attendanceDrafts;
  return guard(
    ctx.db,
    'draft',
    sql`exists (select 1 from ${d} where ${d.id} = ${ref.id}::uuid and ${d.personId} = ${ctx.actor.personId}::uuid
      and ${d.status} = 'draft' and ${d.version} = ${ref.version})`,
  );
}

/** Puts a draft away unsaved; one that is no draft any more stays what it is. */
export function rejectDraft(ctx: MarkContext, draftId: string): Write[] {
  const d = attendanceDrafts;
  return [
    ctx.db
      .update(d)
      .set({ status: 'rejected', updatedAt: ctx.now })
      .where(and(eq(d.id, draftId), eq(d.personId, ctx.actor.personId), eq(d.status, 'draft'))),
  ];
}
