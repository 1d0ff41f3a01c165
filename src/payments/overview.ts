import { and, eq, inArray } from 'drizzle-orm';
import { paymentEvents, paymentLinks, paymentPromises } from '../../db/schema/bot.js';
import { addDays, localDate } from '../school/dates.js';
import { type FeeContext, type InstrumentFees, feeReads, feeTables, readFees } from '../school/fees.js';
import { type LinkRow, isLive, linkRows } from './link-rows.js';
import { purposeOf } from './reference.js';

/** How long a family is reminded of a link that came to nothing. */
const RECENT_DAYS = 14;

/**
 * The last link of an instrument's fees: open, open with a payment that failed, run out or closed lately, or with
 * money on it that the office has to look at.
 */
export interface LinkStanding {
  state: 'open' | 'failing' | 'ended' | 'checked';
  row: LinkRow;
}

export interface MoneyLine extends InstrumentFees {
  studentId: string;
  name: string;
  link: LinkStanding | null;
  /** "I'll pay Friday". */
  promisedFor: string | null;
}

/** What this person's children owe and have paid, per child and instrument. One request. */
export async function moneyOf(ctx: FeeContext): Promise<MoneyLine[]> {
  const ids = ctx.actor.children.map((c) => c.id);
  if (ids.length === 0) return [];
  const tables = await feeTables(ctx.db);
  const [links, events, promises, ...answers] = await ctx.db.batch([
    linkRows(ctx.db, ids),
    eventRows(ctx, ids),
    ctx.db.select().from(paymentPromises).where(inArray(paymentPromises.studentId, ids)),
    ...feeReads(ctx.db, ids, tables),
  ]);
  const today = localDate(ctx.now, ctx.timezone);
  return readFees(ctx, answers).flatMap((pupil) => {
    const promised = promises.find((p) => p.studentId === pupil.studentId && p.promisedFor >= today);
    return pupil.instruments.map((i) => ({
      ...i,
      studentId: pupil.studentId,
      name: pupil.name,
      promisedFor: promised?.promisedFor ?? null,
      link: standingOf(
        links.filter((l) => l.studentId === pupil.studentId && l.purpose === purposeOf(i)),
        { events, since: addDays(today, -RECENT_DAYS), timezone: ctx.timezone },
      ),
    }));
  });
}

/** What went wrong on these pupils' links. */
function eventRows({ db }: FeeContext, studentIds: readonly string[]) {
  const e = paymentEvents;
  return db
    .select({ linkId: e.linkId, kind: e.kind, status: e.status })
    .from(e)
    .innerJoin(paymentLinks, eq(paymentLinks.id, e.linkId))
    .where(and(inArray(paymentLinks.studentId, [...studentIds]), inArray(e.status, ['unbooked', 'noted'])));
}

function standingOf(
  links: readonly LinkRow[],
  of: {
    events: readonly { linkId: string | null; kind: string; status: string }[];
    since: string;
    timezone: string;
  },
): LinkStanding | null {
  const row = links.find(isLive) ?? links.at(-1);
  if (!row) return null;
  const events = of.events.filter((e) => e.linkId === row.id);
  const recent = localDate(row.updatedAt, of.timezone) >= of.since;
  if (row.status === 'open') {
    return { state: events.some((e) => e.kind === 'payment.failed') ? 'failing' : 'open', row };
  }
  if (recent && events.some((e) => e.status === 'unbooked')) return { state: 'checked', row };
  const ended = row.status === 'expired' || row.status === 'cancelled';
  return ended && recent ? { state: 'ended', row } : null;
}
