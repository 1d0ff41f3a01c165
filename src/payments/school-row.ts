import { randomUUID } from 'node:crypto';
import type { AccountRows, Payment } from '../school/account.js';
import { balanceOf } from '../school/balance.js';
import type { SchoolContext } from '../school/context.js';
import { MONTHS, frequencyIn } from '../school/credits.js';
import { addMonths, localDate } from '../school/dates.js';
import { rupeesOf } from '../school/money.js';
import type { Received } from './book.js';
import type { LinkRow } from './link-rows.js';

export interface Case {
  link: LinkRow;
  account: AccountRows;
  packageId: string | null;
}

/** The row as the management system writes it, with all that its sums and the next due date are made of. */
export function rowFor(ctx: SchoolContext, paid: Received, { link, account, packageId }: Case) {
  const periodEnd = extended(ctx, account, link);
  return {
    id: randomUUID(),
    studentId: link.studentId,
    packageId,
    amount: rupeesOf(paid.amountPaise),
    method: paid.method ?? 'razorpay',
    transactionId: paid.paymentId,
    metadata: {
      credits_bought: link.classesCount,
      ...(link.instrumentId ? { instrument_id: link.instrumentId } : {}),
      ...(link.frequency ? { payment_frequency: link.frequency } : {}),
      ...(periodEnd ? { period_end: periodEnd } : {}),
      ...(link.feeStructureId ? { fee_structure_id: link.feeStructureId } : {}),
      source: 'whatsapp',
      razorpay_link_id: link.razorpayLinkId,
    },
    paidAt: timeOf(ctx, paid),
  };
}

/** Razorpay's time of the payment, unless that cannot be. */
function timeOf({ now }: SchoolContext, { at }: Received): Date {
  if (at === null) return now;
  const ago = now.getTime() - at.getTime();
  return ago < -300_000 || ago > 200 * 86_400_000 ? now : at;
}

/** Who pays before the running period is over loses none of it: the next one begins where that ends. */
function extended(ctx: SchoolContext, account: AccountRows, link: LinkRow): string | null {
  const frequency = frequencyIn(link.frequency);
  if (frequency === null) return null;
  const today = localDate(ctx.now, ctx.timezone);
  const balance = balanceOf(account, { today, timezone: ctx.timezone, low: 0 });
  const due = balance.instruments.find((i) => i.instrumentId === link.instrumentId)?.due ?? null;
  return due !== null && due > today ? addMonths(due, MONTHS[frequency]) : null;
}

/** Classes left of that instrument once it is booked; families see 0 where some are owed. */
export function leftAfter(
  ctx: SchoolContext,
  account: AccountRows,
  { link, row }: { link: LinkRow; row: ReturnType<typeof rowFor> },
): number {
  const added: Payment = {
    id: row.id,
    at: row.paidAt,
    amount: null,
    method: row.method,
    hasPackage: row.packageId !== null,
    packageName: null,
    packageClasses: link.classesCount,
    packageInstrumentId: link.instrumentId,
    metadata: row.metadata,
  };
  const today = localDate(ctx.now, ctx.timezone);
  const after = balanceOf(
    { ...account, payments: [...account.payments, added] },
    { today, timezone: ctx.timezone, low: 0 },
  );
  const of = after.instruments.find((i) => i.instrumentId === link.instrumentId);
  return Math.max(of?.balance ?? after.total.balance, 0);
}
