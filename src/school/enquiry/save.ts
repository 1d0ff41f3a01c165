import { and, eq, sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../../db/client.js';
import { leads } from '../../../db/schema/bot.js';
import { type Another, Details } from './facts.js';
import type { EnquiryContext, Lead } from './open.js';
import { addProspect, numberToCall, updateProspect } from './prospect.js';

/** What one Yes comes to. */
export interface Saving {
  draft: Lead;
  first: Lead | null;
  reference: string;
  prospectId: string | null;
  notes: string;
  also: (Another & { studentId: string; isKnown: boolean })[];
  notesOfOther(another: Another): string;
}

export function save(ctx: EnquiryContext, saving: Saving): Write[] {
  const { draft, first } = saving;
  const student = saving.prospectId ?? draft.id;
  const newcomer = { ...saving, id: student, facts: draft.details };
  return [
    lockName(ctx.db, `enquiry:${ctx.actor.personId}`),
    isDraftAt(ctx, draft),
    saving.prospectId === null ? addProspect(ctx, newcomer) : updateProspect(ctx, newcomer),
    ...saving.also.map(({ isKnown, studentId, ...wish }) => {
      const facts = { ...draft.details, ...wish, also: [] };
      const other = { ...newcomer, id: studentId, facts, notes: saving.notesOfOther({ ...wish, studentId }) };
      return isKnown ? updateProspect(ctx, other) : addProspect(ctx, other);
    }),
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
function open(ctx: EnquiryContext, { draft, reference, also }: Saving, student: string): Write {
  return ctx.db
    .update(leads)
    .set({
      reference,
      status: 'new',
      studentId: student,
      callBack: true,
      details: detailsOf(ctx, draft, also),
      updatedAt: ctx.now,
    })
    .where(eq(leads.id, draft.id));
}

/** A person's next enquiry changes the first one, and lets the office see it as new. */
function updateFirst(ctx: EnquiryContext, { draft, also }: Saving, first: Lead, studentId: string): Write {
  return ctx.db
    .update(leads)
    .set({
      status: 'new',
      studentId,
      callBack: true,
      // What the office noted about the family stays with its new wish.
      details: sql`${JSON.stringify(detailsOf(ctx, draft, also))}::jsonb
        || jsonb_strip_nulls(jsonb_build_object('notes', ${leads.details} -> 'notes'))`,
      referral: sql`coalesce((select d.referral from ${leads} d where d.id = ${draft.id}::uuid), ${leads.referral})`,
      updatedAt: ctx.now,
    })
    .where(eq(leads.id, first.id));
}

function detailsOf({ actor }: EnquiryContext, { id, details }: Lead, also: Saving['also']): Details {
  const phone = numberToCall(actor, details);
  return Details.parse({ ...details, also, phone, draftId: id, siblings: actor.children.map((c) => c.id) });
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
