import { and, eq, sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../db/client.js';
import { paymentEvents } from '../../db/schema/bot.js';
import type { Result } from '../school/context.js';
import { linkOf, trouble } from './link-found.js';
import type { SettleContext, Settled } from './settle.js';
import type { News } from './webhook.js';

type Of<K extends News['kind']> = Extract<News, { kind: K }>;

/** A family is told of the first failure on a link, not of every try. */
export async function failed(
  ctx: SettleContext,
  news: Of<'failed'>,
  eventId: string | null,
): Promise<Result<Settled>> {
  const found = await linkOf(ctx, news.link);
  if (!found) return { outcome: { kind: 'ignored', phones: [] }, writes: [] };
  const earlier = await ctx.db
    .select({ id: paymentEvents.id })
    .from(paymentEvents)
    .where(and(eq(paymentEvents.linkId, found.link.id), eq(paymentEvents.kind, 'payment.failed')));
  const tells = earlier.length === 0 && found.link.status === 'open' && found.phone !== null;
  return {
    outcome: { kind: 'noted', phones: tells && found.phone ? [found.phone] : [] },
    writes: [
      ...afterSoMany(ctx, found.link.id, earlier.length),
      note(ctx, {
        eventId,
        kind: 'payment.failed',
        linkId: found.link.id,
        amountPaise: news.amountPaise,
        reason: news.paymentId,
      }),
      ...(tells ? trouble(ctx, found, 'payment_failed') : []),
    ],
  };
}

/** Two failures at once are told of once. */
function afterSoMany({ db }: SettleContext, linkId: string, failures: number): Write[] {
  return [
    lockName(db, `failures:${linkId}`),
    guard(
      db,
      'failures',
      sql`(select count(*) from ${paymentEvents} where link_id = ${linkId}::uuid and kind = 'payment.failed') = ${failures}`,
    ),
  ];
}

/** Noted for the office, who decides what becomes of the classes; the school's payments stay as they are. */
export async function refunded(
  ctx: SettleContext,
  news: Of<'refunded'>,
  eventId: string | null,
): Promise<Result<Settled>> {
  const [paid] = await ctx.db
    .select({ linkId: paymentEvents.linkId, paymentId: paymentEvents.paymentId })
    .from(paymentEvents)
    .where(eq(paymentEvents.razorpayPaymentId, news.paymentId));
  if (!paid) return { outcome: { kind: 'ignored', phones: [] }, writes: [] };
  ctx.log.warn('payment_refunded', { news: news.event, payment: news.paymentId });
  return {
    outcome: { kind: 'noted', phones: [] },
    writes: [
      note(ctx, {
        eventId: eventId ?? `${news.event}:${news.refundId}`,
        kind: news.event,
        linkId: paid.linkId,
        amountPaise: news.amountPaise,
        reason: `${news.refundId} of ${news.paymentId}`,
        paymentId: paid.paymentId,
      }),
    ],
  };
}

interface Note {
  eventId: string | null;
  kind: string;
  linkId: string | null;
  amountPaise: number;
  reason: string;
  paymentId?: string | null;
}

function note({ db, now }: SettleContext, event: Note): Write {
  return db
    .insert(paymentEvents)
    .values({ ...event, status: 'noted', createdAt: now })
    .onConflictDoNothing({ target: paymentEvents.eventId });
}
