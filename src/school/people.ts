import * as z from 'zod';
import type { Db } from '../../db/client.js';
import { IdentityRow, type Link, identityRows } from './identity/rows.js';
import { guardianNumbersOnly, ownNumbers } from './numbers-on-file.js';
import { parsePhone, phonesIn } from './phone.js';

export { IS_PUPIL, identityRows } from './identity/rows.js';

export type Role = 'admin' | 'agent' | 'teacher' | 'student' | 'prospect';

/** A pupil that a person speaks for: themselves, or a child of theirs. */
export interface Child {
  id: string;
  name: string;
  relation: 'self' | 'guardian';
  /** Keeps its rights (sees, pays) and is in no class list. */
  paused: boolean;
}

/** A pupil or a teacher, as somebody may be linked to them. */
export interface Subject {
  type: 'student' | 'teacher';
  id: string;
  name: string;
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
  /** Whom the number on file links them to without their having been told so yet. */
  untold: Subject[];
  /** The number changed hands: what stands here gives no rights until a code or the office confirms it. */
  suspended: boolean;
  /** There are such rights, and they rest. */
  resting: boolean;
  /** Until when a one-time code is awaited from them (the app's clock); may be past. */
  codeUntil: Date | null;
}

/**
 * Reads what `identityRows` answered. A person who is not stored, or is not active, is nobody; nor is one whose number
 * changed hands, until that is confirmed.
 */
export function readActor(personId: string, answer: { rows: unknown[] }): Actor {
  const [row] = z.array(IdentityRow).parse(answer.rows);
  const phone = row?.phone ?? null;
  const codeUntil = row?.codeUntil ?? null;
  if (!row?.isActive) return actor({ personId, phone });
  const number = phone === null ? null : parsePhone(`+${phone}`);
  const { teacher, sharedByTeachers } = teacherOf(row, number);
  const children = row.pupils.flatMap((pupil) => childOf(pupil, number, row.links) ?? []);
  const [isAdmin, isAgent] = [row.userType === 'admin', row.userType === 'agent'];
  if (row.suspended) {
    const resting = teacher !== null || children.length > 0 || isAdmin || isAgent;
    return actor({ personId, phone, codeUntil, suspended: true, resting });
  }
  const held: Subject[] = [
    ...(teacher ? [{ type: 'teacher' as const, ...teacher }] : []),
    ...children.map(({ id, name }) => ({ type: 'student' as const, id, name })),
  ];
  const untold = held.filter((h) => !row.links.some((l) => l.type === h.type && l.id === h.id));
  return actor({ personId, phone, teacher, children, isAdmin, isAgent, sharedByTeachers, untold, codeUntil });
}

/** The same person while nothing that stands with their number counts. */
export function withoutRights({ personId, phone, codeUntil, roles }: Actor): Actor {
  return actor({ personId, phone, codeUntil, suspended: true, resting: !roles.includes('prospect') });
}

export async function identify(db: Db, personId: string): Promise<Actor> {
  return readActor(personId, await identityRows(db, personId));
}

/** What goes into user_type, which only keeps what a person was last, for lists; 'admin' and 'agent' are given, not worked out. */
export function userTypeOf({ roles: [first] }: Actor): Role {
  return first ?? 'prospect';
}

/** Whom a link names is meant before whose number it is: so an admin says who of two that share one writes. */
function teacherOf(
  { teachers, links }: IdentityRow,
  number: string | null,
): Pick<Actor, 'teacher' | 'sharedByTeachers'> {
  const named = links
    .filter((l) => l.type === 'teacher' && isConfirmed(l))
    .flatMap((l) => teachers.find((t) => t.id === l.id) ?? []);
  const onFile = teachers.filter((t) => number !== null && phonesIn(t.phone).includes(number));
  const [first, ...others] = named.length > 0 ? named.slice(0, 1) : onFile;
  const meant = first && others.length === 0 && !isDenied(links, 'teacher', first.id) ? first : null;
  return {
    teacher: meant ? { id: meant.id, name: meant.name ?? '' } : null,
    sharedByTeachers: others.length > 0,
  };
}

function childOf(
  pupil: IdentityRow['pupils'][number],
  number: string | null,
  links: readonly Link[],
): Child | null {
  if (isDenied(links, 'student', pupil.id)) return null;
  const own = number !== null && ownNumbers(pupil).includes(number);
  const asGuardian = number !== null && guardianNumbersOnly(pupil).includes(number);
  const confirmed = links.some((l) => l.type === 'student' && l.id === pupil.id && isConfirmed(l));
  if (!asGuardian && !own && !confirmed) return null;
  return {
    id: pupil.id,
    name: pupil.name,
    relation: own && !asGuardian ? 'self' : 'guardian',
    paused: pupil.statuses.includes('paused') && !pupil.statuses.includes('active'),
  };
}

function isConfirmed({ source }: Link): boolean {
  return source === 'code' || source === 'admin';
}

/** "Not me" was said: the number on file no longer counts. */
function isDenied(links: readonly Link[], type: Subject['type'], id: string): boolean {
  return links.some((l) => l.type === type && l.id === id && l.source === 'denied');
}

function actor(of: Partial<Actor> & Pick<Actor, 'personId' | 'phone'>): Actor {
  const { teacher = null, children = [], isAdmin = false, isAgent = false, sharedByTeachers = false } = of;
  const { untold = [], suspended = false, resting = false, codeUntil = null } = of;
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
    untold,
    suspended,
    resting,
    codeUntil,
  };
}
