import { sql } from 'drizzle-orm';
import { type Write, guard } from '../../../db/client.js';
import { attendanceDrafts } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { audit, replacedRows, standing } from './audit.js';
import { scopeOf } from './confirm.js';
import { inScope, rowsPrintSql } from './fingerprint.js';
import type { MarkContext } from './rights.js';
import type { Scope } from './types.js';
import { type DraftView, viewDraft } from './view.js';
import { at, lockRegister, ofClass } from './writes.js';

export const UNDO_MINUTES = 10;

export type Undone =
  | { kind: 'undone'; draft: DraftView }
  | { kind: 'too_late'; draft: DraftView }
  | { kind: 'already_undone'; draft: DraftView }
  /** Somebody wrote in this register after it was saved: theirs stays. */
  | { kind: 'changed_since'; draft: DraftView }
  /** It was never saved. */
  | { kind: 'not_saved'; draft: DraftView }
  | { kind: 'not_yours' };

/** Puts a register back to what it was before this draft, within ten minutes of its Yes. One request. */
export async function undo(ctx: MarkContext, input: { draftId: string }): Promise<Result<Undone>> {
  const draft = await viewDraft(ctx, input.draftId);
  if (!draft) return { outcome: { kind: 'not_yours' }, writes: [] };
  const kind = verdict(ctx, draft);
  return { outcome: { kind, draft }, writes: kind === 'undone' ? restore(ctx, draft) : [] };
}

function verdict(ctx: MarkContext, draft: DraftView): Exclude<Undone['kind'], 'not_yours'> {
  if (draft.status === 'undone') return 'already_undone';
  if (draft.status !== 'confirmed' || !draft.confirmedAt) return 'not_saved';
  if (ctx.now.getTime() - draft.confirmedAt.getTime() > UNDO_MINUTES * 60_000) return 'too_late';
  return draft.untouched ? 'undone' : 'changed_since';
}

function restore(ctx: MarkContext, draft: DraftView): Write[] {
  const scope = scopeOf(draft);
  const d = sql`bot.attendance_drafts d`;
  const isDraft = sql`d.id = ${draft.id}::uuid`;
  return [
    lockRegister(ctx, scope),
    guard(ctx.db, 'confirmed', sql`exists (select 1 from ${d} where ${isDraft} and d.status = 'confirmed')`),
    guard(
      ctx.db,
      'register',
      sql`exists (select 1 from ${d} where ${isDraft} and d.replaced ->> 'after' = ${rowsPrintSql(scope)})`,
    ),
    audit(ctx, {
      draftId: draft.id,
      scope,
      teacherId: draft.register.teacherId,
      action: 'attendance_undone',
      before: standing(scope),
      after: replacedRows(),
    }),
    ...restoreRows(ctx, draft.id, scope),
    ...restoreHeld(ctx, draft.id, scope),
    ctx.db.execute(
      sql`update ${attendanceDrafts} set status = 'undone', updated_at = ${at(ctx)} where id = ${draft.id}::uuid`,
    ),
  ];
}

/** Rows that were there before are changed back rather than replaced: others may point at them. */
function restoreRows(ctx: MarkContext, draftId: string, scope: Scope): Write[] {
  const was = sql`(select x.* from bot.attendance_drafts d,
    jsonb_populate_recordset(null::attendance_records, d.replaced -> 'rows') x where d.id = ${draftId}::uuid)`;
  return [
    ctx.db.execute(
      sql`delete from attendance_records r where ${inScope(scope)} and r.id not in (select id from ${was} w)`,
    ),
    ctx.db.execute(sql`update attendance_records r set status = w.status, source = w.source,
      finalized_at = w.finalized_at, confidence = w.confidence, notes = w.notes
      from ${was} w where w.id = r.id and ${inScope(scope)}`),
    ctx.db.execute(sql`insert into attendance_records select w.* from ${was} w
      where not exists (select 1 from attendance_records r where r.id = w.id)`),
  ];
}

function restoreHeld(ctx: MarkContext, draftId: string, scope: Scope): Write[] {
  const was = sql`(select x.* from bot.attendance_drafts d,
    jsonb_populate_record(null::teacher_attendance, d.replaced -> 'teacher') x
    where d.id = ${draftId}::uuid and jsonb_typeof(d.replaced -> 'teacher') = 'object')`;
  return [
    ctx.db.execute(
      sql`delete from teacher_attendance t where ${ofClass(scope)} and not exists (select 1 from ${was} w)`,
    ),
    ctx.db.execute(sql`update teacher_attendance t set status = w.status, notes = w.notes,
      marked_by = w.marked_by, teacher_id = w.teacher_id from ${was} w where ${ofClass(scope)}`),
  ];
}
