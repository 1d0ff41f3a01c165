import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Page, Paged } from './pages.js';
import { pageOf } from './pages.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly } from './rights.js';

const instant = z.coerce.date().nullable();

const Known = z.object({
  id: z.string(),
  /** Digits with country code; null for somebody known by Meta's user id alone. */
  phone: z.string().nullable(),
  userId: z.string().nullable(),
  /** As WhatsApp names them. */
  name: z.string().nullable(),
  userType: z.string(),
  language: z.string().nullable(),
  isActive: z.boolean(),
  optedInAt: instant,
  optedOutAt: instant,
  consentSource: z.string().nullable(),
  consentWording: z.string().nullable(),
  suspendedAt: instant,
  unreachableAt: instant,
  unreachableReason: z.string().nullable(),
  lastInboundAt: instant,
  createdAt: z.coerce.date(),
  /** Teachers and pupils in whose rows this number stands, whatever became of them. */
  onFile: z.array(
    z.object({ type: z.enum(['student', 'teacher']), id: z.string(), name: z.string().nullable() }),
  ),
  /** What was linked beyond that, or denied. */
  links: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['student', 'teacher']),
      subjectId: z.string(),
      name: z.string().nullable(),
      source: z.string(),
      confirmedAt: z.coerce.date(),
      revokedAt: instant,
    }),
  ),
});
export type KnownPerson = z.infer<typeof Known>;

export type PeopleOutcome = ({ kind: 'people' } & Paged<KnownPerson>) | OfficeOnly;

const tail = sql`right(p.phone_number, 10)`;
const holds = (field: ReturnType<typeof sql>) =>
  sql`position(${tail} in regexp_replace(${field}, '[^0-9]', '', 'g')) > 0`;

/** Everybody whose number stands there: the office sees former pupils and prospects too. */
const ON_FILE = sql`select 'teacher' as type, t.id, t.name from teachers t
    where length(p.phone_number) >= 10 and ${holds(sql`t.phone`)}
  union all select 'student', s.id, s.name from students s
    where length(p.phone_number) >= 10 and (${holds(sql`s.phone`)} or ${holds(sql`s.metadata ->> 'phone'`)}
      or ${holds(sql`s.metadata ->> 'guardian_phone'`)})`;

const COLUMNS = sql`p.id, p.phone_number as phone, p.wa_user_id as "userId", nullif(trim(p.profile_name), '') as name,
  p.user_type as "userType", p.language, p.is_active as "isActive", p.opted_in_at as "optedInAt",
  p.opted_out_at as "optedOutAt", p.consent_source as "consentSource", p.consent_wording as "consentWording",
  p.suspended_at as "suspendedAt", p.unreachable_at as "unreachableAt", p.unreachable_reason as "unreachableReason",
  p.last_inbound_at as "lastInboundAt", p.created_at as "createdAt",
  (select coalesce(json_agg(f order by f.type desc, f.name), '[]') from (${ON_FILE}) f) as "onFile",
  (select coalesce(json_agg(json_build_object('id', l.id, 'type', l.subject_type, 'subjectId', l.subject_id,
      'name', coalesce(s.name, t.name), 'source', l.source, 'confirmedAt', l.confirmed_at, 'revokedAt', l.revoked_at)
      order by l.created_at), '[]')
    from bot.person_links l left join students s on l.subject_type = 'student' and s.id = l.subject_id
      left join teachers t on l.subject_type = 'teacher' and t.id = l.subject_id
    where l.person_id = p.id) as links`;

/** Whom a word may mean: part of a number, of a user id, of a name in WhatsApp or of a name in the school's lists. */
const MEANS = (find: string) => {
  const word = find.trim().toLowerCase();
  const digits = word.replace(/\D/g, '').slice(-10);
  const number =
    digits.length >= 3 && !/\p{L}/u.test(word) ? sql`position(${digits} in p.phone_number) > 0` : sql`false`;
  return sql`(${number} or position(${word} in lower(p.wa_user_id)) > 0 or position(${word} in lower(p.profile_name)) > 0
    or exists (select 1 from (${ON_FILE}) f where position(${word} in lower(f.name)) > 0)
    or exists (select 1 from bot.person_links l left join students s on s.id = l.subject_id
      left join teachers t on t.id = l.subject_id
      where l.person_id = p.id and position(${word} in lower(coalesce(s.name, t.name))) > 0))`;
};

/** People who wrote or are written to, the newest first; by a word, those it may mean. One request. */
export async function findPeople(
  ctx: OfficeContext,
  { find, ...page }: Page & { find?: string | undefined },
): Promise<PeopleOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const after = page.cursor
    ? sql`(p.created_at, p.id) < (select c.created_at, c.id from bot.whatsapp_subscriptions c where c.id = ${page.cursor}::uuid)`
    : sql`true`;
  const { rows } = await ctx.db.execute(sql`
    select ${COLUMNS} from bot.whatsapp_subscriptions p
    where ${after} and ${find?.trim() ? MEANS(find) : sql`true`}
    order by p.created_at desc, p.id desc limit ${page.limit + 1}`);
  return { kind: 'people', ...pageOf(z.array(Known).parse(rows), page) };
}

/** One person, as the office sees them. One request. */
export async function knownPerson(
  ctx: OfficeContext,
  { personId }: { personId: string },
): Promise<{ kind: 'person'; person: KnownPerson } | { kind: 'gone' } | OfficeOnly> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const { rows } = await ctx.db.execute(
    sql`select ${COLUMNS} from bot.whatsapp_subscriptions p where p.id = ${personId}::uuid`,
  );
  const [person] = z.array(Known).parse(rows);
  return person ? { kind: 'person', person } : { kind: 'gone' };
}
