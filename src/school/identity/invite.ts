import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard } from '../../../db/client.js';
import type { Result } from '../context.js';
import { OFFICE_ONLY, type OfficeOnly, auditOffice } from '../office/rights.js';
import type { Subject } from '../people.js';
import { inviteHash, newInvite } from './code.js';
import type { IdentityContext } from './context.js';
import { Subjects, confirmed, subjectsOf } from './enter.js';

/** How long an admin's link may be used. */
export const INVITE_HOURS = 24;

/** The office lets whoever gets a link say, once, that they are these pupils' family or this teacher. */
export function makeInvite(
  ctx: IdentityContext,
  subjects: readonly Pick<Subject, 'type' | 'id'>[],
): Result<{ kind: 'made'; invite: string; until: Date } | OfficeOnly> {
  const { db, actor, now, identity } = ctx;
  if (!actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const invite = newInvite();
  const until = new Date(now.getTime() + INVITE_HOURS * 3_600_000);
  const ids = subjects.map((s) => s.id);
  const type = subjects[0]?.type ?? 'student';
  return {
    outcome: { kind: 'made', invite, until },
    writes: [
      db.execute(sql`
        insert into bot.link_invites (code_hash, subject_type, subject_ids, created_by, expires_at, created_at)
        values (${inviteHash(identity.key(), invite)}, ${type}, ${JSON.stringify(ids)}::jsonb, ${actor.personId},
          ${until.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz)`),
      auditOffice(ctx, {
        action: 'link_invite_made',
        about: { [`${type}_ids`]: ids },
        before: null,
        after: null,
      }),
    ],
  };
}

export type InviteUsed =
  | { kind: 'linked'; subjects: Subject[] }
  /** This person has used it before. */
  | { kind: 'already'; subjects: Subject[] }
  /** Whoever made it opened it: it is left for the one it is for. */
  | { kind: 'own'; subjects: Subject[] }
  /** Unknown, used by somebody else, or too late. */
  | { kind: 'over' };

const Row = z.object({
  id: z.string(),
  until: z.coerce.date(),
  createdBy: z.string().nullable(),
  usedBy: z.string().nullable(),
  used: z.boolean(),
  subjects: Subjects,
});

/** Somebody sends what an admin's link carries. */
export async function takeInvite(ctx: IdentityContext, invite: string): Promise<Result<InviteUsed>> {
  const { db, actor, now, identity } = ctx;
  const { rows } = await db.execute(sql`
    select i.id, i.expires_at as until, i.created_by as "createdBy", i.used_by as "usedBy",
      i.used_at is not null as used, ${subjectsOf(sql`i`)} as subjects
    from bot.link_invites i where i.code_hash = ${inviteHash(identity.key(), invite)}`);
  const [row] = z.array(Row).parse(rows);
  const over = { outcome: { kind: 'over' as const }, writes: [] };
  if (!row || row.subjects.length === 0) return over;
  const { subjects } = row;
  if (row.used)
    return row.usedBy === actor.personId ? { outcome: { kind: 'already', subjects }, writes: [] } : over;
  if (row.until <= now) return over;
  if (row.createdBy === actor.personId) return { outcome: { kind: 'own', subjects }, writes: [] };
  return {
    outcome: { kind: 'linked', subjects },
    writes: [
      // Two who got the same link may send it at once: the second finds it used.
      guard(
        db,
        'invite',
        sql`exists (select 1 from bot.link_invites where id = ${row.id}::uuid and used_at is null for update)`,
      ),
      db.execute(sql`update bot.link_invites set used_by = ${actor.personId}::uuid, used_at = ${now.toISOString()}::timestamptz
        where id = ${row.id}::uuid`),
      ...confirmed(ctx, subjects, 'admin'),
    ],
  };
}
