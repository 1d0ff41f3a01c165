import { type SQL, sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../../db/client.js';
import { inScope, rowsPrintSql } from './fingerprint.js';
import type { MarkContext } from './rights.js';
import type { Mark, Scope } from './types.js';

/** The management system takes no lock of ours; this one holds off our own writers of the same register. */
export function lockRegister(ctx: MarkContext, scope: Scope): Write {
  return lockName(ctx.db, `register:${scope.batchId}:${scope.date}`);
}

export function rowsAre(ctx: MarkContext, scope: Scope, print: string): Write {
  return guard(ctx.db, 'register', sql`${rowsPrintSql(scope)} = ${print}`);
}

/** The rows in scope and the class's own row, whole, with columns that we do not know of. */
export function stored(scope: Scope): SQL {
  return sql`jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(to_jsonb(r)), '[]'::jsonb) from attendance_records r where ${inScope(scope)}),
    'teacher', (select to_jsonb(t) from teacher_attendance t where ${ofClass(scope)}))`;
}

export function ofClass({ batchId, date }: Scope): SQL {
  return sql`t.batch_id = ${batchId}::uuid and t.session_date = ${date}::date`;
}

export interface MarkInput {
  scope: Scope;
  marks: { student: string; status: Mark }[];
  confidence: number | null;
}

/** Writes an ordinary register: one row per pupil, whatever was there. */
export function writeMarks(ctx: MarkContext, input: MarkInput): Write[] {
  const marks = sql`jsonb_to_recordset(${JSON.stringify(input.marks)}::jsonb) as m(student uuid, status text)`;
  return [
    leaveOneEach(ctx, input.scope, marks),
    updateMarks(ctx, input, marks),
    insertMarks(ctx, input, marks),
    marksStand(ctx, input.scope, marks),
  ];
}

/** Somebody may have written between these statements: every pupil has one row that says what was meant, or nothing is saved. */
function marksStand(ctx: MarkContext, scope: Scope, marks: SQL): Write {
  const rows = sql`select array_agg(r.status::text) from attendance_records r
    where ${inScope(scope)} and r.student_id = m.student`;
  return guard(
    ctx.db,
    'register',
    sql`not exists (select 1 from ${marks} where (${rows}) is distinct from array[m.status])`,
  );
}

/** Two rows for one pupil would count a class twice: the older stays. */
function leaveOneEach(ctx: MarkContext, scope: Scope, marks: SQL): Write {
  return ctx.db.execute(sql`delete from attendance_records r
    using attendance_records kept, ${marks}
    where ${inScope(scope)} and r.student_id = m.student
      and kept.batch_id = r.batch_id and kept.session_date = r.session_date and kept.is_extra is not true
      and kept.student_id = r.student_id
      and (coalesce(kept.created_at, 'epoch'), kept.id) < (coalesce(r.created_at, 'epoch'), r.id)`);
}

function updateMarks(ctx: MarkContext, { scope, confidence }: MarkInput, marks: SQL): Write {
  return ctx.db.execute(sql`update attendance_records r
    set status = m.status::attendance_status, source = 'whatsapp', finalized_at = ${at(ctx)},
      confidence = ${confidence}::numeric
    from ${marks}
    where ${inScope(scope)} and r.student_id = m.student`);
}

function insertMarks(ctx: MarkContext, { scope, confidence }: MarkInput, marks: SQL): Write {
  return ctx.db.execute(sql`insert into attendance_records
      (session_date, batch_id, student_id, status, source, finalized_at, confidence, is_extra)
    select ${scope.date}::date, ${scope.batchId}::uuid, m.student, m.status::attendance_status, 'whatsapp',
      ${at(ctx)}, ${confidence}::numeric, false
    from ${marks}
    where not exists (select 1 from attendance_records r where ${inScope(scope)} and r.student_id = m.student)`);
}

/** Makeup and extra sessions: a row each, beside whatever is there. */
export function writeExtras(ctx: MarkContext, { scope, marks, confidence }: MarkInput): Write[] {
  return [
    ctx.db.execute(sql`insert into attendance_records
        (session_date, batch_id, student_id, status, source, finalized_at, confidence, is_extra)
      select ${scope.date}::date, ${scope.batchId}::uuid, m.student, m.status::attendance_status, 'whatsapp',
        ${at(ctx)}, ${confidence}::numeric, true
      from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m(student uuid, status text)`),
  ];
}

/** A class that did not take place has no register. */
export function removeRows(ctx: MarkContext, scope: Scope): Write[] {
  return [ctx.db.execute(sql`delete from attendance_records r where ${inScope(scope)}`)];
}

/** Says of the class whether it took place; a makeup session says so only where nothing is said yet. */
export function writeHeld(ctx: MarkContext, scope: Scope, teacherId: string | null): Write {
  const status = scope.kind === 'cancelled' ? 'not_conducted' : 'conducted';
  const existing = scope.kind === 'extra' ? sql`do nothing` : sql`do update set status = excluded.status`;
  return ctx.db.execute(sql`insert into teacher_attendance (teacher_id, batch_id, session_date, status)
    values (${teacherId}::uuid, ${scope.batchId}::uuid, ${scope.date}::date, ${status})
    on conflict (batch_id, session_date) ${existing}`);
}

/** The app's clock, as Postgres reads it. */
export function at(ctx: MarkContext): SQL {
  return sql`${ctx.now.toISOString()}::timestamptz`;
}
