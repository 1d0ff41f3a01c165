import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import { paymentLinks } from '../../db/schema/bot.js';
import { UpstreamError } from '../errors.js';
import type { Received } from './book.js';
import { type LinkRow, endLink } from './link-rows.js';
import { hasCode } from './razorpay-errors.js';
import type { Link, Razorpay } from './razorpay.js';
import { type SettleContext, settle } from './settle.js';

/** How many links one run looks at; the longest unseen first, so that every one has its turn. */
const A_RUN = 20;
const AT_ONCE = 4;
/** Between two looks at the same link, in milliseconds: its webhook comes first as a rule. */
const EVERY_MS = 10 * 60_000;
/** One of which nobody knows whether it was made, and that is not there after so long, never was. */
const NEVER_MADE_MS = 3_600_000;

export interface Reconciled {
  links: number;
  booked: number;
  ended: number;
  /** Could not be looked at: the next run tries again. */
  missed: number;
  phones: string[];
}

/**
 * Asks Razorpay what became of the links that are still open, and brings it into the tables by the very same path as
 * a webhook. One link's trouble never ends the others.
 */
export async function reconcile(
  ctx: SettleContext,
  razorpay: Razorpay,
  everyMs = EVERY_MS,
): Promise<Reconciled> {
  const rows = await ctx.db
    .select()
    .from(paymentLinks)
    .where(
      and(
        inArray(paymentLinks.status, ['creating', 'open']),
        lt(paymentLinks.updatedAt, new Date(ctx.now.getTime() - everyMs)),
      ),
    )
    .orderBy(asc(paymentLinks.updatedAt), asc(paymentLinks.id))
    .limit(A_RUN);
  const done: Reconciled = { links: rows.length, booked: 0, ended: 0, missed: 0, phones: [] };
  const waiting = [...rows];
  const hands = Array.from({ length: AT_ONCE }, async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) await lookAt(ctx, razorpay, { row, done });
  });
  await Promise.all(hands);
  return done;
}

async function lookAt(
  ctx: SettleContext,
  razorpay: Razorpay,
  { row, done }: { row: LinkRow; done: Reconciled },
): Promise<void> {
  try {
    const link = row.razorpayLinkId
      ? await razorpay.fetch(row.razorpayLinkId)
      : await razorpay.find(row.referenceId);
    if (link) await bring(ctx, { row, link, done });
    else if (ctx.now.getTime() - row.createdAt.getTime() > NEVER_MADE_MS)
      await endLink(ctx.db, row.id, { status: 'failed', now: ctx.now });
  } catch (error) {
    done.missed += 1;
    if (hasCode(error, 'unknown_link')) await endLink(ctx.db, row.id, { status: 'cancelled', now: ctx.now });
    else if (error instanceof UpstreamError)
      ctx.log.warn('reconcile_missed', { link: row.id, code: String(error.details.code) });
    else ctx.log.error('reconcile_failed', error, { link: row.id });
  }
  // Looked at, or to be tried later: either way the others come first.
  await ctx.db.update(paymentLinks).set({ updatedAt: ctx.now }).where(eq(paymentLinks.id, row.id));
}

async function bring(
  ctx: SettleContext,
  { row, link, done }: { row: LinkRow; link: Link; done: Reconciled },
): Promise<void> {
  if (row.razorpayLinkId === null) await settled(ctx, row, link);
  for (const paid of paymentsOf(link, 'reconcile')) {
    const { kind, phones } = await settle(ctx, { kind: 'paid', paid }, null);
    if (kind === 'booked') done.booked += 1;
    done.phones.push(...phones);
  }
  if (link.status !== 'expired' && link.status !== 'cancelled') return;
  const ref = { linkId: link.id, referenceId: link.referenceId };
  const { phones } = await settle(ctx, { kind: 'ended', link: ref, as: link.status }, null);
  done.ended += 1;
  done.phones.push(...phones);
}

/** It was made after all: now it is known by Razorpay's id as well. */
async function settled({ db, now }: SettleContext, row: LinkRow, link: Link): Promise<void> {
  await db
    .update(paymentLinks)
    .set({ status: 'open', razorpayLinkId: link.id, shortUrl: link.url, updatedAt: now })
    .where(and(eq(paymentLinks.id, row.id), eq(paymentLinks.status, 'creating')));
}

/** A link's payments as a webhook would tell of them. */
export function paymentsOf(link: Link, kind: string): Received[] {
  return link.payments.map((p) => ({
    paymentId: p.id,
    linkId: link.id,
    referenceId: link.referenceId,
    amountPaise: p.amountPaise,
    currency: link.currency,
    method: p.method,
    at: p.at,
    eventId: null,
    kind,
    partial: link.status === 'partially_paid',
  }));
}
