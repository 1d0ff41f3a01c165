import { and, eq, isNull, sql } from 'drizzle-orm';
import { guard } from '../../../db/client.js';
import { personLinks } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { endSuspension, linkTo } from '../identity/links.js';
import { IS_PUPIL } from '../people.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

export interface LinkInput {
  personId: string;
  type: 'student' | 'teacher';
  subjectId: string;
}

export type LinkMade =
  | { kind: 'linked' }
  /** No active pupil or teacher has this id. */
  | { kind: 'no_subject' }
  | OfficeOnly;

/** The office knows whose number this is: the person speaks for that pupil or teacher from the next message on. */
export async function linkPerson(ctx: OfficeContext, input: LinkInput): Promise<Result<LinkMade>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db, now } = ctx;
  const { personId, type, subjectId } = input;
  const active =
    type === 'student'
      ? sql`exists (select 1 from students s where s.id = ${subjectId}::uuid and ${IS_PUPIL})`
      : sql`exists (select 1 from teachers t where t.id = ${subjectId}::uuid and t.is_active is not false)`;
  const { rows } = await db.execute<{ active: boolean }>(sql`select ${active} as active`);
  if (rows[0]?.active !== true) return { outcome: { kind: 'no_subject' }, writes: [] };
  return {
    outcome: { kind: 'linked' },
    writes: [
      guard(db, 'subject', active),
      linkTo(db, { personId, subjects: [{ type, id: subjectId }], source: 'admin', now }),
      endSuspension(db, personId),
      auditOffice(ctx, {
        action: 'person_linked',
        about: { for_person: personId },
        before: null,
        after: { type, subject_id: subjectId, source: 'admin' },
      }),
    ],
  };
}

export type LinkEnded = { kind: 'unlinked' } | { kind: 'not_linked' } | OfficeOnly;

/** Ends a link of the office's or of a code. A number that stands on file gives its rights all the same. */
export async function unlinkPerson(
  ctx: OfficeContext,
  { personId, linkId }: { personId: string; linkId: string },
): Promise<Result<LinkEnded>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { db, now } = ctx;
  const live = and(
    eq(personLinks.id, linkId),
    eq(personLinks.personId, personId),
    isNull(personLinks.revokedAt),
  );
  const [link] = await db.select().from(personLinks).where(live);
  if (!link) return { outcome: { kind: 'not_linked' }, writes: [] };
  const { subjectType: type, subjectId, source } = link;
  return {
    outcome: { kind: 'unlinked' },
    writes: [
      guard(db, 'link', sql`exists (select 1 from ${personLinks} where ${live} for update)`),
      db.update(personLinks).set({ revokedAt: now }).where(live),
      auditOffice(ctx, {
        action: 'person_unlinked',
        about: { for_person: personId },
        before: { type, subject_id: subjectId, source },
        after: null,
      }),
    ],
  };
}
