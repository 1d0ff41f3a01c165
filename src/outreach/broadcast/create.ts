import { createHash, randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../../db/client.js';
import { broadcasts } from '../../../db/schema/bot.js';
import type { Result } from '../../school/context.js';
import { OFFICE_ONLY, type OfficeOnly } from '../../school/office/rights.js';
import type { BroadcastRow } from './letter.js';
import { type Letter, type Planned, readPage } from './page.js';
import type { LeftOut } from './people.js';
import { PAGE_SIZE, writePage } from './plan.js';
import { readyToPlan } from './preflight.js';
import { type BroadcastContext, auditBroadcast } from './rights.js';

export interface NewBroadcast {
  letter: Letter;
  /** Not before this instant; at once without. */
  scheduleAt?: Date | null | undefined;
  /** The same request with the same key makes one broadcast. */
  key: string | null;
}

export type Created =
  | {
      kind: 'created';
      id: string;
      /** So many of the first page, which is all of them unless `more`. */
      people: number;
      leftOut: Partial<Record<LeftOut, number>>;
      more: boolean;
      needsApproval: boolean;
      first: Planned | null;
    }
  /** It was made before, by the same request. */
  | { kind: 'same'; broadcast: BroadcastRow }
  /** Another request has used this key. */
  | { kind: 'key_used' }
  | { kind: 'nobody'; leftOut: Partial<Record<LeftOut, number>> }
  | { kind: 'unfit'; problems: string[] }
  | { kind: 'no_template'; template: string }
  | OfficeOnly;

/**
 * A broadcast with the first page of its people, which is all of them in most schools; `planMore` does the rest. Guarded
 * on the key: of two at once one rolls back as 'broadcast_key', and finds the other's on its next reading.
 */
export async function createBroadcast(ctx: BroadcastContext, wish: NewBroadcast): Promise<Result<Created>> {
  const { db, now, actor, rules } = ctx;
  if (!actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const hash = hashOf(wish);
  const before = wish.key ? await byKey(ctx, wish.key) : null;
  if (before)
    return {
      outcome: before.requestHash === hash ? { kind: 'same', broadcast: before } : { kind: 'key_used' },
      writes: [],
    };
  const ready = await readyToPlan(ctx, wish.letter);
  if (ready.kind !== 'ready') return { outcome: ready, writes: [] };
  const { letter, book } = ready;
  const page = await readPage({ ...ctx, book }, letter, { cursor: '', size: PAGE_SIZE });
  if (page.next === null && page.planned.length === 0)
    return { outcome: { kind: 'nobody', leftOut: page.leftOut }, writes: [] };
  const row = { ...rowOf(ctx, wish, letter), id: randomUUID(), requestHash: hash, version: 1, leftOut: {} };
  const category = book.usable(letter.template, letter.language ?? 'en')?.category ?? 'marketing';
  const people = new Set(page.planned.map((p) => p.personId)).size;
  const writes: Write[] = [
    ...onceByKey(ctx, wish.key),
    db.insert(broadcasts).values({ ...row, category }),
    ...writePage({ db, now, approvalAbove: rules.approvalAbove }, row, page),
    auditBroadcast(ctx, {
      action: 'created',
      broadcastId: row.id,
      before: null,
      after: { audience: letter.audience.kind, template: letter.template, people, more: page.next !== null },
    }),
  ];
  const outcome: Created = {
    kind: 'created',
    id: row.id,
    people,
    leftOut: page.leftOut,
    more: page.next !== null,
    needsApproval: page.next !== null ? false : people > rules.approvalAbove,
    first: page.planned[0] ?? null,
  };
  return { outcome, writes };
}

function rowOf({ actor, staff, now }: BroadcastContext, wish: NewBroadcast, letter: Letter) {
  return {
    personId: actor.personId,
    staffId: staff?.id ?? null,
    idempotencyKey: wish.key,
    recipientType: letter.audience.kind,
    recipients: letter.audience,
    templateName: letter.template,
    language: letter.language,
    parameters: letter.parameters,
    status: 'planning' as const,
    plannedTo: '',
    scheduleAt: wish.scheduleAt ?? null,
    createdAt: now,
    updatedAt: now,
  };
}

async function byKey({ db }: BroadcastContext, key: string): Promise<BroadcastRow | null> {
  const [row] = await db.select().from(broadcasts).where(eq(broadcasts.idempotencyKey, key));
  return row ?? null;
}

/** Whether a broadcast was made by this key. */
export async function wasStarted(ctx: BroadcastContext, key: string): Promise<boolean> {
  return (await byKey(ctx, key)) !== null;
}

/** Of two at once the second waits for the first, and then finds the key taken. */
function onceByKey({ db }: BroadcastContext, key: string | null): Write[] {
  if (key === null) return [];
  return [
    lockName(db, `broadcast:${key}`),
    guard(db, 'broadcast_key', sql`not exists (select 1 from ${broadcasts} where idempotency_key = ${key})`),
  ];
}

/** Of what was asked for: the order of its fields does not matter. */
function hashOf({ letter, scheduleAt }: NewBroadcast): string {
  const { audience, template, language, parameters } = letter;
  const fields = [audience, template, language, Object.entries(parameters).sort(), scheduleAt ?? null];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
