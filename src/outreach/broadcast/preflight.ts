import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.js';
import { OFFICE_ONLY, type OfficeOnly } from '../../school/office/rights.js';
import { rateCardFrom } from '../rates.js';
import { type TemplateBook, readBook, templateRows } from '../templates/book.js';
import { quietForMinutes } from '../window.js';
import { problemsOf, withSchool } from './letter.js';
import { type Letter, type Page, readPage } from './page.js';
import type { LeftOut } from './people.js';
import type { BroadcastContext } from './rights.js';

/** How many bulk messages go out in a second (mailbox and Meta: 80 in all, the rest is for replies). */
const A_SECOND = 60;
/** A dry run writes nothing and so may read in longer pages. */
const PAGE = 2000;

/** What a broadcast would come to, with nothing written. */
export interface Preflight {
  people: number;
  leftOut: Partial<Record<LeftOut, number>>;
  /** In rupees, without tax, by the card that holds from `ratesFrom`. */
  cost: number;
  ratesFrom: string | null;
  /** At 60 a second. */
  seconds: number;
  /** Days until Meta lets us write to all of them: 1 is today. Only who has not written for a day counts. */
  days: number;
  /** Minutes until quiet hours end; 0 when it may begin at once. */
  quietFor: number;
  needsApproval: boolean;
  /** As the first of them would read it; null when there is nobody. */
  preview: { text: string; language: string } | null;
  /** Whether the whole audience was read. */
  complete: boolean;
}

export type PreflightOutcome =
  | ({ kind: 'preflight' } & Preflight)
  | { kind: 'unfit'; problems: string[] }
  | { kind: 'no_template'; template: string }
  | OfficeOnly;

/** A dry run over the whole audience, or as much of it as `mayGoOn` allows. */
export async function preflight(
  ctx: BroadcastContext,
  { letter, startsAt, mayGoOn }: { letter: Letter; startsAt?: Date | undefined; mayGoOn?: () => boolean },
): Promise<PreflightOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const ready = await readyToPlan(ctx, letter);
  if (ready.kind !== 'ready') return ready;
  const now = startsAt ?? ctx.now;
  const sum = await readAll({ ...ctx, now, book: ready.book }, ready.letter, mayGoOn ?? (() => true));
  return {
    kind: 'preflight',
    people: sum.people,
    leftOut: sum.leftOut,
    cost: Math.round(sum.cost * 100) / 100,
    ratesFrom: rateCardFrom(now),
    seconds: Math.ceil(sum.people / A_SECOND),
    days: daysFor(sum.outside, ready.usedToday, ctx.rules.peopleADay),
    quietFor: quietForMinutes(ctx.rules.quietHours, now, ctx.timezone),
    needsApproval: sum.people > ctx.rules.approvalAbove,
    preview: sum.preview,
    complete: sum.complete,
  };
}

/** What is over today's number of different people waits for the next days'. 0: Meta sets no limit. */
function daysFor(people: number, usedToday: number, aDay: number): number {
  if (aDay === 0) return 1;
  const later = Math.max(people - Math.max(aDay - usedToday, 0), 0);
  return 1 + Math.ceil(later / aDay);
}

export type Ready =
  | { kind: 'ready'; letter: Letter; book: TemplateBook; usedToday: number }
  | { kind: 'unfit'; problems: string[] }
  | { kind: 'no_template'; template: string };

/** What has to be right before anybody is looked up. One request. */
export async function readyToPlan(
  { db, now, rules }: Pick<BroadcastContext, 'db' | 'now' | 'rules'>,
  given: Letter,
): Promise<Ready> {
  const letter = withSchool(given, rules.schoolName);
  const problems = problemsOf(letter);
  if (problems.length > 0) return { kind: 'unfit', problems };
  const [rows, used] = await db.batch([templateRows(db), usedToday(db, now)]);
  const book = readBook(rows);
  const languages = letter.language ? [letter.language] : (['en', 'hi', 'te'] as const);
  if (!languages.some((l) => book.usable(letter.template, l)))
    return { kind: 'no_template', template: letter.template };
  return { kind: 'ready', letter, book, usedToday: used[0]?.n ?? 0 };
}

/** The different people of the last 24 hours whom Meta counted. */
function usedToday(db: Db, now: Date) {
  const since: SQL = sql`m.outside_window and m.accepted_at > ${now.toISOString()}::timestamptz - interval '24 hours'`;
  return db
    .select({ n: sql<number>`count(distinct m.person_id)::int` })
    .from(sql`bot.whatsapp_messages m`)
    .where(since);
}

async function readAll(
  at: Parameters<typeof readPage>[0],
  letter: Letter,
  mayGoOn: () => boolean,
): Promise<Pick<Preflight, 'people' | 'leftOut' | 'cost' | 'preview' | 'complete'> & { outside: number }> {
  const sum = { people: 0, cost: 0, outside: 0, complete: false };
  const leftOut: Page['leftOut'] = {};
  let preview: Preflight['preview'] = null;
  // One person may stand in several pages; by the id's own sixteen bytes this is a few megabytes for a hundred thousand.
  const seen = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null && mayGoOn(); ) {
    const page: Page = await readPage(at, letter, { cursor, size: PAGE });
    for (const p of page.planned) {
      if (seen.has(p.personId)) continue;
      seen.add(p.personId);
      sum.people += 1;
      sum.cost += p.cost;
      sum.outside += p.windowOpen ? 0 : 1;
      preview ??= { text: p.text, language: p.language };
    }
    for (const [why, n] of Object.entries(page.leftOut) as [LeftOut, number][])
      leftOut[why] = (leftOut[why] ?? 0) + n;
    cursor = page.next;
    sum.complete = cursor === null;
  }
  return { ...sum, leftOut, preview };
}
