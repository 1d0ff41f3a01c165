import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly } from './rights.js';

const Usage = z.object({
  received: z.coerce.number(),
  sent: z.coerce.number(),
  people: z.coerce.number(),
  /** Who understood: plain rules, taps, the model, the offline reader. */
  rule: z.coerce.number(),
  tap: z.coerce.number(),
  model: z.coerce.number(),
  offline: z.coerce.number(),
  /** Messages nobody could answer, and messages that could not be sent. */
  dead: z.coerce.number(),
  unsent: z.coerce.number(),
  /** How often a message was sent again because nobody knew whether it had arrived: at most so many came twice. */
  sentAgain: z.coerce.number(),
  calls: z.coerce.number(),
  /** US dollars. */
  cost: z.coerce.number(),
});
export type Usage = z.infer<typeof Usage>;

export type UsageOutcome = { kind: 'usage'; usage: Usage } | OfficeOnly;

/** What the school-local day has come to so far. One request. */
export async function usageToday(ctx: OfficeContext): Promise<UsageOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const began = sql`date_trunc('day', ${now} at time zone ${ctx.timezone}) at time zone ${ctx.timezone}`;
  const { rows } = await ctx.db.execute(sql`
    with day as (
      select m.* from bot.whatsapp_messages m where coalesce(m.accepted_at, m.sent_at, m.created_at) >= ${began}
    ), inbound as (select * from day where direction = 'inbound'),
    outbound as (select * from day where direction = 'outbound'),
    spent as (select count(*) as calls, coalesce(sum(cost_usd), 0) as cost
      from bot.ai_usage where created_at >= ${began})
    select (select count(*) from inbound) as received,
      (select count(*) from outbound where status in ('sent', 'delivered', 'read', 'played')) as sent,
      (select count(distinct person_id) from inbound) as people,
      ${by('rule')}, ${by('tap')}, ${by('model')}, ${by('offline')},
      (select count(*) from inbound where status = 'dead') as dead,
      (select count(*) from outbound where status in ('failed', 'unknown')) as unsent,
      (select coalesce(sum((metadata ->> 'sentAgain')::int), 0) from outbound
        where jsonb_typeof(metadata -> 'sentAgain') = 'number') as "sentAgain",
      spent.calls, spent.cost
    from spent`);
  return { kind: 'usage', usage: Usage.parse(rows[0]) };
}

const by = (who: 'rule' | 'tap' | 'model' | 'offline') =>
  sql`(select count(*) from inbound where understood_by = ${who}) as ${sql.identifier(who)}`;
