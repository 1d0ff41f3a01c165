import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { handovers } from '../../db/schema/bot.js';
import type { Result, SchoolContext } from './context.js';
import { localDate } from './dates.js';
import { type OfficeNow, officeNow, readOfficeHours } from './office-hours.js';
import type { Actor } from './people.js';
import { adminRows } from './reach.js';

export const HANDOVER_REASONS = ['asked', 'misunderstood', 'anger', 'unanswered'] as const;
/** Why a conversation went to the office. */
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

export interface HandoverContext extends SchoolContext {
  actor: Pick<Actor, 'personId' | 'phone' | 'isAdmin' | 'isAgent'>;
}

export interface HandoverInput {
  reason: HandoverReason;
  /** Where the conversation stood; the messages themselves are in the log. */
  context: Record<string, unknown>;
  /** How long the bot is silent at most. */
  hours: number;
  /** As in OFFICE_HOURS. */
  officeHours: string;
}

export type HandedOver =
  | { kind: 'handed_over'; until: Date; office: OfficeNow; admins: string[] }
  /** Nobody hands the office over to itself. */
  | { kind: 'is_office' };

/** Gives a person's conversation to the office: the bot is silent until it is handed back or the time is up. */
export async function handOver(ctx: HandoverContext, input: HandoverInput): Promise<Result<HandedOver>> {
  const { db, now, actor } = ctx;
  if (actor.isAdmin || actor.isAgent) return { outcome: { kind: 'is_office' }, writes: [] };
  const today = localDate(now, ctx.timezone);
  const [admins, holidays] = await db.batch([adminRows(db), schoolHolidays(db, today)]);
  const closed = holidays.rows.map((h) => h.date);
  const office = officeNow(readOfficeHours(input.officeHours), { now, timezone: ctx.timezone, closed });
  const until = new Date(now.getTime() + input.hours * 3_600_000);
  const outcome: HandedOver = {
    kind: 'handed_over',
    until,
    office,
    admins: admins.flatMap((a) => (a.phone === actor.phone ? [] : [a.phone])),
  };
  return { outcome, writes: handoverWrites(ctx, { ...input, until }) };
}

/** One that ran out by itself makes room; a live one stays as it is. */
function handoverWrites(
  { db, now, actor }: HandoverContext,
  { reason, context, until }: HandoverInput & { until: Date },
): Write[] {
  return [
    db
      .update(handovers)
      .set({ endedAt: sql`${handovers.until}` })
      .where(and(live(actor.personId), lte(handovers.until, now))),
    db
      .insert(handovers)
      .values({ personId: actor.personId, reason, context, until, createdAt: now })
      .onConflictDoNothing(),
  ];
}

/** The days on which the whole school is closed, from a date on. */
export function schoolHolidays(db: Db, from: string) {
  return db.execute<{ date: string; reason: string | null }>(sql`
    select h.date::text as date, max(h.reason) as reason from holidays h
    where h.scope = 'school' and h.date >= ${from}::date group by h.date order by h.date limit 60`);
}

/** The bot speaks again. `by`: who gave the conversation back, where that is somebody with an id. */
export function handBack(db: Db, back: { personId: string; by: string | null; now: Date }): Write {
  return db.update(handovers).set({ endedAt: back.now, endedBy: back.by }).where(live(back.personId));
}

/** The office goes on with a conversation that was given to it: the bot stays silent so much longer. */
export function stayWithOffice(db: Db, { personId, until }: { personId: string; until: Date }): Write {
  return db
    .update(handovers)
    .set({ until: sql`greatest(${handovers.until}, ${until.toISOString()}::timestamptz)` })
    .where(live(personId));
}

function live(personId: string) {
  return and(eq(handovers.personId, personId), isNull(handovers.endedAt));
}
