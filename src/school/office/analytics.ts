import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly } from './rights.js';

const count = z.coerce.number();
const Counts = z.record(z.string(), z.coerce.number());

const Day = z.object({
  /** School-local. */
  day: z.string(),
  received: count,
  sent: count,
  /** Different people who wrote. */
  people: count,
  /** How often each was meant, and who understood it: plain rules, taps, the model, the offline reader. */
  intents: Counts,
  understood: Counts,
  /** Milliseconds from taking a message up to having answered it; null where nothing was answered. */
  latency: z.object({ p50: z.coerce.number().nullable(), p95: z.coerce.number().nullable() }),
  /** Outbound messages by what became of them. */
  states: Counts,
  model: z.object({ calls: count, tokens: count, usd: count }),
  /** What Meta charges, in the school's currency, as far as statuses have said. */
  messages: z.object({ priced: count, cost: count }),
});
export type AnalyticsDay = z.infer<typeof Day>;

export type AnalyticsOutcome = { kind: 'days'; days: AnalyticsDay[] } | OfficeOnly;

/** What the days came to, school-local, both ends included; days on which nothing happened too. One request. */
export async function analytics(
  ctx: OfficeContext,
  { from, to }: { from: string; to: string },
): Promise<AnalyticsOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const zone = ctx.timezone;
  const [began, ended] = [
    sql`${from}::date::timestamp at time zone ${zone}`,
    sql`(${to}::date + 1)::timestamp at time zone ${zone}`,
  ];
  const dayOf = (at: ReturnType<typeof sql>) => sql`((${at}) at time zone ${zone})::date`;
  const { rows } = await ctx.db.execute(sql`
    with days as (select d::date as day from generate_series(${from}::date, ${to}::date, interval '1 day') d),
    m as (
      select *, ${dayOf(sql`coalesce(sent_at, accepted_at, created_at)`)} as day from bot.whatsapp_messages
      where coalesce(sent_at, accepted_at, created_at) >= ${began}
        and coalesce(sent_at, accepted_at, created_at) < ${ended}
    ), sums as (
      select day, count(*) filter (where direction = 'inbound') as received,
        count(*) filter (where direction = 'outbound' and status in ('sent', 'delivered', 'read', 'played')) as sent,
        count(distinct person_id) filter (where direction = 'inbound') as people,
        percentile_cont(0.5) within group (order by latency_ms) filter (where direction = 'inbound') as p50,
        percentile_cont(0.95) within group (order by latency_ms) filter (where direction = 'inbound') as p95,
        count(delivery_cost) as priced, coalesce(sum(delivery_cost), 0) as cost
      from m group by day
    ), intents as (${COUNTED('intent', sql`direction = 'inbound' and intent is not null`)}),
    understood as (${COUNTED('understood_by', sql`direction = 'inbound' and understood_by is not null`)}),
    states as (${COUNTED('status', sql`direction = 'outbound'`)}),
    model as (
      select ${dayOf(sql`created_at`)} as day, count(*) as calls, sum(input_tokens + output_tokens) as tokens,
        sum(cost_usd) as usd
      from bot.ai_usage where created_at >= ${began} and created_at < ${ended} group by 1
    )
    select d.day::text, coalesce(s.received, 0) as received, coalesce(s.sent, 0) as sent,
      coalesce(s.people, 0) as people, coalesce(i.counts, '{}') as intents, coalesce(u.counts, '{}') as understood,
      jsonb_build_object('p50', round(s.p50), 'p95', round(s.p95)) as latency, coalesce(t.counts, '{}') as states,
      jsonb_build_object('calls', coalesce(a.calls, 0), 'tokens', coalesce(a.tokens, 0), 'usd', coalesce(a.usd, 0)) as model,
      jsonb_build_object('priced', coalesce(s.priced, 0), 'cost', coalesce(s.cost, 0)) as messages
    from days d left join sums s using (day) left join intents i using (day) left join understood u using (day)
      left join states t using (day) left join model a using (day)
    order by d.day`);
  return { kind: 'days', days: z.array(Day).parse(rows) };
}

function COUNTED(column: string, where: ReturnType<typeof sql>) {
  return sql`select day, jsonb_object_agg(k, n) as counts from (
    select day, ${sql.identifier(column)} as k, count(*) as n from m where ${where} group by 1, 2) c group by day`;
}
