import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { SHOWN_AS } from './numbers-on-file.js';
import { phonesIn } from './phone.js';

/** Why somebody will not hear what the school tells them of its own accord, as far as that is known beforehand. */
export type Unheard =
  | 'no_number'
  | 'no_consent'
  | 'opted_out'
  /** They do not want messages of this kind. */
  | 'muted'
  /** WhatsApp could not deliver to them, and they have not written since. */
  | 'unreachable'
  /** They have not written for a day, and no approved template says it. */
  | 'not_now';

/** Where somebody is written to and in which language (as they chose it, else null). */
export type Reach = { phone: string; language: string | null; unheard: null } | { unheard: Unheard };

/** A number as WhatsApp knows it, and whether it may be written to. */
export interface KnownNumber {
  /** Digits; of somebody who shows no number, Meta's user id. */
  phone: string;
  /** Pupils and teachers whom a code or the office linked them to. */
  linked: string[];
  language: string | null;
  active: boolean;
  optedIn: boolean;
  optedOut: boolean;
  /** The number changed hands, or WhatsApp says so. */
  suspended: boolean;
  muted: boolean;
  unreachable: boolean;
  /** They wrote within the day, or a template that is approved in their language or in English says it. */
  now: boolean;
}

/** What is to be said: by which of the bot's templates where they have not written for a day. */
export interface Saying {
  /** As in people.preferences. */
  kind: string;
  template: string;
  /** The app's clock. */
  now: Date;
}

/** As free-form messages go (outreach/window.ts). */
const WINDOW = sql`interval '23 hours 55 minutes'`;

const LINKS = sql`from bot.person_links l
  where l.person_id = w.id and l.source in ('code', 'admin') and l.revoked_at is null`;

/**
 * Everybody whose number may stand in these free-text fields, and whoever was linked to somebody. `fields`: a query of
 * one text column.
 */
export function knownNumbers(db: Db, fields: SQL, { kind, template, now }: Saying) {
  const at = sql`${now.toISOString()}::timestamptz`;
  return db
    .select({
      phone: sql<string>`${SHOWN_AS}`,
      linked: sql<string[]>`array(select l.subject_id::text ${LINKS})`,
      language: sql<string | null>`w.language`,
      // A number that changed hands is nobody's until that is confirmed.
      active: sql<boolean>`w.is_active and w.suspended_at is null`,
      optedIn: sql<boolean>`w.opted_in_at is not null`,
      optedOut: sql<boolean>`w.opted_out_at is not null`,
      suspended: sql<boolean>`w.suspended_at is not null`,
      muted: sql<boolean>`coalesce(w.preferences -> 'mute' @> jsonb_build_array(${kind}::text), false)`,
      unreachable: sql<boolean>`(w.unreachable_at is not null
        and (w.last_inbound_at is null or w.last_inbound_at <= w.unreachable_at))`,
      now: sql<boolean>`(coalesce(w.last_inbound_at > ${at} - ${WINDOW}
          and (w.window_closed_at is null or w.window_closed_at < w.last_inbound_at), false)
        or exists (select 1 from bot.whatsapp_templates t where t.template_name = ${template}
          and t.status = 'approved' and t.language in (coalesce(w.language, 'en'), 'en')))`,
    })
    .from(sql`bot.whatsapp_subscriptions w`)
    .where(
      sql`(length(w.phone_number) >= 10 and exists (select 1 from (${fields}) f(words)
        where position(right(w.phone_number, 10) in regexp_replace(f.words, '[^0-9]', '', 'g')) > 0))
        or (${SHOWN_AS} is not null and exists (select 1 ${LINKS}))`,
    );
}

/** The admins as the school's inbox lists them. */
export function adminRows(db: Db) {
  return db
    .select({ phone: sql<string>`w.phone_number`, language: sql<string | null>`w.language` })
    .from(sql`bot.whatsapp_subscriptions w`)
    .where(
      sql`w.user_type = 'admin' and w.is_active and w.suspended_at is null and w.phone_number is not null`,
    )
    .orderBy(sql`w.phone_number`);
}

/** The first of somebody's numbers that may be written to, then whoever was linked to them; where none may, why not. */
export function reachOf(
  subjectId: string | null,
  numbers: readonly string[],
  known: readonly KnownNumber[],
): Reach {
  const linked = known.filter((k) => subjectId !== null && k.linked.includes(subjectId));
  if (numbers.length === 0 && linked.length === 0) return { unheard: 'no_number' };
  const mine = [...numbers.flatMap((n) => known.filter((k) => k.phone === n)), ...linked];
  const open = mine.find((k) => whyNot(k) === null);
  if (open) return { phone: open.phone, language: open.language, unheard: null };
  const reasons = mine.flatMap((k) => whyNot(k) ?? []);
  return { unheard: NEAREST.find((why) => reasons.includes(why)) ?? 'no_consent' };
}

/** Of several numbers the reason that is nearest to being heard, but a STOP before all. */
const NEAREST: readonly Unheard[] = ['opted_out', 'not_now', 'muted', 'unreachable'];

function whyNot(k: KnownNumber): Unheard | null {
  if (k.optedOut) return 'opted_out';
  if (!k.active || !k.optedIn || k.suspended) return 'no_consent';
  if (k.unreachable) return 'unreachable';
  if (k.muted) return 'muted';
  return k.now ? null : 'not_now';
}

export interface TeacherOnFile {
  id: string;
  name: string | null;
  phone: string | null;
}

/** Active teachers: those of these batches, and with them whoever shares their number. */
export function teacherRows(db: Db) {
  return db
    .select({
      id: sql<string>`t.id`,
      name: sql<string | null>`t.name`,
      phone: sql<string | null>`t.phone`,
    })
    .from(sql`teachers t`)
    .where(sql`t.is_active is not false`);
}

/** A number that several teachers have on file reaches nobody in particular. */
export function teacherReach(
  id: string | null,
  teachers: readonly TeacherOnFile[],
  known: readonly KnownNumber[],
): Reach {
  const own = phonesIn(teachers.find((t) => t.id === id)?.phone);
  const shared = new Set(teachers.filter((t) => t.id !== id).flatMap((t) => phonesIn(t.phone)));
  return reachOf(
    id,
    own.filter((n) => !shared.has(n)),
    known,
  );
}

/** The fields in which teachers' numbers stand. */
export const TEACHER_FIELDS = sql`select t.phone from teachers t where t.is_active is not false`;
