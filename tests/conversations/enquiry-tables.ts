import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { leads, messages, people } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';

/** Somebody whom the school does not know, and one who shows no number. */
export const ASHA = '919000000100';
export const OFFICE = '919000000006';
export const VIVEK = '919000000016';

export interface LeadSeen {
  reference: string;
  status: string;
  details: Record<string, unknown>;
  referral: unknown;
  callBack: boolean | null;
  studentId: string | null;
}

export async function leadsOf(db: Db, phone: string): Promise<LeadSeen[]> {
  const rows = await db
    .select({
      reference: leads.reference,
      status: leads.status,
      details: leads.details,
      referral: leads.referral,
      callBack: leads.callBack,
      studentId: leads.studentId,
    })
    .from(leads)
    .innerJoin(people, eq(people.id, leads.personId))
    .where(eq(people.phoneNumber, phone));
  return rows.map((r) => ({ ...r, details: r.details as Record<string, unknown> }));
}

/** The school's list of newcomers from WhatsApp, as the management system shows it. */
export async function prospects(db: Db) {
  const rows = await db.select().from(students).where(eq(students.studentType, 'prospect'));
  return rows.map(({ name, phone, guardianContact, isActive, metadata }) => ({
    name,
    phone,
    guardianContact,
    isActive,
    metadata: metadata as Record<string, unknown>,
  }));
}

/** What the office is told of enquiries: `919000000006 E-1001`. */
export async function told(db: Db): Promise<string[]> {
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.messageType, 'notice'), eq(messages.kind, 'lead_new')))
    .orderBy(messages.seq);
  return rows.map((m) => `${m.phoneNumber} ${(m.payload as { params: { ref: string } }).params.ref}`);
}
