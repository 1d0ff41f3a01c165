import { type SQL, sql } from 'drizzle-orm';
import type { Write } from '../../../db/client.js';
import { inScope } from './fingerprint.js';
import { type MarkContext, roleIn } from './rights.js';
import type { Scope } from './types.js';
import { at } from './writes.js';

export interface AuditInput {
  draftId: string;
  scope: Scope;
  teacherId: string | null;
  action: 'attendance_marked' | 'attendance_override' | 'attendance_undone';
  before: SQL;
  after: SQL;
}

/** Who did what to a register, and how it stood before and after. `d` is the draft's row. */
export function audit(ctx: MarkContext, input: AuditInput): Write {
  const { actor } = ctx;
  const role = roleIn(ctx, input);
  return ctx.db.execute(sql`insert into audit_logs (actor_id, actor_role, action, payload, timestamp)
    select ${role === 'teacher' ? (actor.teacher?.id ?? null) : actor.personId}::uuid, ${role}, ${input.action},
      jsonb_build_object('channel', 'whatsapp', 'kind', ${input.scope.kind}::text, 'draft_id', d.id,
        'person_id', ${actor.personId}::text, 'batch_id', d.batch_id, 'session_date', d.attendance_date,
        'before', ${input.before}, 'after', ${input.after}), ${at(ctx)}
    from bot.attendance_drafts d where d.id = ${input.draftId}::uuid`);
}

/** The rows as they stand at this point of the batch. */
export function standing(scope: Scope): SQL {
  return sql`(select coalesce(jsonb_agg(${line(sql`to_jsonb(r)`)} order by r.student_id), '[]'::jsonb)
    from attendance_records r where ${inScope(scope)})`;
}

/** The rows as the draft found them. */
export function replacedRows(): SQL {
  return sql`(select coalesce(jsonb_agg(${line(sql`x`)}), '[]'::jsonb)
    from jsonb_array_elements(d.replaced -> 'rows') x)`;
}

function line(row: SQL): SQL {
  const keys = ['student_id', 'status', 'source', 'is_extra'];
  return sql`jsonb_build_object(${sql.join(
    keys.map((k) => sql`${sql.raw(`'${k}'`)}, ${row} -> ${sql.raw(`'${k}'`)}`),
    sql`, `,
  )})`;
}
