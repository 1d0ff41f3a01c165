import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../../db/client.js';
import { leads, people } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { Details, type Facts } from './facts.js';
import type { EnquiryRef } from './keep.js';
import { knownProspects, prospectMeant, readKnown } from './known.js';
import { type EnquiryContext, type Lead, draftRow, leadOf, leadRows } from './open.js';
import { addProspect, numberToCall, updateProspect } from './prospect.js';

export type Submitted =
  /** `updated`: a lead of this person was there already and says the new wish now. */
  | { kind: 'saved'; reference: string; facts: Facts; updated: boolean; leadId: string; admins: string[] }
  /** A second Yes: what was saved, and stays. */
  | { kind: 'already_saved'; reference: string; facts: Facts }
  /** Another version is the current one. */
  | { kind: 'stale'; draft: Lead }
  | { kind: 'gone' };

export interface SubmitInput extends EnquiryRef {
  /** The enquiry in words, for the office to read in its list. */
  notesOf(facts: Facts): string;
}

/** A Yes to one version of an enquiry: a lead with its number, and the newcomer in the school's list. One request. */
export async function submitEnquiry(ctx: EnquiryContext, input: SubmitInput): Promise<Result<Submitted>> {
  const [drafts, sent, number, admins, prospects] = await ctx.db.batch([
    draftRow(ctx, input.id),
    leadRows(ctx),
    nextNumber(ctx, input),
    adminRows(ctx),
    knownProspects(ctx),
  ] as const);
  const earlier = sent.map(leadOf);
  const done = earlier.find((l) => l.id === input.id || l.details.draftId === input.id);
  if (done) {
    const { reference, details } = done;
    return { outcome: { kind: 'already_saved', reference, facts: details }, writes: [] };
  }
  const draft = drafts[0] ? leadOf(drafts[0]) : null;
  if (!draft) return { outcome: { kind: 'gone' }, writes: [] };
  if (draft.details.version !== input.version) return { outcome: { kind: 'stale', draft }, writes: [] };
  const [first] = earlier;
  const reference = first?.reference ?? `E-${String(number.rows[0]?.number ?? '')}`;
  const meant = prospectMeant(readKnown(ctx, prospects), draft.details, first?.studentId ?? null);
  const prospectId = meant?.id ?? null;
  const saving = { draft, first: first ?? null, reference, prospectId, notes: input.notesOf(draft.details) };
  return {
    outcome: {
      kind: 'saved',
      reference,
      facts: draft.details,
      updated: first !== undefined,
      leadId: first?.id ?? draft.id,
      admins: admins.flatMap((a) => (a.phone === ctx.actor.phone ? [] : (a.phone ?? []))),
    },
    writes: save(ctx, saving),
  };
}

interface Saving {
  draft: Lead;
  first: Lead | null;
  reference: string;
  prospectId: string | null;
  notes: string;
}

function save(ctx: EnquiryContext, saving: Saving): Write[] {
  const { draft, first } = saving;
  const student = saving.prospectId ?? draft.id;
  const newcomer = { ...saving, id: student, facts: draft.details };
  return [
    lockName(ctx.db, `enquiry:${ctx.actor.personId}`),
    isDraftAt(ctx, draft),
    saving.prospectId === null ? addProspect(ctx, newcomer) : updateProspect(ctx, newcomer),
    ...(first
      ? [updateFirst(ctx, saving, first, student), removeDraft(ctx, draft)]
      : [open(ctx, saving, student)]),
    ctx.db.execute(sql`insert into audit_logs (actor_id, actor_role, action, payload, timestamp)
      values (${ctx.actor.personId}::uuid, ${ctx.actor.roles[0] ?? 'prospect'},
        ${first ? 'lead_updated' : 'lead_created'}, jsonb_build_object('channel', 'whatsapp',
          'reference', ${saving.reference}::text, 'student_id', ${student}::text),
        ${ctx.now.toISOString()}::timestamptz)`),
  ];
}

/** The draft itself becomes the lead. */
function open(ctx: EnquiryContext, { draft, reference }: Saving, student: string): Write {
  return ctx.db
    .update(leads)
    .set({
      reference,
      status: 'new',
      studentId: student,
      callBack: true,
      details: detailsOf(ctx, draft),
      updatedAt: ctx.now,
    })
    .where(eq(leads.id, draft.id));
}

/** A person's next enquiry changes the first one, and lets the office see it as new. */
function updateFirst(ctx: EnquiryContext, { draft }: Saving, first: Lead, studentId: string): Write {
  return ctx.db
    .update(leads)
    .set({
      status: 'new',
      studentId,
      callBack: true,
      // What the office noted about the family stays with its new wish.
      details: sql`${JSON.stringify(detailsOf(ctx, draft))}::jsonb
        || jsonb_strip_nulls(jsonb_build_object('notes', ${leads.details} -> 'notes'))`,
      referral: sql`coalesce((select d.referral from ${leads} d where d.id = ${draft.id}::uuid), ${leads.referral})`,
      updatedAt: ctx.now,
    })
    .where(eq(leads.id, first.id));
}

function detailsOf({ actor }: EnquiryContext, { id, details }: Lead): Details {
  const phone = numberToCall(actor, details);
  return Details.parse({ ...details, phone, draftId: id, siblings: actor.children.map((c) => c.id) });
}

function removeDraft(ctx: EnquiryContext, { id }: Lead): Write {
  return ctx.db.delete(leads).where(and(eq(leads.id, id), eq(leads.status, 'draft')));
}

function isDraftAt(ctx: EnquiryContext, { id, details }: Lead): Write {
  return guard(
    ctx.db,
    'enquiry',
    sql`exists (select 1 from ${leads} where id = ${id}::uuid and person_id = ${ctx.actor.personId}::uuid
      and status = 'draft' and coalesce(details ->> 'version', '0') = ${String(details.version)})`,
  );
}

/** A number for a new lead, taken only where one is needed. */
function nextNumber({ db, actor }: EnquiryContext, { id, version }: EnquiryRef) {
  return db.execute<{ number: string | null }>(sql`select case when
      exists (select 1 from ${leads} where id = ${id}::uuid and person_id = ${actor.personId}::uuid
        and status = 'draft' and coalesce(details ->> 'version', '0') = ${String(version)})
      and not exists (select 1 from ${leads} where person_id = ${actor.personId}::uuid and status <> 'draft')
    then nextval('bot.lead_numbers')::text end as number`);
}

/** The office's numbers. */
function adminRows({ db }: EnquiryContext) {
  return db
    .select({ phone: people.phoneNumber })
    .from(people)
    .where(and(eq(people.userType, 'admin'), eq(people.isActive, true), isNotNull(people.phoneNumber)))
    .orderBy(people.phoneNumber);
}
