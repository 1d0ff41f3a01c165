import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { type Db, type Write, guard, lockName } from '../../db/client.js';
import { paymentLinks } from '../../db/schema/bot.js';
import type { FeeOffer } from '../school/fees.js';
import type { Link } from './razorpay.js';
import { type Wanted, purposeOf } from './reference.js';

export type LinkRow = typeof paymentLinks.$inferSelect;

/** Every link there has been for these pupils, oldest first. */
export function linkRows(db: Db, studentIds: readonly string[]) {
  return db
    .select()
    .from(paymentLinks)
    .where(inArray(paymentLinks.studentId, [...studentIds]))
    .orderBy(asc(paymentLinks.createdAt), asc(paymentLinks.id));
}

export function isLive({ status }: Pick<LinkRow, 'status'>): boolean {
  return status === 'creating' || status === 'open';
}

export interface Standing {
  want: Wanted;
  /** How many links there were for this purpose when they were read. */
  generation: number;
  live: LinkRow | null;
}

/** Nobody else changed this purpose's links since they were read. */
export function asRead(db: Db, { want, generation, live }: Standing): Write[] {
  const purpose = purposeOf(want);
  const l = paymentLinks;
  const ofPurpose = sql`${l.studentId} = ${want.studentId}::uuid and ${l.purpose} = ${purpose}`;
  return [
    lockName(db, `links:${want.studentId}:${purpose}`),
    guard(
      db,
      'link',
      sql`(select count(*) from ${l} where ${ofPurpose}) = ${generation} and (select count(*) from ${l}
        where ${ofPurpose} and ${l.status} in ('creating', 'open')
          and (${l.id}::text, ${l.status}) is distinct from (${live?.id ?? ''}, ${live?.status ?? ''})) = 0`,
    ),
  ];
}

export interface Kept {
  want: Wanted;
  offer: FeeOffer;
  personId: string;
  reference: string;
  /** As Razorpay has it; null where nobody knows whether it was made. */
  link: Link | null;
  expiresAt: Date;
  now: Date;
}

/** A new link, or one whose making was uncertain so far. */
export function keepLink(db: Db, kept: Kept, creating: LinkRow | null): Write {
  const { offer, link, now } = kept;
  const made = {
    status: link ? ('open' as const) : ('creating' as const),
    razorpayLinkId: link?.id ?? null,
    shortUrl: link?.url ?? null,
    expiresAt: link?.expiresAt ?? kept.expiresAt,
    updatedAt: now,
  };
  if (creating) return db.update(paymentLinks).set(made).where(eq(paymentLinks.id, creating.id));
  return db.insert(paymentLinks).values({
    ...made,
    id: randomUUID(),
    studentId: kept.want.studentId,
    personId: kept.personId,
    purpose: purposeOf(kept.want),
    instrumentId: offer.instrumentId,
    packageId: offer.packageId,
    feeStructureId: offer.feeStructureId,
    label: offer.instrument,
    classesCount: offer.classes,
    frequency: offer.frequency,
    amountPaise: offer.amountPaise,
    currency: link?.currency ?? 'INR',
    referenceId: kept.reference,
    createdAt: now,
  });
}

/** Only what is open can end: paid stays paid. */
export function endLink(
  db: Db,
  id: string,
  end: { status: 'expired' | 'cancelled' | 'failed'; now: Date },
): Write {
  return db
    .update(paymentLinks)
    .set({ status: end.status, updatedAt: end.now })
    .where(and(eq(paymentLinks.id, id), inArray(paymentLinks.status, ['creating', 'open'])));
}
