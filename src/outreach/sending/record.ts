import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';
import { jsonForPostgres } from '../../mailbox/json.js';
import { type StoppedBroadcast, finishBroadcasts, stopBroadcasts } from './broadcast-state.js';
import type { Outcome } from './outcome.js';

/**
 * Records what became of a whole batch, in one request, and what it means for the people and the broadcasts it was
 * of. What a status has said meanwhile stays. Returns the broadcasts that were stopped over it.
 */
export async function recordBatch(
  db: Db,
  outcomes: readonly Outcome[],
  { now, broadcasts }: { now: Date; broadcasts: readonly string[] },
): Promise<StoppedBroadcast[]> {
  if (outcomes.length === 0) return [];
  const rows = jsonForPostgres(outcomes);
  const affected = jsonForPostgres(outcomes.filter((o) => o.effect));
  const [, , stopped] = await db.batch([
    db.execute(RECORD(rows)),
    db.execute(AFFECT(affected, now)),
    stopBroadcasts(db, broadcasts, now),
    finishBroadcasts(db, now),
  ] as const);
  return stopped.rows;
}

const RECORD = (rows: string) => sql`
  with x as (select * from jsonb_to_recordset(${rows}::jsonb) as x(
    id uuid, status text, reason text, wamid text, accepted_at timestamptz, not_before timestamptz, untried boolean,
    metadata jsonb, forget boolean, template_name text, outside_window boolean, message_type text, content text))
  update bot.whatsapp_messages m set
    status = case when m.status = 'sending' then x.status else m.status end,
    reason = case when m.status = 'sending' then x.reason else m.reason end,
    not_before = case when m.status = 'sending' then coalesce(x.not_before, m.not_before) else m.not_before end,
    attempts = m.attempts - case when x.untried then 1 else 0 end,
    whatsapp_message_id = coalesce(m.whatsapp_message_id, case when x.wamid is not null and not exists (
      select 1 from bot.whatsapp_messages o where o.whatsapp_message_id = x.wamid) then x.wamid end),
    accepted_at = coalesce(m.accepted_at, x.accepted_at),
    metadata = m.metadata || coalesce(x.metadata, '{}'),
    payload = case when x.forget then null else m.payload end,
    template_name = coalesce(x.template_name, m.template_name),
    outside_window = coalesce(x.outside_window, m.outside_window and x.status in ('sent', 'sending')),
    message_type = coalesce(x.message_type, m.message_type),
    content = coalesce(x.content, m.content)
  from x where m.id = x.id`;

/** What Meta said of the person: it keeps them from being written to in vain. */
const AFFECT = (rows: string, now: Date) => sql`
  update bot.whatsapp_subscriptions p set
    window_closed_at = case when x.effect = 'window_closed' then ${now.toISOString()}::timestamptz else p.window_closed_at end,
    unreachable_at = case when x.effect = 'unreachable' then ${now.toISOString()}::timestamptz else p.unreachable_at end,
    unreachable_reason = case when x.effect = 'unreachable' then x.reason else p.unreachable_reason end,
    preferences = case when x.effect = 'no_marketing' then p.preferences || '{"marketing": "stop"}' else p.preferences end
  from jsonb_to_recordset(${rows}::jsonb) as x(person_id uuid, effect text, reason text)
  where p.id = x.person_id`;
