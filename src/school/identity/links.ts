import { sql } from 'drizzle-orm';
import type { Db, Write } from '../../../db/client.js';
import type { Subject } from '../people.js';

export interface LinkChange {
  personId: string;
  subjects: readonly Pick<Subject, 'type' | 'id'>[];
  /** The number on file was shown to them, a code came back, the office made a link, or "not me" was said. */
  source: 'number' | 'code' | 'admin' | 'denied';
  /** The app's clock. */
  now: Date;
}

/** Links a person to these pupils and teachers, or denies them; what stood there before gives way. */
export function linkTo(db: Db, { personId, subjects, source, now }: LinkChange): Write {
  const rows = JSON.stringify(subjects.map(({ type, id }) => ({ type, id })));
  return db.execute(sql`
    insert into bot.person_links (person_id, subject_type, subject_id, source, confirmed_at)
    select ${personId}::uuid, x.type, x.id, ${source}, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as x(type text, id uuid)
    on conflict (person_id, subject_type, subject_id) do update set
      source = excluded.source, confirmed_at = excluded.confirmed_at, revoked_at = null`);
}

/** Their rights count again: a code or the office has confirmed who writes from this number. */
export function endSuspension(db: Db, personId: string): Write {
  return db.execute(
    sql`update bot.whatsapp_subscriptions set suspended_at = null where id = ${personId}::uuid`,
  );
}
