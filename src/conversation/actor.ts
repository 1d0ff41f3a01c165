import type { Env } from '../env.js';
import { type Actor, readActor } from '../school/people.js';
import { phonesIn } from '../school/phone.js';

/** Who a person is by the school's tables; the numbers in ADMIN_PHONES are admins from the start. */
export function actorFor(env: Pick<Env, 'ADMIN_PHONES'>, personId: string, rows: { rows: unknown[] }): Actor {
  const actor = readActor(personId, rows);
  const listed = actor.phone !== null && adminPhones(env).includes(actor.phone);
  // Whoever has the number now need not be whom the setting means.
  if (!listed || actor.isAdmin || actor.suspended) return actor;
  return { ...actor, isAdmin: true, roles: ['admin', ...actor.roles.filter((r) => r !== 'prospect')] };
}

function adminPhones({ ADMIN_PHONES }: Pick<Env, 'ADMIN_PHONES'>): string[] {
  return ADMIN_PHONES.split(/[,;]/).flatMap((part) => phonesIn(part));
}
