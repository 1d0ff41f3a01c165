import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { type Tap, readButtonId } from '../../whatsapp/reply.js';
import { NoticePayload } from '../notify.js';

/** So long after it was sent, words may still be the answer to it. */
const ANSWERED_WITHIN_MS = 3 * 60 * 60_000;

/** A question after class, as it was sent. */
export interface AskedAfterClass {
  at: Date;
  batchId: string;
  date: string;
  /** Its buttons, in their order. */
  taps: Tap[];
}

const Row = z.object({ at: z.coerce.date(), payload: NoticePayload });

/** The question after class that this teacher was sent last; null where that was long ago. One request. */
export async function askedAfterClass(
  db: Db,
  { personId, now }: { personId: string; now: Date },
): Promise<AskedAfterClass | null> {
  const since = new Date(now.getTime() - ANSWERED_WITHIN_MS).toISOString();
  const { rows } = await db.execute(sql`
    select m.not_before as at, m.payload from bot.whatsapp_messages m
    where m.person_id = ${personId} and m.kind = 'attendance_prompt' and m.not_before > ${since}
      and m.status in ('sending', 'sent', 'delivered', 'read', 'unknown')
    order by m.seq desc limit 1`);
  const found = Row.safeParse(rows[0]);
  if (!found.success) return null;
  const taps = (found.data.payload.buttons ?? []).flatMap((id) => readButtonId(id) ?? []);
  const [batchId, date] = taps[0]?.args ?? [];
  return batchId && date ? { at: found.data.at, batchId, date, taps } : null;
}
