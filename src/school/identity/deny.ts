import type { Result } from '../context.js';
import type { Subject } from '../people.js';
import { adminRows } from '../reach.js';
import type { IdentityContext } from './context.js';
import { linkTo } from './links.js';

export type Denied =
  /** `admins`: whom to tell, since the number on file is wrong. */
  | { kind: 'denied'; subjects: Subject[]; admins: { phone: string; language: string | null }[] }
  | { kind: 'not_linked' };

/** Whom somebody is linked to now. */
export function heldBy({ teacher, children }: IdentityContext['actor']): Subject[] {
  return [
    ...(teacher ? [{ type: 'teacher' as const, ...teacher }] : []),
    ...children.map(({ id, name }) => ({ type: 'student' as const, id, name })),
  ];
}

/** "Not me": whatever the file or an earlier link says, this person has no rights to them until a code says so. */
export async function deny(ctx: IdentityContext, ids: readonly string[]): Promise<Result<Denied>> {
  const subjects = heldBy(ctx.actor).filter((s) => ids.includes(s.id));
  if (subjects.length === 0) return { outcome: { kind: 'not_linked' }, writes: [] };
  const admins = await adminRows(ctx.db);
  const { personId, phone } = ctx.actor;
  return {
    outcome: { kind: 'denied', subjects, admins: admins.filter((a) => a.phone !== phone) },
    writes: [linkTo(ctx.db, { personId, subjects, source: 'denied', now: ctx.now })],
  };
}
