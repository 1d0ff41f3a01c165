import { createHmac } from 'node:crypto';
import { type Link, type Payment, newId } from './entities.js';

/** A webhook as it was, or will be, sent: the same body and id however often. */
export interface Event {
  id: string;
  event: string;
  body: string;
}

export function linkEvent(
  event: string,
  link: Link,
  { now, payment }: { now: number; payment?: Payment },
): Event {
  const { payments, ...entity } = link;
  const order = {
    amount: link.amount,
    amount_due: link.amount - link.amount_paid,
    amount_paid: link.amount_paid,
    currency: link.currency,
    entity: 'order',
    id: link.order_id,
    status: link.status === 'paid' ? 'paid' : 'attempted',
  };
  return eventOf(event, now, {
    payment_link: { entity },
    ...(payment ? { order: { entity: order }, payment: { entity: payment } } : {}),
  });
}

export function paymentEvent(event: string, payment: Payment, now: number): Event {
  return eventOf(event, now, { payment: { entity: payment } });
}

export function refundEvent(payment: Payment, amount: number, now: number): Event {
  const refund = { id: newId('rfnd'), entity: 'refund', amount, payment_id: payment.id, status: 'processed' };
  return eventOf('refund.processed', now, { refund: { entity: refund }, payment: { entity: payment } });
}

function eventOf(event: string, now: number, payload: Record<string, unknown>): Event {
  const body = JSON.stringify({
    account_id: 'acc_LocalTrial0000',
    contains: Object.keys(payload),
    created_at: now,
    entity: 'event',
    event,
    payload,
  });
  return { id: newId('evt').slice('evt_'.length), event, body };
}

/** As Razorpay sends it: signed over the very bytes. */
export function signedRequest(url: string, { id, body }: Event, secret: string): Request {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-razorpay-signature': signature,
      'x-razorpay-event-id': id,
    },
    body,
  });
}
