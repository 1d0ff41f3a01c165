import { sql } from 'drizzle-orm';
import type { Result } from '../context.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

/**
 * Where the bot keeps something about a person, with what is nobody's to read: hashes and leases. Their drafts, absences
 * and bookings go by who reported them.
 */
const KEPT: Record<string, { table: string; by: string; without?: string[] }> = {
  person: { table: 'whatsapp_subscriptions', by: 'id', without: ['lease_id', 'lease_until'] },
  messages: { table: 'whatsapp_messages', by: 'person_id' },
  sessions: { table: 'whatsapp_sessions', by: 'person_id' },
  links: { table: 'person_links', by: 'person_id' },
  one_time_codes: { table: 'one_time_codes', by: 'person_id', without: ['code_hash'] },
  enquiries: { table: 'leads', by: 'person_id' },
  payment_links: { table: 'payment_links', by: 'person_id' },
  payment_promises: { table: 'payment_promises', by: 'person_id' },
  questions: { table: 'unanswered_questions', by: 'person_id' },
  handovers: { table: 'handovers', by: 'person_id' },
  attendance_drafts: { table: 'attendance_drafts', by: 'person_id' },
  absences_reported: { table: 'student_absences', by: 'reported_by' },
  leaves_reported: { table: 'teacher_leaves', by: 'reported_by' },
  makeups_booked: { table: 'makeup_bookings', by: 'booked_by' },
  model_calls: { table: 'ai_usage', by: 'person_id' },
  broadcasts_started: { table: 'broadcasts', by: 'person_id', without: ['recipients', 'request_hash'] },
};

export type PersonData = { kind: 'data'; data: Record<string, unknown[]> } | { kind: 'gone' } | OfficeOnly;

/** Everything the bot's own tables hold about a person, table by table. What the school's tables hold is the school's. */
export async function personData(
  ctx: OfficeContext,
  { personId }: { personId: string },
): Promise<Result<PersonData>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const parts = Object.entries(KEPT).flatMap(([name, { table, by, without = [] }]) => {
    const hidden = sql.raw(without.map((column) => ` - '${column}'`).join(''));
    const rows = sql`select coalesce(jsonb_agg(to_jsonb(t)${hidden} order by t.created_at), '[]')
      from ${sql.raw(`bot.${table}`)} t where t.${sql.raw(by)} = ${personId}::uuid`;
    return [sql`${name}::text`, sql`(${rows})`];
  });
  const { rows } = await ctx.db.execute<{ data: Record<string, unknown[]> }>(
    sql`select jsonb_build_object(${sql.join(parts, sql`, `)}) as data`,
  );
  const data = rows[0]?.data ?? {};
  if ((data.person ?? []).length === 0) return { outcome: { kind: 'gone' }, writes: [] };
  return {
    outcome: { kind: 'data', data },
    writes: [
      auditOffice(ctx, {
        action: 'person_exported',
        about: { for_person: personId },
        before: null,
        after: Object.fromEntries(Object.entries(data).map(([name, list]) => [name, list.length])),
      }),
    ],
  };
}
