import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { STATUS_RANK, type Status } from '../whatsapp/inbound.js';

/**
 * The statement that moves messages forward, never back: `read` is not undone by a late `sent`, and one that was
 * delivered is not made `failed` by a second device. A status finds its message by Meta's id, or by our own row id
 * that it echoes when the send's answer has not been recorded yet.
 */
export function applyStatuses(db: Db, statuses: readonly Status[]) {
  const rows = JSON.stringify(furthest(statuses).map(asRow));
  return db.execute<{ id: string }>(sql`
    update bot.whatsapp_messages m set
      status = x.status,
      whatsapp_message_id = coalesce(m.whatsapp_message_id, x.wamid),
      reason = case when x.status = 'failed' then x.reason end,
      metadata = m.metadata || x.details,
      status_at = x.at
    from jsonb_to_recordset(${rows}::jsonb)
      as x(wamid text, row_id uuid, status text, rank int, reason text, details jsonb, at timestamptz)
    where m.direction = 'outbound' and (m.whatsapp_message_id = x.wamid or m.id = x.row_id)
      and x.rank > coalesce(array_position(array['sending','sent','failed','delivered','read','played'], m.status), 1)
    returning m.id`);
}

function asRow(s: Status) {
  return {
    wamid: s.wamid,
    row_id: s.rowId,
    status: s.status,
    rank: STATUS_RANK[s.status],
    reason: s.error ? `${s.error.code} ${s.error.title}` : null,
    details: s.pricing ? { pricing: s.pricing } : {},
    at: s.at.toISOString(),
  };
}

/** One webhook may hold several statuses of one message in any order: only the furthest counts. */
function furthest(statuses: readonly Status[]): Status[] {
  const best = new Map<string, Status>();
  for (const s of statuses) {
    const known = best.get(s.wamid);
    if (!known || STATUS_RANK[s.status] > STATUS_RANK[known.status]) best.set(s.wamid, s);
  }
  return [...best.values()];
}
