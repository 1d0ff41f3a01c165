import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { leads, people } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import type { Another, Facts } from './facts.js';
import type { EnquiryRef } from './keep.js';
import { type KnownProspect, knownProspects, prospectMeant, readKnown } from './known.js';
import { type EnquiryContext, type Lead, draftRow, leadOf, leadRows } from './open.js';
import { save } from './save.js';

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
  const known = readKnown(ctx, prospects).filter((k) => k.id !== prospectId);
  const also = draft.details.also.map((a, i) =>
    othersRow(known, a, first?.details.also[i]?.studentId ?? null),
  );
  const notes = input.notesOf(draft.details);
  const notesOfOther = (a: Another) => input.notesOf({ ...draft.details, ...a, also: [] });
  const saving = { draft, first: first ?? null, reference, prospectId, notes, also, notesOfOther };
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

/** The row of a brother or sister: the one of the earlier enquiry, one of that name, or a new one. */
function othersRow(known: readonly KnownProspect[], another: Another, before: string | null) {
  const found =
    another.name === null && before === null
      ? null
      : prospectMeant(known, { ...another, guardian: null }, before);
  return { ...another, studentId: found?.id ?? randomUUID(), isKnown: found !== null };
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
