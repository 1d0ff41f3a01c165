import { eq, sql } from 'drizzle-orm';
import { type Write, guard, lockName } from '../../db/client.js';
import { paymentEvents, paymentLinks, paymentPromises } from '../../db/schema/bot.js';
import { auditLogs, payments } from '../../db/schema/school.js';
import type { AccountRows } from '../school/account.js';
import type { Result, SchoolContext } from '../school/context.js';
import { knownOf, pupilOf } from './book-rows.js';
import { keepEvent, markPaid, putAway } from './event-rows.js';
import type { LinkRow } from './link-rows.js';
import { receipts } from './notices.js';
import { leftAfter, rowFor } from './school-row.js';

/** Money that Razorpay says it received. Amounts in paise. */
export interface Received {
  paymentId: string;
  linkId: string | null;
  referenceId: string | null;
  amountPaise: number;
  currency: string;
  method: string | null;
  at: Date | null;
  /** The webhook's own id, where one brought it. */
  eventId: string | null;
  /** 'payment_link.paid', 'reconcile' … */
  kind: string;
  /** Only a part of what the link asks for. */
  partial: boolean;
  /** A number that hears of it by the answer to its own message, and needs no notice. */
  answered?: string | null;
}

export type Unbooked = 'unknown_link' | 'amount' | 'currency' | 'partial' | 'paid_twice' | 'no_pupil';

export type Booked =
  | {
      kind: 'booked';
      pupil: string;
      instrument: string;
      classes: number;
      left: number;
      amountPaise: number;
      paymentId: string;
      phones: string[];
    }
  /** Seen before: nothing is done twice. */
  | { kind: 'known' }
  /** The office has written this very payment itself. */
  | { kind: 'in_school' }
  /** Nobody to book it to, or not as agreed: kept for the admins. */
  | { kind: 'unbooked'; reason: Unbooked };

/**
 * Books a payment once, whichever event, job or chat brings it and however often: one row in the school's payments,
 * the link paid, receipts put. What cannot be booked is kept, never dropped. Two requests.
 */
export async function book(ctx: SchoolContext, paid: Received): Promise<Result<Booked>> {
  const { event, link, inSchool } = await knownOf(ctx.db, paid);
  if (event) return { outcome: { kind: 'known' }, writes: [] };
  if (link && inSchool !== null) {
    const kept = {
      status: 'noted' as const,
      reason: 'already in the school’s payments',
      paymentId: inSchool,
    };
    return {
      outcome: { kind: 'in_school' },
      writes: [keepEvent(ctx, paid, link, kept), markPaid(ctx, link)],
    };
  }
  const reason = link ? refusal(link, paid) : 'unknown_link';
  if (reason || !link) return unbooked(ctx, paid, { link, reason: reason ?? 'unknown_link' });
  const pupil = await pupilOf(ctx.db, link);
  if (!pupil) return unbooked(ctx, paid, { link, reason: 'no_pupil' });
  return save(ctx, paid, { link, ...pupil });
}

/** Money that comes after the link was closed is money all the same. */
function refusal(link: LinkRow, paid: Received): Unbooked | null {
  if (link.status === 'paid') return 'paid_twice';
  if (paid.partial) return 'partial';
  if (paid.currency !== link.currency) return 'currency';
  return paid.amountPaise === link.amountPaise ? null : 'amount';
}

interface Case {
  link: LinkRow;
  account: AccountRows;
  packageId: string | null;
  phones: string[];
}

function save(
  ctx: SchoolContext,
  paid: Received,
  { link, account, packageId, phones }: Case,
): Result<Booked> {
  const row = rowFor(ctx, paid, { link, account, packageId });
  const left = leftAfter(ctx, account, { link, row });
  const { amountPaise, paymentId } = paid;
  const said = { pupil: account.name, instrument: link.label, classes: link.classesCount, left };
  const receipt = { ...said, amountPaise, paymentId, phones };
  return {
    outcome: { kind: 'booked', ...receipt },
    writes: [
      ...onlyOnce(ctx, paid, link, account),
      ctx.db.insert(payments).values(row),
      keepEvent(ctx, paid, link, { status: 'booked', reason: null, paymentId: row.id }),
      markPaid(ctx, link),
      ctx.db.delete(paymentPromises).where(eq(paymentPromises.studentId, link.studentId)),
      ctx.db.insert(auditLogs).values({
        actorRole: 'system',
        action: 'payment_received',
        payload: { channel: 'whatsapp', payment_id: row.id, link_id: link.id, person_id: link.personId },
        at: ctx.now,
      }),
      ...receipts(ctx, {
        ...receipt,
        phones: phones.filter((p) => p !== paid.answered),
      }),
    ],
  };
}

/** Our writers wait for one another; the office, which takes no lock, is seen by the guards. */
function onlyOnce(ctx: SchoolContext, paid: Received, link: LinkRow, account: AccountRows): Write[] {
  const { db } = ctx;
  return [
    lockName(db, `payment:${paid.paymentId}`),
    lockName(db, `payments-of:${link.studentId}`),
    guard(
      db,
      'payment',
      sql`not exists (select 1 from ${paymentEvents} where razorpay_payment_id = ${paid.paymentId})
        and not exists (select 1 from ${payments} where transaction_id = ${paid.paymentId})`,
    ),
    guard(
      db,
      'unpaid',
      sql`exists (select 1 from ${paymentLinks} where id = ${link.id}::uuid and status <> 'paid')`,
    ),
    guard(
      db,
      'account',
      sql`(select count(*) from ${payments} where student_id = ${link.studentId}::uuid) = ${account.payments.length}`,
    ),
  ];
}

function unbooked(
  ctx: SchoolContext,
  paid: Received,
  { link, reason }: { link: LinkRow | null; reason: Unbooked },
): Result<Booked> {
  const event = keepEvent(ctx, paid, link, { status: 'unbooked', reason, paymentId: null });
  // It stands in nobody's way any more: what is right is for the office to settle.
  const put = link && reason !== 'paid_twice' ? [putAway(ctx, link)] : [];
  return { outcome: { kind: 'unbooked', reason }, writes: [event, ...put] };
}
