import { desc, eq, lt, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { broadcasts } from '../../../db/schema/bot.js';
import { OFFICE_ONLY, type OfficeOnly } from '../../school/office/rights.js';
import type { BroadcastRow } from './letter.js';
import type { BroadcastContext } from './rights.js';
import { UNHEARD } from './unheard.js';

/** A broadcast as far as it is, by what became of each message. */
export interface Progress {
  broadcast: BroadcastRow;
  /** Messages by their state: queued, sending, sent, delivered, read, failed, unknown, skipped. Each counts once. */
  byState: Record<string, number>;
  /** Why some failed or were skipped, as it was kept. */
  reasons: { state: string; reason: string; people: number }[];
  /** Who wrote back within three days: to this very message, or as their next word after it. */
  replied: number;
  /** Of those that are unknown, how many may be sent once more (unheard.ts). */
  unheard: number;
  /** What Meta has charged so far, in rupees. */
  cost: number;
}

const Row = z.object({
  state: z.string(),
  reason: z.string().nullable(),
  people: z.coerce.number(),
  replied: z.coerce.number(),
  unheard: z.coerce.number(),
  cost: z.coerce.number(),
});

export type ProgressOutcome = ({ kind: 'progress' } & Progress) | { kind: 'gone' } | OfficeOnly;

/** How far a broadcast is. One request. */
export async function progressOf(ctx: BroadcastContext, id: string): Promise<ProgressOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const [[broadcast], counted] = await ctx.db.batch([
    ctx.db.select().from(broadcasts).where(eq(broadcasts.id, id)),
    countRows(ctx.db, id),
  ]);
  if (!broadcast) return { kind: 'gone' };
  const rows = z.array(Row).parse(counted.rows);
  const byState: Record<string, number> = {};
  for (const { state, people } of rows) byState[state] = (byState[state] ?? 0) + people;
  return {
    kind: 'progress',
    broadcast,
    byState,
    reasons: rows.flatMap(({ state, reason, people }) => (reason ? [{ state, reason, people }] : [])),
    replied: rows.reduce((sum, r) => sum + r.replied, 0),
    unheard: rows.reduce((sum, r) => sum + r.unheard, 0),
    cost: Math.round(rows.reduce((sum, r) => sum + r.cost, 0) * 100) / 100,
  };
}

const REASON_STATES = sql`('failed', 'skipped', 'unknown')`;

/**
 * An answer names the message it answers (replyTo), or is the first thing they write after it and before the next
 * broadcast. Meta's timestamps have whole seconds.
 */
function countRows(db: Db, id: string) {
  return db.execute(sql`
    select m.status as state, case when m.status in ${REASON_STATES} then m.reason end as reason,
      count(*) as people, count(*) filter (where ${UNHEARD}) as unheard, coalesce(sum(m.delivery_cost), 0) as cost,
      count(*) filter (where m.accepted_at is not null and exists (
        select 1 from bot.whatsapp_messages i where i.person_id = m.person_id and i.direction = 'inbound'
          and i.sent_at >= date_trunc('second', m.accepted_at) and i.sent_at < m.accepted_at + interval '3 days'
          and (i.metadata ->> 'replyTo' = m.whatsapp_message_id or (i.metadata ->> 'replyTo' is null
            and not exists (select 1 from bot.whatsapp_messages o where o.person_id = m.person_id
              and o.broadcast_id is not null and o.broadcast_id <> m.broadcast_id
              and o.accepted_at > m.accepted_at and o.accepted_at <= i.sent_at))))) as replied
    from bot.whatsapp_messages m where m.broadcast_id = ${id}::uuid
    group by 1, 2 order by 1, 3 desc`);
}

export type Listed = { kind: 'broadcasts'; broadcasts: BroadcastRow[]; next: string | null } | OfficeOnly;

/** Newest first, a page of them. One request. `cursor`: where the page before ended. */
export async function listBroadcasts(
  ctx: BroadcastContext,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Listed> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const before = cursor === undefined ? undefined : lt(ORDER, cursor);
  const rows = await ctx.db
    .select({ broadcast: broadcasts, place: ORDER })
    .from(broadcasts)
    .where(before)
    .orderBy(desc(ORDER))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    kind: 'broadcasts',
    broadcasts: page.map((r) => r.broadcast),
    next: rows.length > limit ? (page.at(-1)?.place ?? null) : null,
  };
}

/** Two of one instant are told apart by their ids. */
const ORDER = sql<string>`to_char(${broadcasts.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || ' ' || ${broadcasts.id}`;
