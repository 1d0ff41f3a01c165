import { and, eq, ne, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard } from '../../../db/client.js';
import { leads, people } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { Details } from '../enquiry/facts.js';
import { type Page, type Paged, olderThan, pageOf } from './pages.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

/** What became of an enquiry: nobody has called yet, somebody has, they joined, or they will not. */
export const LeadStatus = z.enum(['new', 'taken_up', 'joined', 'lost']);
export type LeadStatus = z.infer<typeof LeadStatus>;

export interface ListedLead {
  id: string;
  reference: string;
  status: string;
  details: Details;
  /** The office's own words. */
  notes: string | null;
  callBack: boolean;
  referral: unknown;
  /** Digits with country code: what was given to call, else where they write from. */
  phone: string | null;
  personId: string | null;
  studentId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export type LeadListOutcome = ({ kind: 'leads' } & Paged<ListedLead>) | OfficeOnly;

/** Enquiries that were finished, the newest first, a page of them. One request. */
export async function listLeads(
  ctx: OfficeContext,
  { status, ...page }: Page & { status?: LeadStatus | undefined },
): Promise<LeadListOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const wanted = status ? eq(leads.status, status) : ne(leads.status, 'draft');
  const rows = await select(ctx)
    .where(and(wanted, olderThan(leads, leads, page.cursor)))
    .orderBy(sql`${leads.createdAt} desc, ${leads.id} desc`)
    .limit(page.limit + 1);
  return { kind: 'leads', ...pageOf(rows.map(listed), page) };
}

export type LeadChanged =
  | { kind: 'changed'; lead: ListedLead }
  | { kind: 'unchanged'; lead: ListedLead }
  | { kind: 'unknown' }
  | OfficeOnly;

/** What became of it, and the office's notes; the family's own words stay as they said them. One request. */
export async function changeLead(
  ctx: OfficeContext,
  change: { reference: string; status?: LeadStatus | undefined; notes?: string | null | undefined },
): Promise<Result<LeadChanged>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db, now } = ctx;
  const [row] = await select(ctx).where(eq(leads.reference, change.reference));
  if (!row || row.lead.status === 'draft') return { outcome: { kind: 'unknown' }, writes: [] };
  const lead = listed(row);
  const before = { status: lead.status, notes: lead.notes };
  const after = {
    status: change.status ?? lead.status,
    notes: change.notes === undefined ? lead.notes : change.notes,
  };
  if (before.status === after.status && before.notes === after.notes)
    return { outcome: { kind: 'unchanged', lead }, writes: [] };
  const stands = and(eq(leads.id, lead.id), eq(leads.status, before.status));
  const about = { reference: lead.reference };
  return {
    outcome: { kind: 'changed', lead: { ...lead, ...after, updatedAt: now } },
    writes: [
      guard(db, 'lead', sql`exists (select 1 from ${leads} where ${stands} for update)`),
      db
        .update(leads)
        .set({
          status: after.status,
          details: sql`${leads.details} || ${JSON.stringify({ notes: after.notes })}::jsonb`,
          updatedAt: now,
        })
        .where(stands),
      auditOffice(ctx, { action: 'lead_changed', about, before, after }),
    ],
  };
}

function select({ db }: OfficeContext) {
  return db
    .select({ lead: leads, number: people.phoneNumber })
    .from(leads)
    .leftJoin(people, eq(people.id, leads.personId));
}

function listed({ lead, number }: { lead: typeof leads.$inferSelect; number: string | null }): ListedLead {
  const details = Details.catch(Details.parse({})).parse(lead.details);
  const { notes } = Notes.parse(lead.details);
  const { id, reference, status, callBack, referral, personId, studentId, createdAt, updatedAt } = lead;
  return {
    ...{ id, reference, status, details, notes, referral, personId, studentId, createdAt, updatedAt },
    callBack: callBack === true,
    phone: details.phone ?? number,
  };
}

const Notes = z.looseObject({ notes: z.string().nullable().catch(null) }).catch({ notes: null });
