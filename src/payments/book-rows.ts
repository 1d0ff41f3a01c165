import { eq, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { paymentEvents, paymentLinks, people } from '../../db/schema/bot.js';
import { payments, students } from '../../db/schema/school.js';
import { accountRows, readAccounts } from '../school/account.js';
import { guardianNumbers } from '../school/numbers-on-file.js';
import type { LinkRow } from './link-rows.js';

/** What is known already of a payment and of the link it was made on. */
export async function knownOf(
  db: Db,
  of: { paymentId: string; linkId: string | null; referenceId: string | null },
) {
  const [events, links, inSchool] = await db.batch([
    db
      .select({ id: paymentEvents.id, status: paymentEvents.status })
      .from(paymentEvents)
      .where(eq(paymentEvents.razorpayPaymentId, of.paymentId)),
    db
      .select()
      .from(paymentLinks)
      .where(
        or(
          inArray(paymentLinks.razorpayLinkId, of.linkId === null ? [] : [of.linkId]),
          inArray(paymentLinks.referenceId, of.referenceId === null ? [] : [of.referenceId]),
        ),
      ),
    db.select({ id: payments.id }).from(payments).where(eq(payments.transactionId, of.paymentId)),
  ]);
  const link = links.find((l) => l.razorpayLinkId === of.linkId) ?? links[0] ?? null;
  return { event: events[0] ?? null, link, inSchool: inSchool[0]?.id ?? null };
}

/** The pupil's account and whom to tell; null when the pupil is gone. */
export async function pupilOf(db: Db, link: LinkRow) {
  const [accounts, contacts, packages, payer] = await db.batch([
    accountRows(db, [link.studentId]),
    db
      .select({ phone: students.phone, metadata: students.metadata })
      .from(students)
      .where(eq(students.id, link.studentId)),
    db.execute<{ id: string }>(sql`select id from packages where id::text = ${link.packageId ?? ''}`),
    db
      .select({ phone: sql<string | null>`coalesce(${people.phoneNumber}, ${people.waUserId})` })
      .from(people)
      .where(link.personId === null ? sql`false` : eq(people.id, link.personId)),
  ]);
  const [account] = readAccounts(accounts);
  const [contact] = contacts;
  if (!account || !contact) return null;
  const told = [payer[0]?.phone ?? null, guardianNumbers(contact)[0] ?? null];
  return {
    account,
    packageId: packages.rows[0]?.id ?? null,
    /** The one who asked for the link first, then the number on file where that is another one. */
    phones: [...new Set(told.filter((p) => p !== null))],
  };
}
