import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { rupeesFor } from '../outreach/rates.js';
import { actionFor, backOffMs, effectOf, triesFor } from '../whatsapp/graph-errors.js';
import { STATUS_RANK, type Status } from '../whatsapp/inbound.js';
import { jsonForPostgres } from './json.js';

/**
 * The statement that moves messages forward, never back: `read` is not undone by a late `sent`, and one that was
 * delivered is not made `failed` by a second device. A status finds its message by Meta's id, or by our own row id
 * that it echoes when the send's answer has not been recorded yet. Of several in one webhook the furthest counts.
 *
 * A failure says more than that: what may be tried again waits to be sent once more, under another id of Meta's, and
 * of the old one nothing but its arrival is heard from then on; who cannot be reached is kept so until something
 * arrives there; and where nothing can be sent at all, nothing more is.
 */
export function applyStatuses(db: Db, statuses: readonly Status[]) {
  return db.execute<{ id: string }>(sql`
    with x as (
      select * from jsonb_to_recordset(${jsonForPostgres(statuses.map(asRow))}::jsonb)
        as x(wamid text, row_id uuid, status text, rank int, reason text, details jsonb, at timestamptz,
          category text, cost numeric, effect text, tries int, again_at timestamptz, halts jsonb)
    ), furthest as (
      select distinct on (m.id) m.id as message, ${AGAIN} as again, x.* from x
      join bot.whatsapp_messages m
        on m.direction = 'outbound' and (m.whatsapp_message_id = x.wamid or m.id = x.row_id)
      where not (x.rank <= ${STATUS_RANK.failed} and coalesce(m.metadata -> 'earlier' ? x.wamid, false))
      order by m.id, x.rank desc
    ), changed as (
      update bot.whatsapp_messages m set
        status = case when x.again then 'queued' else x.status end,
        whatsapp_message_id = case when x.again then null else coalesce(m.whatsapp_message_id, case when not exists (
          select 1 from bot.whatsapp_messages o where o.whatsapp_message_id = x.wamid) then x.wamid end) end,
        reason = case when x.status = 'failed' then x.reason end,
        not_before = case when x.again then x.again_at else m.not_before end,
        metadata = m.metadata || x.details || case when x.again then jsonb_build_object(
          'earlier', coalesce(m.metadata -> 'earlier', '[]') || to_jsonb(x.wamid), 'reopened', true) else '{}' end,
        accepted_at = case when x.again then null else coalesce(m.accepted_at, x.at) end,
        pricing_category = coalesce(x.category, m.pricing_category),
        delivery_cost = case when x.status = 'failed' then null else coalesce(x.cost, m.delivery_cost) end,
        status_at = x.at
      from furthest x
      where m.id = x.message
        and x.rank > coalesce(array_position(array['sending','sent','failed','delivered','read','played'], m.status), 1)
      returning m.id, m.person_id, x.status, x.effect, x.reason, x.at, x.halts
    ), people_changed as (${PEOPLE_CHANGED}), halted as (${HALTED}), resumed as (${RESUMED})
    select id from changed`);
}

/** Once more: what Meta says may be repeated, and what was free words and may still go as a template. Not what was sent twice. */
const AGAIN: SQL = sql`(x.again_at is not null and m.attempts < x.tries and not m.metadata ? 'sentAgain'
  and (x.effect is null or (m.kind <> 'reply' and not m.metadata ? 'reopened')))`;

/** What Meta says of somebody; that something arrived there ends what was said before. */
const PEOPLE_CHANGED = sql`
  update bot.whatsapp_subscriptions p set
    window_closed_at = case when x.effect = 'window_closed' then greatest(x.at, p.last_inbound_at) else p.window_closed_at end,
    unreachable_at = case when x.effect = 'unreachable' then x.at when x.arrived then null else p.unreachable_at end,
    unreachable_reason = case when x.effect = 'unreachable' then x.reason when x.arrived then null else p.unreachable_reason end,
    preferences = case when x.effect = 'no_marketing' then p.preferences || '{"marketing": "stop"}' else p.preferences end
  from (select distinct on (person_id) person_id, effect, reason, at, status <> 'failed' and status <> 'sent' as arrived
    from changed order by person_id, at desc, effect) x
  where p.id = x.person_id and (x.effect is not null or (x.arrived and p.unreachable_at is not null))`;

const HALTED = sql`
  insert into bot.settings (key, value)
  select 'OUTGOING_HALTED', halts || jsonb_build_object(
    'later', true, 'since', at, 'probeAt', at + interval '10 minutes')
  from changed where halts is not null limit 1
  on conflict (key) do nothing`;

/** Where Meta says no only after its yes, the message that was tried must be on its way before others follow. */
const RESUMED = sql`
  delete from bot.settings s using changed x
  where s.key = 'OUTGOING_HALTED' and x.status in ('sent', 'delivered')
    and x.at >= (s.value ->> 'probedAt')::timestamptz - interval '1 second'`;

const SECONDS = 1000;

function asRow(s: Status) {
  const { error, pricing } = s;
  const action = error ? actionFor(error.code) : null;
  const effect = error ? effectOf(error.code) : null;
  const again = error && (action === 'retry' || error.code === 131047 || action === 'stop_all');
  const wait = action === 'retry' && error ? Math.max(5 * SECONDS, backOffMs(error.code, 1)) : 0;
  return {
    wamid: s.wamid,
    row_id: s.rowId,
    status: s.status,
    rank: STATUS_RANK[s.status],
    reason: error ? `${error.code} ${error.title}` : null,
    details: pricing ? { pricing } : {},
    at: s.at.toISOString(),
    category: pricing?.category ?? null,
    // What Meta calls free costs nothing: the first service messages of a month, and those that follow an advertisement.
    cost: pricing?.category ? (isFree(pricing.type) ? 0 : rupeesFor(pricing.category, s.at)) : null,
    effect,
    tries: error ? triesFor(error.code) : null,
    again_at: again ? new Date(s.at.getTime() + wait).toISOString() : null,
    halts: error && action === 'stop_all' ? { code: error.code, reason: error.title } : null,
  };
}

function isFree(type: string | null): boolean {
  return type?.startsWith('free') === true;
}
