import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Write, guard } from '../../../db/client.js';
import type { Result } from '../context.js';
import { IS_PUPIL, type Subject } from '../people.js';
import { CODE_TRIES, codeHash, sameHash } from './code.js';
import type { IdentityContext } from './context.js';
import { endSuspension, linkTo } from './links.js';

export type Entered =
  | { kind: 'linked'; subjects: Subject[] }
  | { kind: 'wrong'; left: number }
  /** Too late, tried too often, or never asked for. */
  | { kind: 'over' };

const Row = z.object({ hash: z.string(), tries: z.number(), until: z.coerce.date() });

/** Somebody enters the code they were sent. Every wrong one counts. */
export async function enterCode(ctx: IdentityContext, code: string): Promise<Result<Entered>> {
  const { db, actor, now, identity } = ctx;
  const { rows } = await db.execute(sql`
    select c.code_hash as hash, c.tries, c.expires_at as until, ${subjectsOf(sql`c`)} as subjects
    from bot.one_time_codes c where c.person_id = ${actor.personId}::uuid`);
  const [row] = z.array(Row.extend({ subjects: Subjects })).parse(rows);
  if (!row || row.until <= now || row.tries >= CODE_TRIES) return { outcome: { kind: 'over' }, writes: [] };
  const hash = codeHash(identity.key(), actor.personId, code);
  if (!sameHash(hash, row.hash) || row.subjects.length === 0)
    return { outcome: { kind: 'wrong', left: CODE_TRIES - row.tries - 1 }, writes: [countTry(ctx)] };
  return {
    outcome: { kind: 'linked', subjects: row.subjects },
    writes: [
      guard(
        db,
        'code',
        sql`exists (select 1 from bot.one_time_codes where person_id = ${actor.personId}::uuid
          and code_hash = ${hash} and tries = ${row.tries})`,
      ),
      db.execute(sql`delete from bot.one_time_codes where person_id = ${actor.personId}::uuid`),
      ...confirmed(ctx, row.subjects, 'code'),
    ],
  };
}

function countTry({ db, actor }: IdentityContext): Write {
  return db.execute(
    sql`update bot.one_time_codes set tries = tries + 1 where person_id = ${actor.personId}::uuid`,
  );
}

export const Subjects = z.array(
  z.object({ type: z.enum(['student', 'teacher']), id: z.string(), name: z.string() }),
);

/** Those of a row's subject_ids who still have rights to be had. `row`: of one_time_codes or link_invites. */
export function subjectsOf(row: ReturnType<typeof sql>) {
  const meant = sql`in (select x::uuid from jsonb_array_elements_text(${row}.subject_ids) as x)`;
  return sql`(select coalesce(json_agg(u order by u.name), '[]') from (
    select 'student' as type, s.id, s.name from students s
    where ${row}.subject_type = 'student' and s.id ${meant} and ${IS_PUPIL}
    union all
    select 'teacher', t.id, t.name from teachers t
    where ${row}.subject_type = 'teacher' and t.id ${meant} and t.is_active is not false) u)`;
}

/** The link, the end of any suspension, and who did it. */
export function confirmed(
  { db, actor, now }: IdentityContext,
  subjects: readonly Subject[],
  source: 'code' | 'admin',
): Write[] {
  const role = subjects[0]?.type ?? 'student';
  const ids = subjects.map((s) => s.id);
  const payload = { channel: 'whatsapp', person_id: actor.personId, source, [`${role}_ids`]: ids };
  return [
    linkTo(db, { personId: actor.personId, subjects, source, now }),
    endSuspension(db, actor.personId),
    db.execute(sql`insert into audit_logs (actor_id, actor_role, action, payload, timestamp)
      values (${actor.personId}::uuid, ${role}, 'identity_linked', ${JSON.stringify(payload)}::jsonb,
        ${now.toISOString()}::timestamptz)`),
  ];
}
