import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';

const Link = z.object({
  type: z.enum(['student', 'teacher']),
  id: z.string(),
  source: z.enum(['number', 'code', 'admin', 'denied']),
});
export type Link = z.infer<typeof Link>;
const Person = z.object({
  phone: z.string().nullable(),
  userType: z.string(),
  isActive: z.boolean(),
  suspended: z.boolean(),
  codeUntil: z.coerce.date().nullable(),
});
const TeacherRow = z.object({ id: z.string(), name: z.string().nullable(), phone: z.string().nullable() });
const PupilRow = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable().catch(null),
  statuses: z.array(z.string().nullable()),
});
/** What `identityRows` answers: at most one row. */
export const IdentityRow = Person.extend({
  teachers: z.array(TeacherRow),
  pupils: z.array(PupilRow),
  /** The latest confirmed first. */
  links: z.array(Link),
});
export type IdentityRow = z.infer<typeof IdentityRow>;

/** Pupils in good standing: what `students s` must satisfy to give rights or to stand in a class list. */
export const IS_PUPIL = sql`s.is_active is not false
  and coalesce(s.student_type, 'permanent') not in ('prospect', 'intentful_user')`;

const holds = (field: SQL) => sql`position(p.tail in regexp_replace(${field}, '[^0-9]', '', 'g')) > 0`;

/** Linked by a code or by the office, whatever number they write from, or from none. */
const linked = (type: Link['type'], id: SQL) => sql`${id} in (select l.subject_id from bot.person_links l
  where l.person_id = p.id and l.subject_type = ${sql.raw(`'${type}'`)} and l.revoked_at is null
    and l.source in ('code', 'admin'))`;

const TEACHERS = sql`(select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'phone', t.phone)), '[]')
  from teachers t where t.is_active is not false and (${holds(sql`t.phone`)} or ${linked('teacher', sql`t.id`)}))`;

const PUPILS = sql`(select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'phone', s.phone,
    'metadata', s.metadata, 'statuses', array(select e.status::text from enrollments e where e.student_id = s.id))
    order by s.name, s.id), '[]')
  from students s where ${IS_PUPIL} and (${holds(sql`s.phone`)} or ${holds(sql`s.metadata ->> 'phone'`)}
    or ${holds(sql`s.metadata ->> 'guardian_phone'`)} or ${linked('student', sql`s.id`)}))`;

const LINKS = sql`(select coalesce(json_agg(json_build_object('type', l.subject_type, 'id', l.subject_id,
    'source', l.source) order by l.confirmed_at desc, l.id), '[]')
  from bot.person_links l where l.person_id = p.id and l.revoked_at is null)`;

/**
 * Everybody who might be this person, in one statement that a batch can hold: rows whose free text contains the
 * last ten digits, and those they are linked to. `readActor` has the last word on whether the number really stands there.
 */
export function identityRows(db: Db, personId: string) {
  return db.execute(sql`
    select p.phone_number as phone, p.user_type as "userType", p.is_active as "isActive",
      p.suspended_at is not null as suspended,
      (select c.expires_at from bot.one_time_codes c where c.person_id = p.id) as "codeUntil",
      ${TEACHERS} as teachers, ${PUPILS} as pupils, ${LINKS} as links
    from (select w.*, case when length(w.phone_number) >= 10 then right(w.phone_number, 10) end as tail
      from bot.whatsapp_subscriptions w where w.id = ${personId}::uuid) p`);
}
