import { sql } from 'drizzle-orm';
import { paymentPromises } from '../../db/schema/bot.js';
import type { Result, SchoolContext } from '../school/context.js';
import { addDays, localDate } from '../school/dates.js';
import type { Actor } from '../school/people.js';

/** A promise further ahead than this is none. */
const AT_MOST_DAYS = 45;

export interface PromiseContext extends SchoolContext {
  actor: Pick<Actor, 'children' | 'personId'>;
}

export type Promised =
  | { kind: 'kept' }
  | { kind: 'past' }
  | { kind: 'too_far'; last: string }
  | { kind: 'not_yours' };

/** "I'll pay Friday": no reminder before. A later word takes the place of the earlier. Reads nothing. */
export function promise(
  ctx: PromiseContext,
  input: { studentIds: readonly string[]; date: string; wording: string },
): Result<Promised> {
  const mine = new Set(ctx.actor.children.map((c) => c.id));
  if (input.studentIds.length === 0 || !input.studentIds.every((id) => mine.has(id)))
    return { outcome: { kind: 'not_yours' }, writes: [] };
  const today = localDate(ctx.now, ctx.timezone);
  if (input.date < today) return { outcome: { kind: 'past' }, writes: [] };
  const last = addDays(today, AT_MOST_DAYS);
  if (input.date > last) return { outcome: { kind: 'too_far', last }, writes: [] };
  const change = {
    personId: ctx.actor.personId,
    promisedFor: input.date,
    wording: input.wording.slice(0, 500),
  };
  const write = ctx.db
    .insert(paymentPromises)
    .values(
      input.studentIds.map((studentId) => ({ ...change, studentId, createdAt: ctx.now, updatedAt: ctx.now })),
    )
    .onConflictDoUpdate({
      target: paymentPromises.studentId,
      set: {
        personId: sql`excluded.person_id`,
        promisedFor: sql`excluded.promised_for`,
        wording: sql`excluded.wording`,
        updatedAt: ctx.now,
      },
    });
  return { outcome: { kind: 'kept' }, writes: [write] };
}
