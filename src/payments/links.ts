import { UpstreamError } from '../errors.js';
import type { Result } from '../school/context.js';
import {
  type FeeContext,
  type FeeOffer,
  type PupilFees,
  feeReads,
  feeTables,
  readFees,
} from '../school/fees.js';
import type { Actor } from '../school/people.js';
import { type LinkRow, isLive, linkRows } from './link-rows.js';
import { alone, answered, uncertain } from './making.js';
import type { Link, Razorpay } from './razorpay.js';
import { type Wanted, purposeOf } from './reference.js';

export interface PayContext extends FeeContext {
  actor: Pick<Actor, 'children' | 'personId'>;
  /** Null where payments are not set up. */
  razorpay: Razorpay | null;
}

export interface ReadyLink {
  url: string;
  amountPaise: number;
  expiresAt: Date;
  studentId: string;
  pupil: string;
  offer: FeeOffer;
}

export type LinkOutcome =
  /** `again`: it was there already. */
  | { kind: 'ready'; link: ReadyLink; again: boolean }
  /** The link that was open turns out to be paid: its money is to be booked first. */
  | { kind: 'paid'; link: Link; row: LinkRow }
  /** The price is another one by now, or this cannot be bought any more. */
  | { kind: 'changed'; pupil: PupilFees }
  | { kind: 'not_set_up' }
  /** Razorpay did not answer as agreed: nothing is known to be made, and asking again makes no second one. */
  | { kind: 'unavailable'; error: UpstreamError }
  | { kind: 'not_yours' };

/**
 * The link for what a person said Yes to: the open one again where there is one, else a new one; an open one for
 * another number of classes is closed first. Razorpay is asked before anything is committed, under a reference that
 * makes asking again harmless.
 */
export async function makeLink(ctx: PayContext, want: Wanted): Promise<Result<LinkOutcome>> {
  if (!ctx.actor.children.some((c) => c.id === want.studentId)) return alone({ kind: 'not_yours' });
  const { pupils, links } = await readWithLinks(ctx, [want.studentId]);
  const [pupil] = pupils;
  if (!pupil) return alone({ kind: 'not_yours' });
  const offers = pupil.instruments.find((i) => i.instrumentId === want.instrumentId)?.offers ?? [];
  const offer = offers.find((o) => o.classes === want.classes && o.amountPaise === want.amountPaise);
  if (!offer) return alone({ kind: 'changed', pupil });
  if (!ctx.razorpay) return alone({ kind: 'not_set_up' });
  const ofPurpose = links.filter((l) => l.studentId === want.studentId && l.purpose === purposeOf(want));
  const live = ofPurpose.find(isLive) ?? null;
  const asked = { want, offer, pupil: pupil.name, generation: ofPurpose.length, live };
  try {
    return await answered(ctx, ctx.razorpay, asked);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { outcome: { kind: 'unavailable', error }, writes: uncertain(ctx, asked, error) };
  }
}

/** Fees and links of these children in one request. */
export async function readWithLinks(ctx: FeeContext, studentIds: readonly string[]) {
  const tables = await feeTables(ctx.db);
  const [links, ...answers] = await ctx.db.batch([
    linkRows(ctx.db, studentIds),
    ...feeReads(ctx.db, studentIds, tables),
  ]);
  return { pupils: readFees(ctx, answers), links };
}
