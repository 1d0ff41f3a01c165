import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Write } from '../../../db/client.js';
import type { SchoolContext } from '../context.js';
import type { Actor } from '../people.js';

/** Of an actor, what the office's own errands depend on: they are an admin's alone. */
export interface OfficeContext extends SchoolContext {
  /** `personId` is null where no chat speaks. */
  actor: Pick<Actor, 'isAdmin'> & { personId: string | null };
  /** Somebody at a desk, as their token says. */
  staff?: { id: string; name: string | null };
}

export type OfficeOnly = { kind: 'office_only' };
export const OFFICE_ONLY: OfficeOnly = { kind: 'office_only' };

/** Who acts, where that is somebody with an id: a person of the chat, or a user of the management system. */
export function actingId({ actor, staff }: Pick<OfficeContext, 'actor' | 'staff'>): string | null {
  return staff ? (z.uuid().safeParse(staff.id).data ?? null) : actor.personId;
}

/** Who of the office changed what, how it stood before and how it stands now. */
export function auditOffice(
  ctx: OfficeContext,
  entry: { action: string; about: Record<string, unknown>; before: unknown; after: unknown },
): Write {
  const { db, actor, staff, now } = ctx;
  const { action, about, before, after } = entry;
  const by = staff
    ? { channel: 'http', staff_id: staff.id, staff_name: staff.name }
    : { channel: 'whatsapp', person_id: actor.personId };
  const role = actor.isAdmin ? 'admin' : 'agent';
  return db.execute(sql`insert into audit_logs (actor_id, actor_role, action, payload, timestamp)
    values (${actingId(ctx)}::uuid, ${role}, ${action},
      ${JSON.stringify({ ...by, ...about, before, after })}::jsonb, ${now.toISOString()}::timestamptz)`);
}
