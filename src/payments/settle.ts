import { eq, sql } from 'drizzle-orm';
import { GuardFailed, type Write, commit } from '../../db/client.js';
import { paymentEvents, paymentLinks } from '../../db/schema/bot.js';
import type { Log } from '../log.js';
import type { Result, SchoolContext } from '../school/context.js';
import { type Booked, book } from './book.js';
import { linkOf, trouble } from './link-found.js';
import { endLink, isLive } from './link-rows.js';
import { failed, refunded } from './noted.js';
import type { News } from './webhook.js';

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

/** Only what is open can end, and only then is it news to the family. */
async function ended(
  ctx: SettleContext,
  { link, as }: Extract<News, { kind: 'ended' }>,
): Promise<Result<Settled>> {
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
