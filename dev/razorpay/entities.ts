import { randomBytes } from 'node:crypto';

export type LinkStatus = 'created' | 'partially_paid' | 'expired' | 'cancelled' | 'paid';

export interface LinkPayment {
  amount: number;
  created_at: number;
  method: string;
  payment_id: string;
  plink_id: string;
  status: 'captured';
  updated_at: number;
}

/** A payment link with the fields that Razorpay gives it. */
export interface Link {
  accept_partial: boolean;
  amount: number;
  amount_paid: number;
  callback_method: string;
  callback_url: string;
  cancelled_at: number;
  created_at: number;
  currency: string;
  customer: Record<string, unknown>;
  description: string;
  expire_by: number;
  expired_at: number;
  first_min_partial_amount: number;
  id: string;
  notes: Record<string, unknown>;
  notify: Record<string, unknown>;
  order_id: string;
  payments: LinkPayment[] | null;
  reference_id: string;
  reminder_enable: boolean;
  reminders: unknown[];
  short_url: string;
  status: LinkStatus;
  updated_at: number;
  upi_link: boolean;
  user_id: string;
}

export interface Payment {
  amount: number;
  amount_refunded: number;
  captured: boolean;
  contact: string;
  created_at: number;
  currency: string;
  description: string;
  entity: 'payment';
  error_code: string | null;
  error_description: string | null;
  id: string;
  method: string;
  notes: Record<string, unknown>;
  order_id: string;
  status: 'captured' | 'failed';
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789';

/** `plink_` and fourteen letters and digits, as Razorpay makes its ids. */
export function newId(prefix: string): string {
  const code = Array.from(randomBytes(14), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${prefix}_${code}`;
}

export function newPayment(
  link: Link,
  of: { now: number; method: string; amount: number; failed?: boolean },
): Payment {
  return {
    amount: of.amount,
    amount_refunded: 0,
    captured: !of.failed,
    contact: '+919000000000',
    created_at: of.now,
    currency: link.currency,
    description: `#${link.id.slice('plink_'.length)}`,
    entity: 'payment',
    error_code: of.failed ? 'BAD_REQUEST_ERROR' : null,
    error_description: of.failed ? 'Payment failed' : null,
    id: newId('pay'),
    method: of.method,
    notes: link.notes,
    order_id: link.order_id,
    status: of.failed ? 'failed' : 'captured',
  };
}
