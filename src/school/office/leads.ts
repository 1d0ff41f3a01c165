import { count, desc, eq } from 'drizzle-orm';
import { leads } from '../../../db/schema/bot.js';
import { localDate } from '../dates.js';
import { Details } from '../enquiry/facts.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly } from './rights.js';

export const LEADS_PAGE = 5;

export interface WaitingLead {
  reference: string;
  /** School-local date of the last word. */
  since: string;
  callBack: boolean;
  facts: Pick<Details, 'instrument' | 'who' | 'age' | 'level' | 'days' | 'name' | 'guardian' | 'phone'>;
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
  const shown = rows.map((row) => ({
    reference: row.reference,
    since: localDate(row.updatedAt, ctx.timezone),
    callBack: row.callBack === true,
    facts: Details.catch(Details.parse({})).parse(row.details),
  }));
  return { kind: 'leads', leads: shown, all: total?.n ?? 0, page };
}
