import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { commit } from '../../db/client.js';
import { money } from '../copy/money.js';
import { addDays, weekdayOf } from '../school/dates.js';
import { paiseOf } from '../school/money.js';
import { notify } from './notify.js';
import { endedClasses, isMarked } from './prompts/day.js';
import { admins, wordsOf } from './recipients.js';
import type { Did, Run } from './run.js';

/** The Monday of a date's week: what the digest is made for, once. */
export function weekOf(date: string): string {
  return addDays(date, -((weekdayOf(date) + 6) % 7));
}

const Week = z.object({
  leads: z.coerce.number(),
  payments: z.coerce.number(),
  /** Rupees, as the numeric column has it. */
  amount: z.string(),
  failed: z.coerce.number(),
  dead: z.coerce.number(),
  unanswered: z.coerce.number(),
  /** US dollars. */
  cost: z.coerce.number(),
});

/** What the last whole week came to, from Monday to Sunday, for every admin once. */
export async function sendDigest(run: Run): Promise<Did> {
  const week = weekOf(run.today);
  const days = { from: addDays(week, -7), to: addDays(week, -1) };
  const [found, { classes }, to] = await Promise.all([
    weekRow(run, days),
    endedClasses(run, days),
    admins(run.db),
  ]);
  const marked = classes.filter(isMarked).length;
  const counts = Week.parse(found.rows[0]);
  const writes = to.flatMap((admin) => {
    const { attendance: words } = wordsOf(admin);
    return notify(run.db, {
      kind: 'digest',
      phone: admin.phone,
      params: {
        from: words.day(days.from),
        to: words.day(days.to),
        marked: String(marked),
        unmarked: String(classes.length - marked),
        leads: String(counts.leads),
        payments: String(counts.payments),
        amount: money(paiseOf(counts.amount) ?? 0),
        failed: String(counts.failed),
        dead: String(counts.dead),
        unanswered: String(counts.unanswered),
        cost: `$${counts.cost.toFixed(2)}`,
      },
      origin: 'reminder:digest',
      notBefore: run.now,
      onceKey: `digest:${admin.phone}:${week}`,
    });
  });
  await commit(run.db, writes);
  return { done: true, counts: { digests: to.length } };
}

/** Counted by when it happened in the school's week, not by when it was stored. */
function weekRow({ db, timezone }: Run, { from, to }: { from: string; to: string }) {
  const began = sql`${from}::timestamp at time zone ${timezone}`;
  const over = sql`(${to}::date + 1)::timestamp at time zone ${timezone}`;
  const within = (column: ReturnType<typeof sql>) => sql`${column} >= ${began} and ${column} < ${over}`;
  const sentAt = sql`coalesce(m.accepted_at, m.not_before, m.created_at)`;
  return db.execute(sql`
    select
      (select count(*) from bot.leads l where l.status <> 'draft' and ${within(sql`l.created_at`)}) as leads,
      paid.count as payments, paid.amount::text as amount,
      (select count(*) from bot.whatsapp_messages m where m.direction = 'outbound' and m.status = 'failed'
        and ${within(sentAt)}) as failed,
      (select count(*) from bot.whatsapp_messages m where m.direction = 'inbound' and m.status = 'dead'
        and ${within(sql`coalesce(m.sent_at, m.created_at)`)}) as dead,
      (select count(*) from bot.unanswered_questions q where q.answered_at is null
        and ${within(sql`q.created_at`)}) as unanswered,
      (select coalesce(sum(u.cost_usd), 0) from bot.ai_usage u where ${within(sql`u.created_at`)}) as cost
    from (select count(*), coalesce(sum(p.amount), 0) as amount from payments p
      where p.method is distinct from 'pending' and ${within(sql`p.timestamp`)}) paid`);
}
