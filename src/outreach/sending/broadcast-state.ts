import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';

/** Of so many messages whose fate is known, the newest, at most this share may fail. */
const PANIC = { of: 50, share: 0.3 };
/** A message that Meta took and of which nothing more was heard for so long has not failed. */
const HEARD_NOTHING_FOR = sql`interval '10 seconds'`;

export interface StoppedBroadcast extends Record<string, unknown> {
  id: string;
  name: string;
  failed: number;
  sent: number;
  version: number;
}

/** Those whose hour has come begin. `now` is the app's clock. */
export function startBroadcasts(db: Db, now: Date) {
  const at = now.toISOString();
  return db.execute(sql`
    update bot.broadcasts set status = 'sending', started_at = coalesce(started_at, ${at}::timestamptz),
      version = version + 1, updated_at = ${at}::timestamptz
    where status = 'scheduled' and (schedule_at is null or schedule_at <= ${at})`);
}

/** Those of which nothing waits any more are finished. */
export function finishBroadcasts(db: Db, now: Date) {
  const at = now.toISOString();
  return db.execute(sql`
    update bot.broadcasts b set status = 'finished', finished_at = ${at}::timestamptz, version = version + 1,
      updated_at = ${at}::timestamptz
    where b.status = 'sending' and b.planned_to is null and not exists (
      select 1 from bot.whatsapp_messages m
      where m.broadcast_id = b.id and m.status in ('queued', 'sending'))`);
}

/**
 * Those of which too many fail are stopped: of the newest that Meta answered, or of the newest whose fate is known,
 * since Meta says no at once or a while after it said yes. What was tried before the office resumed it, or sent it once more, counts no more.
 */
export function stopBroadcasts(db: Db, ids: readonly string[], now: Date) {
  const at = now.toISOString();
  return db.execute<StoppedBroadcast>(sql`
    update bot.broadcasts b set status = 'stopped', version = b.version + 1, updated_at = ${at}::timestamptz,
      status_reason = 'too many failed: ' || worst.failed || ' of the last ' || worst.sent
    from unnest(string_to_array(${ids.join(',')}, ',')::uuid[]) as ours(id) cross join lateral (
      select * from (
        ${NEWEST(sql`m.status in ('sent', 'failed', 'delivered', 'read', 'played')`)} union all
        ${NEWEST(sql`m.status in ('failed', 'delivered', 'read', 'played')
          or (m.status = 'sent' and m.try_at < now() - ${HEARD_NOTHING_FOR})`)}) as counts
      where sent >= ${PANIC.of} and failed > sent * ${PANIC.share}::numeric limit 1) worst
    where b.id = ours.id and b.status = 'sending'
    returning b.id, b.template_name as name, b.version, worst.failed, worst.sent`);
}

const NEWEST = (of: SQL): SQL => sql`
  select count(*)::int as sent, count(*) filter (where l.status = 'failed')::int as failed from (
    select m.status from bot.whatsapp_messages m where m.broadcast_id = ours.id and (${of})
      and m.try_at > coalesce((select r.resumed_at from bot.broadcasts r where r.id = ours.id), '-infinity')
    order by m.seq desc limit ${PANIC.of}) l`;
