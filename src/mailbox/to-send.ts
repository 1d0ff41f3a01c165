import { sql } from 'drizzle-orm';

// What the school starts and a drain has to look after. Conditions for SQL; `now` is the app's clock.

/** A message whose sending was cut off waits this long for a status. */
export const SETTLE_AFTER = sql`interval '60 seconds'`;

export const CUT_OFF = sql`direction = 'outbound' and status = 'sending' and kind <> 'reply'
  and message_type <> 'email' and try_at < now() - ${SETTLE_AFTER}`;

/** Something may go now. The conditions on the status are written as the indexes have them. */
export const STARTED_DUE = (now: Date) => sql`(exists (
    select 1 from bot.whatsapp_messages m
    where m.direction = 'outbound' and m.status in ('queued', 'sending') and m.broadcast_id is null
      and m.status = 'queued' and m.kind <> 'reply' and m.message_type <> 'email'
      and (m.not_before is null or m.not_before <= ${now.toISOString()}))
  or exists (select 1 from bot.broadcasts b cross join lateral (
    select m.not_before from bot.whatsapp_messages m
    where m.broadcast_id = b.id and m.status in ('queued', 'sending') and m.status = 'queued'
      and (m.not_before is null or m.not_before <= ${now.toISOString()})
    order by m.seq limit 1) waiting where b.status = 'sending'))`;

/** A drain would find something to do. */
export const TO_SEND = (now: Date) => sql`(${STARTED_DUE(now)}
  or exists (select 1 from bot.whatsapp_messages where ${CUT_OFF})
  or exists (select 1 from bot.broadcasts b where b.status = 'scheduled'
    and (b.schedule_at is null or b.schedule_at <= ${now.toISOString()}))
  or exists (select 1 from bot.broadcasts b where b.status = 'sending' and b.planned_to is null and not exists (
    select 1 from bot.whatsapp_messages m where m.broadcast_id = b.id and m.status in ('queued', 'sending'))))`;
