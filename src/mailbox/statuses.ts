import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { STATUS_RANK, type Status } from '../whatsapp/inbound.js';
import { jsonForPostgres } from './json.js';

/**
 * The statement that moves messages forward, never back: `read` is not undone by a late `sent`, and one that was
 * delivered is not made `failed` by a second device. A status finds its message by Meta's id, or by our own row id
 * that it echoes when the send's answer has not been recorded yet. Of several in one webhook the furthest counts.
 */
export function applyStatuses(db: Db, statuses: readonly Status[]) {
  const rows = jsonForPostgres(statuses.map(asRow));
  return db.execute<{ id: string }>(sql`
    with x as (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as x(wamid text, row_id uuid, status text, rank int, reason text, details jsonb, at timestamptz)
    ), furthest as (
      select distinct on (m.id) m.id as message, x.* from x
      join bot.whatsapp_messages m
        on m.direction = 'outbound' and (m.whatsapp_message_id = x.wamid or m.id = x.row_id)
      order by m.id, x.rank desc
    )
    update bot.whatsapp_messages m set
      status = x.status,
      whatsapp_message_id = coalesce(m.whatsapp_message_id, case when not exists (
        select 1 from bot.whatsapp_messages o where o.whatsapp_message_id = x.wamid) then x.wamid end),
      reason = case when x.status = 'failed' then x.reason end,
      metadata = m.metadata || x.details,
      status_at = x.at
    from furthest x
    where m.id = x.message
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
