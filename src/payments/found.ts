import type { Write } from '../../db/client.js';
import type { Result, SchoolContext } from '../school/context.js';
import { type Booked, book } from './book.js';
import { type LinkRow, isLive } from './link-rows.js';
import type { Link, Razorpay } from './razorpay.js';
import { paymentsOf } from './reconcile.js';

/**
 * Money that a look at a link found, while somebody is being answered: booked by the same path as a webhook's.
 * `answered` is the number that hears of it by the answer itself.
 */
export async function bookFound(
  ctx: SchoolContext,
  link: Link,
  answered: string | null,
): Promise<Result<Extract<Booked, { kind: 'booked' }> | null>> {
  const writes: Write[] = [];
  let booked: Extract<Booked, { kind: 'booked' }> | null = null;
  for (const paid of paymentsOf(link, 'chat')) {
    const result = await book(ctx, { ...paid, answered });
    writes.push(...result.writes);
    if (result.outcome.kind === 'booked') booked = result.outcome;
  }
  return { outcome: booked, writes };
}

/** "I have paid": whether Razorpay knows of it already. Null where nothing is open, nothing is paid, or nobody answers. */
export async function paidLink(razorpay: Razorpay, rows: readonly LinkRow[]): Promise<Link | null> {
  const open = rows.filter((r) => isLive(r) && r.razorpayLinkId !== null).slice(0, 3);
  const links = await Promise.all(open.map((r) => razorpay.fetch(r.razorpayLinkId ?? '').catch(() => null)));
  return links.find((l) => l?.status === 'paid') ?? null;
}
