import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';

/** A number that is not written to like every other. */
export interface SpecialNumber {
  phone: string;
  /** They asked to hear of every class that was attended. */
  confirms: boolean;
  /** It changed hands, or WhatsApp says so: nothing about a pupil goes there. */
  suspended: boolean;
  /** Pupils of whom this person said "that is not me". */
  denied: string[];
}

/** The few numbers with a wish or a doubt. A statement, for a batch. */
export function specialNumbers(db: Db) {
  const denied = sql<string[]>`array(select l.subject_id::text from bot.person_links l
    where l.person_id = w.id and l.source = 'denied' and l.revoked_at is null)`;
  const listed = (key: 'want' | 'mute') =>
    sql`coalesce(w.preferences -> ${key}::text @> '["attendance_confirmation"]'::jsonb, false)`;
  const confirms = sql<boolean>`(${listed('want')} and not ${listed('mute')})`;
  return db
    .select({
      phone: sql<string>`w.phone_number`,
      confirms,
      suspended: sql<boolean>`w.suspended_at is not null`,
      denied,
    })
    .from(sql`bot.whatsapp_subscriptions w`)
    .where(
      sql`w.phone_number is not null and (${confirms} or w.suspended_at is not null or ${denied} <> '{}')`,
    );
}

/** The first of a pupil's numbers that may hear of them. */
export function numberOf(
  pupilId: string,
  numbers: readonly string[],
  special: readonly SpecialNumber[],
): string | null {
  const open = numbers.find((n) => {
    const it = special.find((s) => s.phone === n);
    return !it || (!it.suspended && !it.denied.includes(pupilId));
  });
  return open ?? null;
}
