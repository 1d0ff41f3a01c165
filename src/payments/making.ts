import type { Write } from '../../db/client.js';
import type { UpstreamError } from '../errors.js';
import type { Result } from '../school/context.js';
import type { FeeOffer } from '../school/fees.js';
import { type LinkRow, type Standing, asRead, endLink, keepLink } from './link-rows.js';
import type { LinkOutcome, PayContext } from './links.js';
import { type Ended, closeLink, obtain } from './obtain.js';
import { hasCode } from './razorpay-errors.js';
import type { Link, Razorpay } from './razorpay.js';
import { referenceFor } from './reference.js';

/** How long a link can be paid. */
const DAYS = 3;
/** One that ends sooner is not sent again. */
const SOON_MS = 3_600_000;

/** What a person said Yes to, with the links there have been for it. */
export interface Asked extends Standing {
  offer: FeeOffer;
  pupil: string;
}

/** The open link once more, or a new one. @throws UpstreamError when Razorpay does not answer as agreed. */
export async function answered(
  ctx: PayContext,
  razorpay: Razorpay,
  asked: Asked,
): Promise<Result<LinkOutcome>> {
  const { live, want } = asked;
  const same = live?.classesCount === want.classes && live.amountPaise === want.amountPaise;
  if (live && same && live.status === 'open' && live.shortUrl !== null && lasts(live, ctx.now)) {
    const now = await lookAgain(razorpay, live);
    if (now === 'unknown') return fresh(ctx, razorpay, { ...asked, ended: 'cancelled' });
    if (now === null || now.status === 'created') return alone(ready(asked, live, true));
    if (now.status === 'paid' || now.status === 'partially_paid')
      return alone({ kind: 'paid', link: now, row: live });
    return fresh(ctx, razorpay, { ...asked, ended: now.status });
  }
  if (live && !(same && live.status === 'creating')) {
    const closed = await closeLink(razorpay, live);
    if (closed.kind === 'paid') return alone({ kind: 'paid', link: closed.link, row: live });
    return fresh(ctx, razorpay, { ...asked, ended: closed.as });
  }
  return fresh(ctx, razorpay, { ...asked, ended: null });
}

/** A link that cannot be looked at just now is still the link; one that Razorpay does not know is none. */
async function lookAgain(razorpay: Razorpay, live: LinkRow): Promise<Link | 'unknown' | null> {
  if (live.razorpayLinkId === null) return null;
  return razorpay
    .fetch(live.razorpayLinkId)
    .catch((error: unknown) => (hasCode(error, 'unknown_link') ? 'unknown' : null));
}

function lasts({ expiresAt }: LinkRow, now: Date): boolean {
  return expiresAt.getTime() - now.getTime() > SOON_MS;
}

async function fresh(
  ctx: PayContext,
  razorpay: Razorpay,
  asked: Asked & { ended: Ended | null },
): Promise<Result<LinkOutcome>> {
  const { want, offer, live, ended } = asked;
  const creating = ended === null ? live : null;
  const expiresAt = expiry(ctx.now);
  const { link, reference } = await obtain(razorpay, {
    references: (again) =>
      again === 0 && creating ? creating.referenceId : referenceFor(want, asked.generation, again),
    /** Whether the first of them may have been made before. */
    uncertain: creating !== null,
    link: { amountPaise: offer.amountPaise, description: describe(asked), expiresAt },
  });
  const kept = { want, offer, personId: ctx.actor.personId, reference, link, expiresAt, now: ctx.now };
  const replaced = creating !== null && creating.referenceId !== reference;
  const row = replaced ? null : creating;
  const gone =
    live && row === null ? [endLink(ctx.db, live.id, { status: ended ?? 'failed', now: ctx.now })] : [];
  const writes = [...asRead(ctx.db, asked), ...gone, keepLink(ctx.db, kept, row)];
  return {
    outcome: ready(asked, { shortUrl: link.url, expiresAt: link.expiresAt ?? expiresAt }, false),
    writes,
  };
}

/** Kept as being made where nobody knows whether it was: the next try looks for it before it makes one. */
export function uncertain(ctx: PayContext, asked: Asked, error: UpstreamError): Write[] {
  if (asked.live || !error.details.retryable) return [];
  const { want, offer, generation } = asked;
  const reference = referenceFor(want, generation);
  const kept = { want, offer, reference, link: null, expiresAt: expiry(ctx.now), now: ctx.now };
  return [...asRead(ctx.db, asked), keepLink(ctx.db, { ...kept, personId: ctx.actor.personId }, null)];
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + DAYS * 86_400_000);
}

/** What the payer reads on Razorpay's page. */
function describe({ pupil, offer }: Asked): string {
  return `${pupil}: ${offer.instrument}, ${offer.classes} classes`;
}

function ready(
  { want, offer, pupil }: Asked,
  { shortUrl, expiresAt }: Pick<LinkRow, 'shortUrl' | 'expiresAt'>,
  again: boolean,
): LinkOutcome {
  const link = { url: shortUrl ?? '', amountPaise: want.amountPaise, expiresAt, offer };
  return { kind: 'ready', link: { ...link, studentId: want.studentId, pupil }, again };
}

export function alone(outcome: LinkOutcome): Result<LinkOutcome> {
  return { outcome, writes: [] };
}
