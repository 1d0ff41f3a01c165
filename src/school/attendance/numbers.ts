import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';
import { SHOWN_AS } from '../numbers-on-file.js';

/** A number that is not written to like every other. */
export interface SpecialNumber {
  /** Digits; of somebody who shows no number, Meta's user id. */
  phone: string;
  /** They may be written to. */
  open: boolean;
  /** Pupils whom a code or the office linked them to. */
  linked: string[];
  /** They asked to hear of every class that was attended. */
  confirms: boolean;
  /** It changed hands, or WhatsApp says so: nothing about a pupil goes there. */
  suspended: boolean;
  /** Pupils of whom this person said "that is not me". */
  denied: string[];
}

/** The number stands on the row of a pupil to whom somebody was linked: then it matters which of them is open. */
const BESIDE_A_LINK = sql`(length(w.phone_number) >= 10 and exists (
  select 1 from bot.person_links l join students s on s.id = l.subject_id
  where l.source in ('code', 'admin') and l.revoked_at is null
    and position(right(w.phone_number, 10) in regexp_replace(
      concat_ws(' ', s.phone, s.metadata ->> 'phone', s.metadata ->> 'guardian_phone'), '[^0-9]', '', 'g')) > 0))`;

/** The few numbers with a wish, a link or a doubt. A statement, for a batch. */
export function specialNumbers(db: Db) {
  const subjects = (sources: string) => sql<string[]>`array(select l.subject_id::text from bot.person_links l
    where l.person_id = w.id and l.source in (${sql.raw(sources)}) and l.revoked_at is null)`;
  const denied = subjects(`'denied'`);
  const linked = subjects(`'code', 'admin'`);
  const listed = (key: 'want' | 'mute') =>
    sql`coalesce(w.preferences -> ${key}::text @> '["attendance_confirmation"]'::jsonb, false)`;
  const confirms = sql<boolean>`(${listed('want')} and not ${listed('mute')})`;
  return db
    .select({
      phone: sql<string>`${SHOWN_AS}`,
      open: sql<boolean>`(w.is_active and w.opted_in_at is not null and w.opted_out_at is null)`,
      linked,
      confirms,
      suspended: sql<boolean>`w.suspended_at is not null`,
      denied,
    })
    .from(sql`bot.whatsapp_subscriptions w`)
    .where(
      sql`${SHOWN_AS} is not null and (${confirms} or w.suspended_at is not null
        or ${denied} <> '{}' or ${linked} <> '{}' or ${BESIDE_A_LINK})`,
    );
}

/** The first of a pupil's numbers that may hear of them; where none is known to be open, whoever was linked to them. */
export function numberOf(
  pupilId: string,
  numbers: readonly string[],
  special: readonly SpecialNumber[],
): string | null {
  const known = (n: string) => special.find((s) => s.phone === n);
  const free = (it: SpecialNumber) => !it.suspended && !it.denied.includes(pupilId);
  const theirs = numbers.filter((n) => {
    const it = known(n);
    return !it || free(it);
  });
  const linked = special.find((s) => s.open && free(s) && s.linked.includes(pupilId));
  if (!linked) return theirs[0] ?? null;
  return theirs.find((n) => known(n)?.open) ?? linked.phone;
}
