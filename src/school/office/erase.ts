import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Write, guard } from '../../../db/client.js';
import type { Result } from '../context.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

/** Deleted with the person: all that is theirs alone. */
const DELETED = {
  messages: 'whatsapp_messages',
  sessions: 'whatsapp_sessions',
  links: 'person_links',
  one_time_codes: 'one_time_codes',
  handovers: 'handovers',
  enquiries: 'leads',
  questions: 'unanswered_questions',
} as const;
/** Kept without the person: facts about pupils, classes and money, and what the model cost. */
const DETACHED: Record<string, { table: string; by: string; also?: string }> = {
  attendance_drafts: { table: 'attendance_drafts', by: 'person_id', also: 'original_message = null' },
  payment_links: { table: 'payment_links', by: 'person_id' },
  payment_promises: { table: 'payment_promises', by: 'person_id', also: 'wording = null' },
  absences: { table: 'student_absences', by: 'reported_by' },
  leaves: { table: 'teacher_leaves', by: 'reported_by' },
  makeups: { table: 'makeup_bookings', by: 'booked_by' },
  model_calls: { table: 'ai_usage', by: 'person_id' },
  broadcasts: { table: 'broadcasts', by: 'person_id' },
};

export interface Erased {
  /** How many rows went, and how many stay without the person, by what they are. */
  deleted: Record<keyof typeof DELETED, number>;
  kept: Record<string, number>;
}

export type EraseOutcome =
  | { kind: 'erased'; erased: Erased; personId: string }
  /** Somebody of the office: first they must be that no more. */
  | { kind: 'is_office' }
  /** Their message is being answered this moment. */
  | { kind: 'busy' }
  | { kind: 'gone' }
  | OfficeOnly;

const Row = z.object({ userType: z.string(), busy: z.boolean(), counts: z.record(z.string(), z.number()) });

/**
 * Forgets a person: one atomic batch. What the school's own tables hold stays the school's; money that was asked for or
 * came, and registers that were kept, stay without the person. One request.
 */
export async function erasePerson(
  ctx: OfficeContext,
  { personId }: { personId: string },
): Promise<Result<EraseOutcome>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const { rows } = await ctx.db.execute(sql`
    select p.user_type as "userType", coalesce(p.lease_until > now(), false) as busy,
      jsonb_build_object(${COUNTS(personId)}) as counts
    from bot.whatsapp_subscriptions p where p.id = ${personId}::uuid`);
  const [row] = z.array(Row).parse(rows);
  if (!row) return { outcome: { kind: 'gone' }, writes: [] };
  if (row.userType === 'admin' || row.userType === 'agent')
    return { outcome: { kind: 'is_office' }, writes: [] };
  if (row.busy) return { outcome: { kind: 'busy' }, writes: [] };
  const of = (names: object) => Object.fromEntries(Object.keys(names).map((n) => [n, row.counts[n] ?? 0]));
  const erased = { deleted: of(DELETED) as Erased['deleted'], kept: of(DETACHED) };
  return { outcome: { kind: 'erased', erased, personId }, writes: erasing(ctx, personId, erased) };
}

function COUNTS(personId: string) {
  const places = [
    ...Object.entries(DELETED).map(([name, table]) => ({ name, table, by: 'person_id' })),
    ...Object.entries(DETACHED).map(([name, { table, by }]) => ({ name, table, by })),
  ];
  const counted = places.flatMap(({ name, table, by }) => [
    sql`${name}::text`,
    sql`(select count(*) from ${sql.raw(`bot.${table}`)} where ${sql.raw(by)} = ${personId}::uuid)`,
  ]);
  return sql.join(counted, sql`, `);
}

function erasing(ctx: OfficeContext, personId: string, erased: Erased): Write[] {
  const { db } = ctx;
  const free = sql`exists (select 1 from bot.whatsapp_subscriptions where id = ${personId}::uuid
    and (lease_until is null or lease_until < now()) for update)`;
  return [
    guard(db, 'person', free),
    withoutNumber(ctx, personId),
    ...Object.values(DETACHED).map(({ table, by, also }) =>
      db.execute(
        sql`update ${sql.raw(`bot.${table}`)} set ${sql.raw([`${by} = null`, also].filter(Boolean).join(', '))}
          where ${sql.raw(by)} = ${personId}::uuid`,
      ),
    ),
    ...Object.values(DELETED).map((table) =>
      db.execute(sql`delete from ${sql.raw(`bot.${table}`)} where person_id = ${personId}::uuid`),
    ),
    keepStop(ctx, personId),
    db.execute(sql`delete from bot.whatsapp_subscriptions where id = ${personId}::uuid`),
    auditOffice(ctx, {
      action: 'person_erased',
      about: { for_person: personId },
      before: erased,
      after: null,
    }),
  ];
}

/** Whoever said STOP stays stopped, should their number come back: of that only a salted hash stays, and the date. */
function keepStop({ db }: OfficeContext, personId: string): Write {
  return db.execute(sql`
    insert into bot.kept_stops (id, number_hash, stopped_at)
    select x.id, bot.stop_hash(x.id, x.number), x.at from (
      select gen_random_uuid() as id, n.number, p.opted_out_at as at
      from bot.whatsapp_subscriptions p, unnest(array[p.phone_number, p.wa_user_id]) n(number)
      where p.id = ${personId}::uuid and p.opted_out_at is not null and n.number is not null offset 0) x`);
}

/** Lists of numbers that were written to, and a number that was given to be called on somebody else's lead. */
function withoutNumber({ db }: OfficeContext, personId: string): Write {
  return db.execute(sql`
    update bot.broadcasts b set recipients = replace(b.recipients::text, p.phone_number, 'erased')::jsonb
    from bot.whatsapp_subscriptions p
    where p.id = ${personId}::uuid and length(p.phone_number) >= 10
      and position(p.phone_number in b.recipients::text) > 0`);
}
