import { type SQL, sql } from 'drizzle-orm';
import type { NoticeKind } from '../notify.js';
import { WINDOW_MS } from '../window.js';

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

export const noticesDue = ({ most }: ClaimRequest, now: string): SQL => sql`
  select m.id, m.person_id, m.seq, ${RANK} as rank, ${outside(now)} as outside
  from bot.whatsapp_messages m join bot.whatsapp_subscriptions p on p.id = m.person_id
  where ${due(now)} and m.broadcast_id is null and m.kind <> 'reply' and m.message_type <> 'email'
    and not ${BUSY} and not ${earlierNotice(now)}
  order by rank, m.seq limit ${most} for no key update of m, p skip locked`;

export const broadcastsDue = ({ most, bulk }: ClaimRequest, now: string): SQL => sql`
  select x.id, x.person_id, x.seq, case b.category when 'marketing' then 4 else 3 end as rank, x.outside
  from bot.broadcasts b cross join lateral (
    select m.id, m.person_id, m.seq, ${outside(now)} as outside
    from bot.whatsapp_messages m join bot.whatsapp_subscriptions p on p.id = m.person_id
    where ${due(now)} and m.broadcast_id = b.id and (p.bulk_after is null or p.bulk_after <= now()) and not ${BUSY}
    order by m.seq limit ${most} for no key update of m, p skip locked) x
  where b.status = 'sending' and ${bulk}`;
