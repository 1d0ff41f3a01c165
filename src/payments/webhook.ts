import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { LinkNews, PaymentEntity, RefundEntity } from './answers.js';
import type { Received } from './book.js';
import { instant } from './razorpay.js';

/** Whether Razorpay signed these very bytes (X-Razorpay-Signature: HMAC-SHA256, hexadecimal). */
export function signedByRazorpay(bytes: Uint8Array, header: string | null, secret: string): boolean {
  if (!header || !/^[0-9a-f]{64}$/i.test(header)) return false;
  const expected = createHmac('sha256', secret).update(bytes).digest();
  return timingSafeEqual(Buffer.from(header, 'hex'), expected);
}

/** Which link something happened to, by Razorpay's id or by ours. */
export interface LinkRef {
  linkId: string | null;
  referenceId: string | null;
}

/** What a webhook tells, as far as it concerns us. */
export type News =
  | { kind: 'paid'; paid: Received }
  | { kind: 'ended'; link: LinkRef; as: 'expired' | 'cancelled' }
  | { kind: 'failed'; link: LinkRef; paymentId: string; amountPaise: number }
  | { kind: 'refunded'; paymentId: string; refundId: string; amountPaise: number; event: string }
  /** Of something that is none of ours, or tells nothing new. */
  | { kind: 'other'; event: string }
  | { kind: 'unread'; event: string };

const Envelope = z.object({
  event: z.string(),
  payload: z.record(z.string(), z.object({ entity: z.unknown() }).catch({ entity: undefined })).catch({}),
});

/** Reads a webhook's body; whatever cannot be read is said to be so, never thrown. */
export function readNews(body: unknown, eventId: string | null): News {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return { kind: 'unread', event: '' };
  const { event, payload } = envelope.data;
  const link = LinkNews.safeParse(payload.payment_link?.entity).data ?? null;
  const payment = PaymentEntity.safeParse(payload.payment?.entity).data ?? null;
  const refund = RefundEntity.safeParse(payload.refund?.entity).data ?? null;
  const unread: News = { kind: 'unread', event };
  const ref = link ? { linkId: link.id, referenceId: link.reference_id ?? null } : refOf(payment);
  switch (event) {
    case 'payment_link.paid':
    case 'payment_link.partially_paid':
      return link && payment ? received({ ref, payment, event, eventId }) : unread;
    case 'payment.captured':
      // The account may take money for other things as well: only a payment on a link of ours is ours.
      if (!payment) return unread;
      return ref.referenceId ? received({ ref, payment, event, eventId }) : { kind: 'other', event };
    case 'payment_link.expired':
    case 'payment_link.cancelled':
      return link
        ? { kind: 'ended', link: ref, as: event.endsWith('expired') ? 'expired' : 'cancelled' }
        : unread;
    case 'payment.failed':
      if (!payment) return unread;
      return ref.referenceId
        ? { kind: 'failed', link: ref, paymentId: payment.id, amountPaise: payment.amount }
        : { kind: 'other', event };
    case 'refund.created':
    case 'refund.processed':
    case 'refund.failed':
      return refund
        ? {
            kind: 'refunded',
            paymentId: refund.payment_id,
            refundId: refund.id,
            amountPaise: refund.amount,
            event,
          }
        : unread;
    default:
      return { kind: 'other', event };
  }
}

interface Paid {
  ref: LinkRef;
  payment: z.infer<typeof PaymentEntity>;
  event: string;
  eventId: string | null;
}

function received({ ref, payment, event, eventId }: Paid): News {
  if (payment.status && payment.status !== 'captured') return { kind: 'other', event };
  return {
    kind: 'paid',
    paid: {
      ...ref,
      paymentId: payment.id,
      amountPaise: payment.amount,
      currency: payment.currency,
      method: payment.method ?? null,
      at: instant(payment.created_at),
      eventId,
      kind: event,
      partial: event === 'payment_link.partially_paid',
    },
  };
}

/** A payment alone carries the notes of its link. */
function refOf(payment: z.infer<typeof PaymentEntity> | null): LinkRef {
  const reference = payment?.notes.reference_id;
  return { linkId: null, referenceId: typeof reference === 'string' && reference !== '' ? reference : null };
}
