import { type SQL, sql } from 'drizzle-orm';
import type { Db, Write } from '../../../db/client.js';

/** So long a status may be on its way. */
const HEARD_WITHIN = sql`interval '10 minutes'`;

/**
 * Messages `m` of which nobody knows whether they arrived, since sending was cut off and no status ever came: the office
 * may have them sent once more. Whoever has theirs already gets it twice then, so never more often than once.
 */
export const UNHEARD: SQL = sql`(m.status = 'unknown' and m.try_at < now() - ${HEARD_WITHIN}
  and not m.metadata ? 'sentAgain')`;

/** How many of a broadcast's there are. One request. */
export async function countUnheard(db: Db, broadcastId: string): Promise<number> {
  const { rows } = await db.execute<{ n: string }>(sql`
    select count(*) as n from bot.whatsapp_messages m where m.broadcast_id = ${broadcastId}::uuid and ${UNHEARD}`);
  return Number(rows[0]?.n ?? 0);
}

/** They wait again, marked so that the repeat is counted as every other (metadata.sentAgain). */
export function sendUnheardAgain(db: Db, broadcastId: string): Write {
  return db.execute(sql`
    update bot.whatsapp_messages m set status = 'queued', reason = null, not_before = null,
      metadata = m.metadata || '{"doubt": true}'
    where m.broadcast_id = ${broadcastId}::uuid and ${UNHEARD}`);
}
