import type { Write } from '../../db/client.js';
import { money } from '../copy/money.js';
import { notify } from '../outreach/notify.js';
import type { SchoolContext } from '../school/context.js';

export interface Receipt {
  pupil: string;
  instrument: string;
  classes: number;
  left: number;
  phones: readonly string[];
  amountPaise: number;
  /** Razorpay's id of the payment: what the family can name to the office. */
  paymentId: string;
}

/** What was received and how many classes there are now, to everybody who is to know. */
export function receipts(ctx: SchoolContext, receipt: Receipt): Write[] {
  const params = {
    pupil: receipt.pupil,
    class: receipt.instrument,
    amount: money(receipt.amountPaise),
    classes: String(receipt.classes),
    left: String(receipt.left),
    ref: receipt.paymentId,
  };
  const origin = `payment:${receipt.paymentId}`;
  return receipt.phones.flatMap((phone) =>
    notify(ctx.db, { kind: 'payment_received', phone, params, origin, notBefore: ctx.now }),
  );
}

export interface Trouble {
  kind: 'payment_failed' | 'payment_link_expired';
  linkId: string;
  pupil: string;
  instrument: string;
  amountPaise: number;
  phone: string;
}

/** That a payment did not go through, or that a link has run out: to the one who asked for it. */
export function troubleNotice(ctx: SchoolContext, trouble: Trouble): Write[] {
  const { kind, phone, pupil, instrument, amountPaise, linkId } = trouble;
  const params = { pupil, class: instrument, amount: money(amountPaise) };
  return notify(ctx.db, { kind, phone, params, origin: `link:${linkId}`, notBefore: ctx.now });
}
