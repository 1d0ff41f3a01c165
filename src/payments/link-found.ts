import { eq, inArray, or, sql } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { paymentLinks, people } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import type { SchoolContext } from '../school/context.js';
import { troubleNotice } from './notices.js';
import type { LinkRef } from './webhook.js';

/** The link, whose it is and who asked for it. */
export async function linkOf({ db }: { db: Db }, { linkId, referenceId }: LinkRef) {
  const l = paymentLinks;
  const [row] = await db
    .select({
      link: l,
      pupil: students.name,
      phone: sql<string | null>`coalesce(${people.phoneNumber}, ${people.waUserId})`,
    })
    .from(l)
    .leftJoin(students, eq(students.id, l.studentId))
    .leftJoin(people, eq(people.id, l.personId))
    .where(
      or(
        inArray(l.razorpayLinkId, linkId === null ? [] : [linkId]),
        inArray(l.referenceId, referenceId === null ? [] : [referenceId]),
      ),
    );
  return row ?? null;
}

export type Found = NonNullable<Awaited<ReturnType<typeof linkOf>>>;

/** That something went wrong on a link, to the one who asked for it. */
export function trouble(
  ctx: SchoolContext,
  { link, pupil, phone }: Found,
  kind: 'payment_failed' | 'payment_link_expired',
): Write[] {
  if (phone === null || pupil === null) return [];
  const { id: linkId, label: instrument, amountPaise } = link;
  return troubleNotice(ctx, { kind, linkId, pupil, instrument, amountPaise, phone });
}
