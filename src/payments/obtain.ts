import { UpstreamError } from '../errors.js';
import type { LinkRow } from './link-rows.js';
import { hasCode } from './razorpay-errors.js';
import type { Link, NewLink, Razorpay } from './razorpay.js';

/** How many references of one generation are tried: those before the last led to links that had ended. */
const TRIES = 3;

export interface Obtaining {
  references: (again: number) => string;
  /** The first reference may have been used before: it is looked up before it is used. */
  uncertain: boolean;
  link: Omit<NewLink, 'referenceId'>;
}

/**
 * A link that can be paid, made under the first reference whose link has not ended. However often it is asked for
 * the same references there is one such link.
 * @throws UpstreamError when Razorpay gave no answer, or one that does not fit.
 */
export async function obtain(
  razorpay: Razorpay,
  { references, uncertain, link }: Obtaining,
): Promise<{ link: Link; reference: string }> {
  for (let again = 0; again < TRIES; again++) {
    const reference = references(again);
    const wanted = { ...link, referenceId: reference };
    const known = uncertain && again === 0 ? await razorpay.find(reference) : null;
    const found = known ?? (await makeOrFind(razorpay, wanted));
    if (!fits(found, wanted, razorpay.currency)) {
      throw new UpstreamError('create link', { code: 'unexpected_answer', retryable: false });
    }
    if (found.status === 'created') return { link: found, reference };
  }
  throw new UpstreamError('create link', { code: 'no_open_link', retryable: false });
}

/** No answer says nothing of whether it was made: it is looked up by its reference before anybody gives up. */
async function makeOrFind(razorpay: Razorpay, wanted: NewLink): Promise<Link> {
  try {
    return await razorpay.create(wanted);
  } catch (error) {
    const mayExist =
      hasCode(error, 'duplicate_reference') || (error instanceof UpstreamError && error.details.retryable);
    const found = mayExist ? await razorpay.find(wanted.referenceId).catch(() => null) : null;
    if (found) return found;
    throw error;
  }
}

/** What Razorpay says it made is what was asked for. */
function fits(link: Link, wanted: NewLink, currency: string): boolean {
  return (
    link.referenceId === wanted.referenceId &&
    link.amountPaise === wanted.amountPaise &&
    link.currency === currency
  );
}

export type Ended = 'cancelled' | 'expired';
export type Closed = { kind: 'closed'; as: Ended } | { kind: 'paid'; link: Link };

/**
 * Makes sure that a link can be paid no more; a link that was paid meanwhile is handed back for its money.
 * @throws UpstreamError when that cannot be made sure.
 */
export async function closeLink(
  razorpay: Razorpay,
  { razorpayLinkId, referenceId }: Pick<LinkRow, 'razorpayLinkId' | 'referenceId'>,
): Promise<Closed> {
  const id = razorpayLinkId ?? (await razorpay.find(referenceId))?.id ?? null;
  if (id === null) return { kind: 'closed', as: 'cancelled' };
  try {
    await razorpay.cancel(id);
    return { kind: 'closed', as: 'cancelled' };
  } catch (error) {
    // Not of this account: of the test mode that the school began with.
    if (hasCode(error, 'unknown_link')) return { kind: 'closed', as: 'cancelled' };
    if (!hasCode(error, 'already_paid', 'already_closed')) throw error;
  }
  const link = await razorpay.fetch(id);
  if (link.status === 'paid' || link.status === 'partially_paid') return { kind: 'paid', link };
  if (link.status === 'created')
    throw new UpstreamError('cancel link', { code: 'unexpected_answer', retryable: false });
  return { kind: 'closed', as: link.status };
}
