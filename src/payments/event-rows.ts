import { eq, sql } from 'drizzle-orm';
import type { Write } from '../../db/client.js';
import { paymentEvents, paymentLinks } from '../../db/schema/bot.js';
import type { SchoolContext } from '../school/context.js';
import type { Received } from './book.js';
import type { LinkRow } from './link-rows.js';

export function markPaid(ctx: SchoolContext, link: LinkRow): Write {
  return ctx.db
    .update(paymentLinks)
    .set({ status: 'paid', paidAt: ctx.now, updatedAt: ctx.now })
    .where(eq(paymentLinks.id, link.id));
}

export function putAway(ctx: SchoolContext, link: LinkRow): Write {
  return ctx.db.execute(sql`update ${paymentLinks} set status = 'failed', updated_at = ${ctx.now.toISOString()}::timestamptz
    where id = ${link.id}::uuid and status in ('creating', 'open')`);
}

interface Fate {
  status: 'booked' | 'unbooked' | 'noted';
  reason: string | null;
  paymentId: string | null;
}

/** Once per payment, and once per event: an id that is there already is left out, not stumbled over. */
export function keepEvent(ctx: SchoolContext, paid: Received, link: LinkRow | null, fate: Fate): Write {
  const event = sql`case when not exists (select 1 from ${paymentEvents} e where e.event_id = ${paid.eventId}) then ${paid.eventId}::text end`;
  return ctx.db.execute(sql`insert into ${paymentEvents}
      (event_id, kind, razorpay_payment_id, razorpay_link_id, link_id, amount_paise, status, reason, payment_id, created_at)
    select ${event}, ${paid.kind}, ${paid.paymentId}, ${paid.linkId}, ${link?.id ?? null}::uuid, ${paid.amountPaise}::int,
      ${fate.status}, ${fate.reason}, ${fate.paymentId}::uuid, ${ctx.now.toISOString()}::timestamptz
    on conflict (razorpay_payment_id) do nothing`);
}
