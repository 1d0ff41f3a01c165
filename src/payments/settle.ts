import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { GuardFailed, type Write, commit, guard, lockName } from '../../db/client.js';
import { paymentEvents, paymentLinks, people } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import type { Log } from '../log.js';
import type { Result, SchoolContext } from '../school/context.js';
import { type Booked, book } from './book.js';
import { endLink, isLive } from './link-rows.js';
import { troubleNotice } from './notices.js';
import type { LinkRef, News } from './webhook.js';

export interface SettleContext extends SchoolContext {
  log: Log;
}

/** What came of it, and the numbers that now have a message waiting. */
export interface Settled {
  kind: Booked['kind'] | 'ended' | 'noted' | 'ignored' | 'seen';
  phones: string[];
}

/** How often what was read may have changed before it is committed. */
const TRIES = 4;

/** Brings one piece of news into the tables, once, in one guarded commit. @throws what the database throws. */
export async function settle(ctx: SettleContext, news: News, eventId: string | null): Promise<Settled> {
  if (eventId !== null && (await seen(ctx, eventId))) return { kind: 'seen', phones: [] };
  for (let tries = 1; ; tries++) {
    const { outcome, writes } = await worked(ctx, news, eventId);
    try {
      await commit(ctx.db, writes);
      return outcome;
    } catch (error) {
      if (!(error instanceof GuardFailed) || tries >= TRIES) throw error;
    }
  }
}

async function seen({ db }: SettleContext, eventId: string): Promise<boolean> {
  const rows = await db
    .select({ id: paymentEvents.id })
    .from(paymentEvents)
    .where(eq(paymentEvents.eventId, eventId));
  return rows.length > 0;
}

async function worked(ctx: SettleContext, news: News, eventId: string | null): Promise<Result<Settled>> {
  switch (news.kind) {
    case 'paid': {
      const { outcome, writes } = await book(ctx, news.paid);
      if (outcome.kind === 'unbooked')
        ctx.log.warn('payment_unbooked', { reason: outcome.reason, payment: news.paid.paymentId });
      return {
        outcome: { kind: outcome.kind, phones: outcome.kind === 'booked' ? outcome.phones : [] },
        writes,
      };
    }
    case 'ended':
      return ended(ctx, news);
    case 'failed':
      return failed(ctx, news, eventId);
    case 'refunded':
      return refunded(ctx, news, eventId);
    case 'other':
    case 'unread':
      return { outcome: { kind: 'ignored', phones: [] }, writes: [] };
  }
}

/** The link, whose it is and who asked for it. */
async function linkOf({ db }: SettleContext, { linkId, referenceId }: LinkRef) {
  const l = paymentLinks;
  const [row] = await db
    .select({ link: l, pupil: students.name, phone: people.phoneNumber })
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

type Of<K extends News['kind']> = Extract<News, { kind: K }>;

/** Only what is open can end, and only then is it news to the family. */
async function ended(ctx: SettleContext, { link, as }: Of<'ended'>): Promise<Result<Settled>> {
  const found = await linkOf(ctx, link);
  if (!found || !isLive(found.link)) return { outcome: { kind: 'ignored', phones: [] }, writes: [] };
  const tells = as === 'expired' && found.phone !== null && found.pupil !== null;
  return {
    outcome: { kind: 'ended', phones: tells && found.phone ? [found.phone] : [] },
    writes: [
      ...onceOpen(ctx, found.link.id),
      endLink(ctx.db, found.link.id, { status: as, now: ctx.now }),
      ...(tells ? trouble(ctx, found, 'payment_link_expired') : []),
    ],
  };
}

function onceOpen({ db }: SettleContext, linkId: string): Write[] {
  return [
    db.execute(sql`with open as (
      select 1 from ${paymentLinks} where id = ${linkId}::uuid and status in ('creating', 'open') for update
    ) select bot.guard(exists (select 1 from open), 'link')`),
  ];
}

/** A family is told of the first failure on a link, not of every try. */
async function failed(
  ctx: SettleContext,
  news: Of<'failed'>,
  eventId: string | null,
): Promise<Result<Settled>> {
  const found = await linkOf(ctx, news.link);
  if (!found) return { outcome: { kind: 'ignored', phones: [] }, writes: [] };
  const earlier = await ctx.db
    .select({ id: paymentEvents.id })
    .from(paymentEvents)
    .where(and(eq(paymentEvents.linkId, found.link.id), eq(paymentEvents.kind, 'payment.failed')));
  const tells = earlier.length === 0 && found.link.status === 'open' && found.phone !== null;
  return {
    outcome: { kind: 'noted', phones: tells && found.phone ? [found.phone] : [] },
    writes: [
      ...afterSoMany(ctx, found.link.id, earlier.length),
      note(ctx, {
        eventId,
        kind: 'payment.failed',
        linkId: found.link.id,
        amountPaise: news.amountPaise,
        reason: news.paymentId,
      }),
      ...(tells ? trouble(ctx, found, 'payment_failed') : []),
    ],
  };
}

/** Two failures at once are told of once. */
function afterSoMany({ db }: SettleContext, linkId: string, failures: number): Write[] {
  return [
    lockName(db, `failures:${linkId}`),
    guard(
      db,
      'failures',
      sql`(select count(*) from ${paymentEvents} where link_id = ${linkId}::uuid and kind = 'payment.failed') = ${failures}`,
    ),
  ];
}

type Found = NonNullable<Awaited<ReturnType<typeof linkOf>>>;

function trouble(
  ctx: SettleContext,
  { link, pupil, phone }: Found,
  kind: 'payment_failed' | 'payment_link_expired',
): Write[] {
  if (phone === null || pupil === null) return [];
  const { id: linkId, label: instrument, amountPaise } = link;
  return troubleNotice(ctx, { kind, linkId, pupil, instrument, amountPaise, phone });
}

/** Noted for the office, who decides what becomes of the classes; the school's payments stay as they are. */
async function refunded(
  ctx: SettleContext,
  news: Of<'refunded'>,
  eventId: string | null,
): Promise<Result<Settled>> {
  const [paid] = await ctx.db
    .select({ linkId: paymentEvents.linkId, paymentId: paymentEvents.paymentId })
    .from(paymentEvents)
    .where(eq(paymentEvents.razorpayPaymentId, news.paymentId));
  if (!paid) return { outcome: { kind: 'ignored', phones: [] }, writes: [] };
  ctx.log.warn('payment_refunded', { news: news.event, payment: news.paymentId });
  return {
    outcome: { kind: 'noted', phones: [] },
    writes: [
      note(ctx, {
        eventId: eventId ?? `${news.event}:${news.refundId}`,
        kind: news.event,
        linkId: paid.linkId,
        amountPaise: news.amountPaise,
        reason: `${news.refundId} of ${news.paymentId}`,
        paymentId: paid.paymentId,
      }),
    ],
  };
}

interface Note {
  eventId: string | null;
  kind: string;
  linkId: string | null;
  amountPaise: number;
  reason: string;
  paymentId?: string | null;
}

function note({ db, now }: SettleContext, event: Note): Write {
  return db
    .insert(paymentEvents)
    .values({ ...event, status: 'noted', createdAt: now })
    .onConflictDoNothing({ target: paymentEvents.eventId });
}
