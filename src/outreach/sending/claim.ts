import { type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Db, lockName } from '../../../db/client.js';
import { rowFromJson } from '../../../db/rows.js';
import { messages, people, settings } from '../../../db/schema/bot.js';
import type { MessageRow, PersonRow } from '../../mailbox/mailbox.js';
import { type TemplateBook, readBook, templateRows } from '../templates/book.js';
import { type ClaimRequest, broadcastsDue, noticesDue } from './due.js';

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
