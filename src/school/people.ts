import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../db/client.js';
import { guardianNumbersOnly, ownNumbers } from './numbers-on-file.js';
import { parsePhone, phonesIn } from './phone.js';

export type Role = 'admin' | 'agent' | 'teacher' | 'student' | 'prospect';

/** A pupil that a person speaks for: themselves, or a child of theirs. */
export interface Child {
  id: string;
  name: string;
  relation: 'self' | 'guardian';
  /** Keeps its rights (sees, pays) and is in no class list. */
  paused: boolean;
}

/** Who a person is to the school, worked out anew on every turn. */
export interface Actor {
  personId: string;
  /** Digits with country code; null for a person known by Meta's user id alone. */
  phone: string | null;
  teacher: { id: string; name: string } | null;
  children: Child[];
  isAdmin: boolean;
  isAgent: boolean;
  /** What they may act as, the mightiest first; 'prospect' when nothing else. */
  roles: Role[];
  /** Several active teachers have this number on file: none of them is meant until an admin says who. */
  sharedByTeachers: boolean;
}

const Person = z.object({ phone: z.string().nullable(), userType: z.string(), isActive: z.boolean() });
const TeacherRow = z.object({ id: z.string(), name: z.string().nullable(), phone: z.string().nullable() });
const PupilRow = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable().catch(null),
  statuses: z.array(z.string().nullable()),
});
const Answer = Person.extend({ teachers: z.array(TeacherRow), pupils: z.array(PupilRow) });
type Answer = z.infer<typeof Answer>;

/** Pupils in good standing: what `students s` must satisfy to give rights or to stand in a class list. */
export const IS_PUPIL = sql`s.is_active is not false
  and coalesce(s.student_type, 'permanent') not in ('prospect', 'intentful_user')`;

const holds = (field: SQL) => sql`position(p.tail in regexp_replace(${field}, '[^0-9]', '', 'g')) > 0`;

const TEACHERS = sql`(select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'phone', t.phone)), '[]')
  from teachers t where t.is_active is not false and ${holds(sql`t.phone`)})`;

const PUPILS = sql`(select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'phone', s.phone,
    'metadata', s.metadata, 'statuses', array(select e.status::text from enrollments e where e.student_id = s.id))
    order by s.name, s.id), '[]')
  from students s where ${IS_PUPIL} and (${holds(sql`s.phone`)} or ${holds(sql`s.metadata ->> 'phone'`)}
    or ${holds(sql`s.metadata ->> 'guardian_phone'`)}))`;

/**
 * Everybody who might be this person, in one statement that a batch can hold: rows whose free text contains the
 * last ten digits. `readActor` has the last word on whether the number really stands there.
 */
export function identityRows(db: Db, personId: string) {
  return db.execute(sql`
    select p.phone_number as phone, p.user_type as "userType", p.is_active as "isActive",
      ${TEACHERS} as teachers, ${PUPILS} as pupils
    from (select w.*, case when length(w.phone_number) >= 10 then right(w.phone_number, 10) end as tail
      from bot.whatsapp_subscriptions w where w.id = ${personId}::uuid) p`);
}

/** Reads what `identityRows` answered. A person who is not stored, or is not active, is nobody. */
export function readActor(personId: string, answer: { rows: unknown[] }): Actor {
  const [row] = z.array(Answer).parse(answer.rows);
  const phone = row?.phone ?? null;
  if (!row?.isActive) return actor({ personId, phone });
  const number = phone === null ? null : parsePhone(`+${phone}`);
  const [teacher, ...others] = row.teachers.filter(
    (t) => number !== null && phonesIn(t.phone).includes(number),
  );
  const alone = teacher && others.length === 0;
  return actor({
    personId,
    phone,
    teacher: alone ? { id: teacher.id, name: teacher.name ?? '' } : null,
    children: number === null ? [] : row.pupils.flatMap((pupil) => childOf(pupil, number) ?? []),
    isAdmin: row.userType === 'admin',
    isAgent: row.userType === 'agent',
    sharedByTeachers: others.length > 0,
  });
}

export async function identify(db: Db, personId: string): Promise<Actor> {
  return readActor(personId, await identityRows(db, personId));
}

/** What goes into user_type, which only keeps what a person was last, for lists; 'admin' and 'agent' are given, not worked out. */
export function userTypeOf({ roles: [first] }: Actor): Role {
  return first ?? 'prospect';
}

function childOf(pupil: Answer['pupils'][number], number: string): Child | null {
  const asGuardian = guardianNumbersOnly(pupil).includes(number);
  if (!asGuardian && !ownNumbers(pupil).includes(number)) return null;
  return {
    id: pupil.id,
    name: pupil.name,
    relation: asGuardian ? 'guardian' : 'self',
    paused: pupil.statuses.includes('paused') && !pupil.statuses.includes('active'),
  };
}

function actor(of: Partial<Actor> & Pick<Actor, 'personId' | 'phone'>): Actor {
  const { teacher = null, children = [], isAdmin = false, isAgent = false, sharedByTeachers = false } = of;
  const held: [Role, boolean][] = [
    ['admin', isAdmin],
    ['agent', isAgent],
    ['teacher', teacher !== null],
    ['student', children.length > 0],
  ];
  const roles = held.flatMap(([role, has]) => (has ? role : []));
  const orNobody: Role[] = roles.length > 0 ? roles : ['prospect'];
  return {
    personId: of.personId,
    phone: of.phone,
    teacher,
    children,
    isAdmin,
    isAgent,
    roles: orNobody,
    sharedByTeachers,
  };
}
