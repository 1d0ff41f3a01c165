import { and, asc, eq, sql } from 'drizzle-orm';
import { type Db, GuardFailed, type Write, commit } from '../../../db/client.js';
import { broadcasts } from '../../../db/schema/bot.js';
import { readBook, templateRows } from '../templates/book.js';
import { type BroadcastRow, letterOf } from './letter.js';
import { type Page, type Planned, type Reading, readPage } from './page.js';

/** How many of an audience one page holds: some megabytes of memory, and one request to write it. */
export const PAGE_SIZE = 1000;

export interface Planning {
  db: Db;
  now: Date;
  timezone: string;
  approvalAbove: number;
}

/** The broadcasts that are not planned whole, the oldest first. */
export async function unplanned(db: Db): Promise<string[]> {
  const rows = await db
    .select({ id: broadcasts.id })
    .from(broadcasts)
    .where(eq(broadcasts.status, 'planning'))
    .orderBy(asc(broadcasts.createdAt), asc(broadcasts.id));
  return rows.map((r) => r.id);
}

/**
 * Plans a broadcast further, until that is done or `mayGoOn` says no. Any number may do it at once: a page is written
 * only by whoever read the broadcast as it stands. Three reads and one write for a thousand people.
 */
export async function planMore(at: Planning, id: string, mayGoOn: () => boolean): Promise<void> {
  let book: Reading['book'] | null = null;
  while (mayGoOn()) {
    const [[row], templates] = await at.db.batch([
      at.db
        .select()
        .from(broadcasts)
        .where(and(eq(broadcasts.id, id), eq(broadcasts.status, 'planning'))),
      templateRows(at.db).where(book ? sql`false` : undefined),
    ]);
    if (!row) return;
    book ??= readBook(templates);
    await planPage({ ...at, book }, row);
  }
}

/** One page, read and written; nothing when another planner was faster. */
async function planPage(at: Planning & { book: Reading['book'] }, row: BroadcastRow): Promise<void> {
  const letter = letterOf(row);
  if (!letter) {
    await at.db
      .update(broadcasts)
      .set({ status: 'stopped', statusReason: 'unreadable', updatedAt: at.now })
      .where(and(eq(broadcasts.id, row.id), eq(broadcasts.version, row.version)));
    return;
  }
  const page = await readPage(at, letter, { cursor: row.plannedTo ?? '', size: PAGE_SIZE });
  try {
    await commit(at.db, writePage(at, row, page));
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
  }
}

/** What of a broadcast a page is written to. */
type Target = Pick<BroadcastRow, 'id' | 'version' | 'leftOut' | 'templateName'>;

/**
 * The page's messages, the counts and how far it is, in one statement: all of it, or nothing where somebody else planned
 * or changed the broadcast meanwhile. Whoever has a message of this broadcast already gets no second one.
 */
export function writePage(
  { db, now, approvalAbove }: Omit<Planning, 'timezone'>,
  row: Target,
  page: Page,
): Write[] {
  const { id, version, templateName } = row;
  const messages = page.planned.map((p, i) => asRow(row, p, i));
  const written = db.execute(sql`
    with rows as (
      select * from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb)
        as r(person uuid, phone text, content text, payload jsonb, once text, cost numeric, n int)
    ), put as (
      insert into bot.whatsapp_messages (person_id, phone_number, direction, message_type, kind, content, payload,
        status, broadcast_id, template_name, origin, once_key)
      select person, phone, 'outbound', 'template', 'broadcast', content, payload, 'queued', ${id}::uuid, ${templateName},
        ${`broadcast:${id}`}, once
      from rows order by n on conflict (once_key) do nothing returning once_key
    ), added as (
      select count(*)::int as people, coalesce(sum(r.cost), 0) as cost from put join rows r on r.once = put.once_key
    ), done as (
      update bot.broadcasts b set
        planned = b.planned + added.people, cost_estimate = coalesce(b.cost_estimate, 0) + added.cost,
        left_out = ${JSON.stringify(sum(row.leftOut, page.leftOut))}::jsonb,
        planned_to = ${page.next}::text, version = b.version + 1, updated_at = ${now.toISOString()}::timestamptz,
        ${page.next === null ? COMPLETE(now, approvalAbove) : sql`status = b.status`}
      from added where b.id = ${id}::uuid and b.status = 'planning' and b.version = ${version} returning 1
    ) select bot.guard(exists (select 1 from done), 'broadcast')`);
  return page.next === null ? [written, db.execute(ASK_OTHERS(id, now))] : [written];
}

/** Where it needs a second admin, the others hear of it, once. */
const ASK_OTHERS = (id: string, now: Date) => sql`
  insert into bot.whatsapp_messages
    (person_id, phone_number, direction, message_type, kind, payload, status, not_before, origin, once_key)
  select w.id, w.phone_number, 'outbound', 'notice', 'broadcast_waiting', jsonb_build_object(
      'notice', 'broadcast_waiting', 'params', jsonb_build_object('people', b.planned::text,
        'words', left(coalesce(b.parameters ->> 'message', b.template_name), 300))),
    'queued', ${now.toISOString()}::timestamptz, ${`broadcast:${id}`}, ${`broadcast_waiting:${id}:`} || w.id
  from bot.broadcasts b join bot.whatsapp_subscriptions w on w.user_type = 'admin' and w.is_active
    and w.id is distinct from b.person_id
  where b.id = ${id}::uuid and b.status = 'awaiting_approval'
  on conflict (once_key) do nothing`;

/** Planned whole: it waits for a second admin, or for its time and the drain; with nobody in it it is over. */
const COMPLETE = (now: Date, approvalAbove: number) => sql`
  status = case when b.planned + added.people = 0 then 'finished'
    when b.planned + added.people > ${approvalAbove} and b.approved_at is null then 'awaiting_approval'
    else 'scheduled' end,
  finished_at = case when b.planned + added.people = 0 then ${now.toISOString()}::timestamptz end,
  status_reason = case when b.planned + added.people = 0 then 'nobody' end`;

function asRow({ id, templateName: template }: Target, p: Planned, n: number) {
  return {
    n,
    person: p.personId,
    phone: p.phone,
    content: p.text,
    payload: { template, language: p.language, params: p.params },
    once: `broadcast:${id}:${p.personId}`,
    cost: p.cost,
  };
}

function sum(before: unknown, more: Page['leftOut']): Record<string, number> {
  const out: Record<string, number> = {};
  for (const counts of [before ?? {}, more])
    for (const [why, n] of Object.entries(counts)) out[why] = (out[why] ?? 0) + Number(n);
  return out;
}
