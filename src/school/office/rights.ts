import { sql } from 'drizzle-orm';
import type { Write } from '../../../db/client.js';
import type { SchoolContext } from '../context.js';
import type { Actor } from '../people.js';

/** Of an actor, what the office's own errands depend on: they are an admin's alone. */
export interface OfficeContext extends SchoolContext {
  actor: Pick<Actor, 'personId' | 'isAdmin'>;
}

export type OfficeOnly = { kind: 'office_only' };
export const OFFICE_ONLY: OfficeOnly = { kind: 'office_only' };

/** Who of the office changed what, how it stood before and how it stands now. */
export function auditOffice(
  { db, actor, now }: OfficeContext,
  entry: { action: string; about: Record<string, unknown>; before: unknown; after: unknown },
): Write {
  const { action, about, before, after } = entry;
  const payload = { channel: 'whatsapp', person_id: actor.personId, ...about, before, after };
  return db.execute(sql`insert into audit_logs (actor_id, actor_role, action, payload, timestamp)
    values (${actor.personId}::uuid, 'admin', ${action}, ${JSON.stringify(payload)}::jsonb,
      ${now.toISOString()}::timestamptz)`);
}
