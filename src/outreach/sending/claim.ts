import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Db, lockName } from '../../../db/client.js';
import { rowFromJson } from '../../../db/rows.js';
import { messages, people, settings } from '../../../db/schema/bot.js';
import type { MessageRow, PersonRow } from '../../mailbox/lease.js';
import type { NoticeKind } from '../notify.js';
import { type TemplateBook, readBook, templateRows } from '../templates/book.js';
import { WINDOW_MS } from '../window.js';

/** A message that this drain, and nobody else, hands to Meta now. */
export interface Claimed {
  row: MessageRow;
  person: PersonRow;
}

export interface Batch {
  claimed: Claimed[];
  /** How many must wait, since Meta lets the school write to only so many different people in a day. */
  overLimit: number;
  settings: Record<string, unknown>;
  templates: TemplateBook;
  /** Answers that went out in the last second: they count against the number's own limit. */
  repliesLately: number;
}

export interface ClaimRequest {
  /** The app's clock. */
  now: Date;
  /** At most so many. */
  most: number;
  /** Whether broadcasts go too: not in quiet hours. */
  bulk: boolean;
  /** So many different people outside their windows in any 24 hours; 0 where Meta sets no limit. */
  peopleADay: number;
  /** One message goes although all else is halted, to see whether Meta takes it again. */
  probing: boolean;
}

/** Told before everything else. */
const FIRST: readonly NoticeKind[] = [
  'one_time_code',
  'class_cancelled',
  'class_on_again',
  'teacher_leave',
  'teacher_leave_back',
  'sending_halted',
];
/** Told after all other notices, and before broadcasts. */
const REMINDERS: readonly NoticeKind[] = [
  'payment_reminder',
  'class_reminder',
  'classes_low_alert',
  'enquiry_waiting',
  'draft_waiting',
  'digest',
];

/** Between two broadcast messages to one person (Meta's pair limit: one in 6 seconds). */
const PAIR_PACE = sql`interval '6 seconds'`;
const OVER_LIMIT = {
  notice: sql`interval '15 minutes'`,
  broadcast: sql`interval '1 hour'`,
};
export const OVER_LIMIT_REASON = 'daily limit of different people';

/**
 * Marks the next messages as being sent and brings all that is needed to decide about each, in one request. One drain
 * claims after the other, so that a person's messages keep their order and the day's limit is counted once. What is
 * over that limit is put off.
 */
export async function claim(db: Db, request: ClaimRequest): Promise<Batch> {
  const [, taken, kept, templates, replies] = await db.batch([
    lockName(db, 'bot.outbox'),
    db.execute(CLAIM(request)),
    db.select({ key: settings.key, value: settings.value }).from(settings),
    templateRows(db),
    db.execute<{ count: string }>(REPLIES_LATELY),
  ] as const);
  const rows = Rows.parse(taken.rows).map(({ message, person }) => ({
    row: rowFromJson(messages, message),
    person: rowFromJson(people, person),
  }));
  const claimed = rows.filter(({ row }) => row.status === 'sending');
  return {
    claimed,
    overLimit: rows.length - claimed.length,
    settings: Object.fromEntries(kept.map((s) => [s.key, s.value])),
    templates: readBook(templates),
    repliesLately: Number(replies.rows[0]?.count ?? 0),
  };
}

const Row = z.record(z.string(), z.unknown());
const Rows = z.array(z.object({ message: Row, person: Row }));

const REPLIES_LATELY = sql`
  select count(*) from bot.whatsapp_messages
  where created_at > now() - interval '1 second' and direction = 'outbound' and kind = 'reply'`;

const listed = (kinds: readonly string[]) => sql.raw(kinds.map((k) => `'${k}'`).join(', '));
const RANK = sql`case when m.kind in (${listed(FIRST)}) then 0 when m.kind in (${listed(REMINDERS)}) then 2 else 1 end`;

/** As window.ts says it: free words would not arrive. Who is not to be written to at all takes nobody's place. */
const outside = (
  now: string,
): SQL => sql`(p.is_active and p.opted_in_at is not null and p.opted_out_at is null
  and (coalesce(p.last_inbound_at <= ${now}::timestamptz - ${WINDOW_MS / 1000} * interval '1 second', true)
    or coalesce(p.window_closed_at >= p.last_inbound_at, false)))`;

/** Somebody to whom something of the school's is under way hears the next when that is done. */
const BUSY = sql`exists (
  select 1 from bot.whatsapp_messages o where o.person_id = m.person_id and o.direction = 'outbound'
    and o.status = 'sending' and o.kind <> 'reply' and o.message_type <> 'email')`;

/**
 * An earlier notice that is due, is tried again or is about the same thing goes first. One that is for another hour
 * stands in nobody's way.
 */
const earlierNotice = (now: string): SQL => sql`exists (
  select 1 from bot.whatsapp_messages o where o.person_id = m.person_id and o.direction = 'outbound'
    and o.status in ('queued', 'sending') and o.seq < m.seq and o.broadcast_id is null and o.kind <> 'reply' and o.message_type <> 'email'
    and (o.attempts > 0 or o.origin = m.origin or o.not_before is null or o.not_before <= ${now}))`;

const due = (now: string): SQL => sql`m.direction = 'outbound' and m.status in ('queued', 'sending')
  and m.status = 'queued' and (m.not_before is null or m.not_before <= ${now})`;

const noticesDue = ({ most }: ClaimRequest, now: string): SQL => sql`
  select m.id, m.person_id, m.seq, ${RANK} as rank, ${outside(now)} as outside
  from bot.whatsapp_messages m join bot.whatsapp_subscriptions p on p.id = m.person_id
  where ${due(now)} and m.broadcast_id is null and m.kind <> 'reply' and m.message_type <> 'email'
    and not ${BUSY} and not ${earlierNotice(now)}
  order by rank, m.seq limit ${most} for no key update of m, p skip locked`;

const broadcastsDue = ({ most, bulk }: ClaimRequest, now: string): SQL => sql`
  select x.id, x.person_id, x.seq, case b.category when 'marketing' then 4 else 3 end as rank, x.outside
  from bot.broadcasts b cross join lateral (
    select m.id, m.person_id, m.seq, ${outside(now)} as outside
    from bot.whatsapp_messages m join bot.whatsapp_subscriptions p on p.id = m.person_id
    where ${due(now)} and m.broadcast_id = b.id and (p.bulk_after is null or p.bulk_after <= now()) and not ${BUSY}
    order by m.seq limit ${most} for no key update of m, p skip locked) x
  where b.status = 'sending' and ${bulk}`;

const NOT_HALTED = sql`not exists (
  select 1 from bot.settings where key = 'OUTGOING_HALTED' or (key = 'OUTGOING_OFF' and value = 'true'::jsonb))`;

/** Of the day's different people, those who were written to already do not count again. */
const COUNTED = (now: string, limit: SQL): SQL => sql`
  select distinct person_id from bot.whatsapp_messages
  where outside_window and (accepted_at > ${now}::timestamptz - interval '24 hours'
    or (accepted_at is null and status in ('sending', 'unknown') and try_at > now() - interval '24 hours'))
    and ${limit} > 0`;

/** A STOP in the school's own list of contacts counts like one that was said to us, unless they said START since. */
const STOPPED_AT_SCHOOL = (now: string): SQL => sql`case when p.opted_out_at is null
  and bot.school_stopped(p.phone_number, case when p.consent_source = 'asked by message' then p.opted_in_at end)
  then jsonb_build_object('opted_out_at', ${now}::timestamptz) else '{}'::jsonb end`;

function CLAIM(request: ClaimRequest): SQL {
  const now = request.now.toISOString();
  const limit = sql`${request.peopleADay}::int`;
  return sql`
  with notices as materialized (${noticesDue(request, now)}),
  bulk as materialized (${broadcastsDue(request, now)}),
  firsts as (
    select distinct on (person_id) * from (select * from notices union all select * from bulk) as everything
    order by person_id, rank >= 3, seq
  ), counted as materialized (${COUNTED(now, limit)}),
  placed as (
    select f.*, f.outside and c.person_id is null as new_person,
      count(*) filter (where f.outside and c.person_id is null) over (order by f.rank, f.seq) as nth
    from firsts f left join counted c on c.person_id = f.person_id
  ), picked as (
    select *, ${limit} > 0 and new_person and nth > ${limit} - (select count(*) from counted) as over_limit
    from placed where ${request.probing} or ${NOT_HALTED}
  ), chosen as (
    (select * from picked where not over_limit order by rank, seq limit ${request.most})
    union all (select * from picked where over_limit)
  ), claimed as (
    update bot.whatsapp_messages m set
      status = case when k.over_limit then 'queued' else 'sending' end,
      try_at = case when k.over_limit then m.try_at else now() end,
      attempts = m.attempts + case when k.over_limit then 0 else 1 end,
      metadata = case when k.over_limit or not m.metadata ? 'doubt' then m.metadata else m.metadata - 'doubt'
        || jsonb_build_object('sentAgain', coalesce((m.metadata ->> 'sentAgain')::int, 0) + 1) end,
      outside_window = k.outside and not k.over_limit,
      reason = case when k.over_limit then ${OVER_LIMIT_REASON} else m.reason end,
      not_before = case when k.over_limit then ${now}::timestamptz
        + case when k.rank >= 3 then ${OVER_LIMIT.broadcast} else ${OVER_LIMIT.notice} end else m.not_before end
    from chosen k where m.id = k.id and m.status = 'queued' returning m.*, k.rank
  ), paced as (
    update bot.whatsapp_subscriptions p set bulk_after = now() + ${PAIR_PACE}
    from claimed c where p.id = c.person_id and c.status = 'sending' and c.broadcast_id is not null
  )
  select row_to_json(c) as message, to_jsonb(p) || ${STOPPED_AT_SCHOOL(now)} as person
  from claimed c join bot.whatsapp_subscriptions p on p.id = c.person_id order by c.rank, c.seq`;
}
