import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { rowFromJson } from '../../db/rows.js';
import { messages, people } from '../../db/schema/bot.js';
import { RECENT, RecentMessage } from './recent.js';
import { SETTLE_AFTER } from './to-send.js';

export type PersonRow = typeof people.$inferSelect;
export type MessageRow = typeof messages.$inferSelect;

/** Which session is live and at which version; what it holds is looked up where sessions are kept. */
export interface SessionHead {
  id: string;
  version: number;
  expiresAt: Date;
  /** Null unless asked for. */
  context: unknown;
}

/** What stands in one person's mailbox, and what a turn has to know of it. */
export interface MailboxState {
  person: PersonRow;
  /** Open messages in the order they were stored. */
  inbox: MessageRow[];
  /** Replies to this person that wait, due or not, and e-mails; those too whose sending was cut off. Oldest first. */
  due: MessageRow[];
  /** How many messages that count against the limit came in the last minute and hour. */
  lately: { minute: number; hour: number };
  session: SessionHead | null;
  /** What was last said, oldest first; empty unless asked for. */
  recent: RecentMessage[];
  /** Until when the office has this conversation; null when it has not. */
  withOfficeUntil: Date | null;
  settings: Record<string, unknown>;
}

interface MailboxRequest {
  personId: string;
  /** Only while this lease is held. */
  leaseId: string;
  /** The app's clock. */
  now: Date;
  withSession: boolean;
  withRecent: boolean;
}

export const OPEN = sql`m.direction = 'inbound' and m.status = 'received'`;

export const DUE = (now: Date) => sql`m.direction = 'outbound' and m.broadcast_id is null
  and (m.kind = 'reply' or m.message_type = 'email')
  and ((m.status = 'queued' and (m.not_before is null or m.not_before <= ${now.toISOString()}))
    or (m.status = 'sending' and m.try_at < now() - ${SETTLE_AFTER}))`;

/** A reply that could not go yet, due or not: a newer one must not overtake it. */
const WAITING_REPLY = sql`m.direction = 'outbound' and m.kind = 'reply' and m.status = 'queued'`;

const Rows = z.array(z.record(z.string(), z.unknown()));
const Instant = z.coerce.date().nullable();

const Mailbox = z.object({
  person: z.record(z.string(), z.unknown()),
  inbox: Rows,
  due: Rows,
  lately: z.object({ minute: z.number(), hour: z.number() }),
  session: z
    .object({ id: z.string(), version: z.number(), expiresAt: z.coerce.date(), context: z.unknown() })
    .nullable(),
  recent: z.array(RecentMessage),
  withOfficeUntil: Instant,
  settings: z.record(z.string(), z.unknown()),
});

/** Everything in one statement and so of one moment, after the lease was taken. Empty when it was not. */
export const MAILBOX = ({ personId, leaseId, now, withSession, withRecent }: MailboxRequest) => sql`
  select row_to_json(p) as person,
    (select coalesce(json_agg(m order by m.seq), '[]') from bot.whatsapp_messages m
      where m.person_id = p.id and ${OPEN}) as inbox,
    (select coalesce(json_agg(m order by m.seq), '[]') from bot.whatsapp_messages m
      where m.person_id = p.id and ((${DUE(now)}) or (${WAITING_REPLY}))) as due,
    (select json_build_object('hour', count(*), 'minute',
        count(*) filter (where m.sent_at > ${now.toISOString()}::timestamptz - interval '1 minute'))
      from bot.whatsapp_messages m where m.person_id = p.id and m.direction = 'inbound' and m.counted
        and m.sent_at > ${now.toISOString()}::timestamptz - interval '1 hour') as lately,
    (select json_build_object('id', s.id, 'version', s.version, 'expiresAt', s.expires_at,
        'context', ${withSession ? sql`s.context` : sql`null`})
      from bot.whatsapp_sessions s where s.person_id = p.id and s.ended_at is null) as session,
    ${withRecent ? RECENT(now) : sql`'[]'::json`} as recent,
    (select h.until from bot.handovers h where h.person_id = p.id and h.ended_at is null) as "withOfficeUntil",
    (select coalesce(json_object_agg(k.key, k.value), '{}') from bot.settings k) as settings
  from bot.whatsapp_subscriptions p where p.id = ${personId} and p.lease_id = ${leaseId}`;

/** What `MAILBOX` found. Throws a ZodError where it is not of that shape. */
export function readMailbox(row: unknown): MailboxState {
  const found = Mailbox.parse(row);
  return {
    person: rowFromJson(people, found.person),
    inbox: found.inbox.map((m) => rowFromJson(messages, m)),
    due: found.due.map((m) => rowFromJson(messages, m)),
    lately: found.lately,
    session: found.session,
    recent: found.recent,
    withOfficeUntil: found.withOfficeUntil,
    settings: found.settings,
  };
}
