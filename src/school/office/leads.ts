import { and, count, desc, eq, sql } from 'drizzle-orm';
import { guard } from '../../../db/client.js';
import { leads } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { localDate } from '../dates.js';
import { Details } from '../enquiry/facts.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

export const LEADS_PAGE = 5;

export interface WaitingLead {
  reference: string;
  /** School-local date of the last word. */
  since: string;
  callBack: boolean;
  facts: Pick<
    Details,
    'instrument' | 'who' | 'age' | 'level' | 'days' | 'name' | 'guardian' | 'phone' | 'also'
  >;
}

export type LeadsOutcome = { kind: 'leads'; leads: WaitingLead[]; all: number; page: number } | OfficeOnly;

/** Enquiries nobody of the office has taken up yet, the newest first, a page of them. One request. */
export async function leadsWaiting(ctx: OfficeContext, { page }: { page: number }): Promise<LeadsOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const waiting = eq(leads.status, 'new');
  const [rows, [total]] = await ctx.db.batch([
    ctx.db
      .select()
      .from(leads)
      .where(waiting)
      .orderBy(desc(leads.updatedAt), leads.id)
      .limit(LEADS_PAGE)
      .offset(page * LEADS_PAGE),
    ctx.db.select({ n: count() }).from(leads).where(waiting),
  ]);
  return { kind: 'leads', leads: rows.map((row) => leadOf(ctx, row)), all: total?.n ?? 0, page };
}

function leadOf({ timezone }: OfficeContext, row: typeof leads.$inferSelect): WaitingLead {
  return {
    reference: row.reference,
    since: localDate(row.updatedAt, timezone),
    callBack: row.callBack === true,
    facts: Details.catch(Details.parse({})).parse(row.details),
  };
}

export type TakenUp =
  | { kind: 'taken_up'; lead: WaitingLead }
  /** Somebody of the office was first. */
  | { kind: 'already'; lead: WaitingLead }
  | { kind: 'unknown' }
  | OfficeOnly;

/**
 * Somebody of the office has called: the lead waits no more. The newcomer's row in the school's own list stays as it
 * is, since what its status may say is the school's business. One request.
 */
export async function takeUpLead(
  ctx: OfficeContext,
  { reference }: { reference: string },
): Promise<Result<TakenUp>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db, now } = ctx;
  const [row] = await db.select().from(leads).where(eq(leads.reference, reference));
  if (!row || row.status === 'draft') return { outcome: { kind: 'unknown' }, writes: [] };
  const lead = leadOf(ctx, row);
  if (row.status !== 'new') return { outcome: { kind: 'already', lead }, writes: [] };
  const waits = and(eq(leads.id, row.id), eq(leads.status, 'new'));
  return {
    outcome: { kind: 'taken_up', lead },
    writes: [
      guard(db, 'lead', sql`exists (select 1 from ${leads} where ${waits} for update)`),
      db.update(leads).set({ status: 'taken_up', updatedAt: now }).where(waits),
      auditOffice(ctx, {
        action: 'lead_taken_up',
        about: { reference },
        before: { status: 'new' },
        after: { status: 'taken_up' },
      }),
    ],
  };
}
