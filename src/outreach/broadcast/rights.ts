import type { Write } from '../../../db/client.js';
import { type OfficeContext, auditOffice } from '../../school/office/rights.js';

export interface BroadcastRules {
  schoolName: string;
  quietHours: string;
  /** Above so many people a second admin must approve. */
  approvalAbove: number;
  /** How many different people outside their windows Meta lets us write to in 24 hours. */
  peopleADay: number;
}

/** Broadcasts are an admin's alone, by chat or by token. */
export interface BroadcastContext extends OfficeContext {
  rules: BroadcastRules;
}

/** "person:<id>" or "staff:<id>", as it stands in approved_by; null when nobody can be told from anybody else. */
export function nameOfActor({ actor, staff }: BroadcastContext): string | null {
  if (actor.personId) return `person:${actor.personId}`;
  return staff?.id ? `staff:${staff.id}` : null;
}

/** Who did what to a broadcast. */
export function auditBroadcast(
  ctx: BroadcastContext,
  of: { action: string; broadcastId: string; before: string | null; after: unknown },
): Write {
  const { action, broadcastId, before, after } = of;
  const about = { broadcast_id: broadcastId };
  return auditOffice(ctx, { action: `broadcast_${action}`, about, before, after });
}
