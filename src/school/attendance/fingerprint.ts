import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { MarkedRow, Register, Scope } from './types.js';

/**
 * What a person had before their eyes, as a short text: computed here from what was read, and in a guard from
 * what is stored at that moment. The two must stay letter for letter the same.
 */
export interface Seen {
  roster: string;
  rows: string;
}

export function seenOf(register: Register, kind: Scope['kind']): Seen {
  return { roster: rosterPrint(register), rows: rowsPrint(register, kind) };
}

function rosterPrint({ roster }: Register): string {
  return md5([...roster].sort(byId).map((p) => `${p.id}:${p.excused ? 'e' : ''}`));
}

function rowsPrint(register: Register, kind: Scope['kind']): string {
  const { rows, extras } = register;
  const all = { register: rows, extra: extras, cancelled: [...rows, ...extras] }[kind];
  return md5([...[...all].sort(byId).map(rowPrint), `held:${register.held ?? ''}`]);
}

function rowPrint(r: MarkedRow): string {
  return [r.id, r.studentId, r.status, r.source ?? '', r.finalizedAt?.getTime() ?? ''].join(':');
}

/** Ids are lower-case hexadecimal: the order of their letters is the order Postgres gives to uuids. */
function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function md5(lines: string[]): string {
  return createHash('md5').update(lines.join(',')).digest('hex');
}

/** The rows of `attendance_records r` that a draft of this kind is about. */
export function inScope({ kind, batchId, date }: Scope): SQL {
  const which = {
    register: sql`r.is_extra is not true`,
    extra: sql`r.is_extra is true`,
    cancelled: sql`true`,
  };
  return sql`r.batch_id = ${batchId}::uuid and r.session_date = ${date}::date and ${which[kind]}`;
}

export function rowsPrintSql(scope: Scope): SQL {
  return sql`(select md5(concat(
    (select string_agg(concat_ws(':', r.id, r.student_id, coalesce(r.status::text, 'absent'),
         coalesce(r.source::text, ''), coalesce(floor(extract(epoch from r.finalized_at) * 1000)::bigint::text, '')),
       ',' order by r.id) || ','
     from attendance_records r where r.student_id is not null and ${inScope(scope)}),
    'held:',
    (select t.status from teacher_attendance t
      where t.batch_id = ${scope.batchId}::uuid and t.session_date = ${scope.date}::date))))`;
}
