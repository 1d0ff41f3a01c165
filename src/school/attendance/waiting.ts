import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';

/** What a family is to be told of an earlier register of the same class, and has not been yet. */
export interface Waiting {
  draftId: string;
  why: 'absent' | 'low' | 'present';
  /** By name, as in the notice. */
  pupil: string;
}

/** Notices that wait because of earlier drafts of this draft's class: a later register has the last word on them. */
export function waitingRead(db: Db, draftId: string) {
  return db
    .select({
      draftId: sql<string>`d.id`,
      why: sql<
        Waiting['why']
      >`case m.kind when 'absence_alert' then 'absent' when 'attendance_confirmation' then 'present' else 'low' end`,
      pupil: sql<string>`coalesce(m.payload -> 'params' ->> 'pupil', '')`,
    })
    .from(
      sql`bot.attendance_drafts mine
        join bot.attendance_drafts d on d.batch_id = mine.batch_id and d.attendance_date = mine.attendance_date
          and d.id <> mine.id and d.status = 'confirmed'
        join bot.whatsapp_messages m on m.origin = 'draft:' || d.id and m.status = 'queued'`,
    )
    .where(sql`mine.id = ${draftId}::uuid and coalesce(d.parsed_data ->> 'kind', 'register') <> 'extra'`);
}
