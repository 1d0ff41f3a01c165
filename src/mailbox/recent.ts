import { sql } from 'drizzle-orm';
import * as z from 'zod';

import type { Db, Write } from '../../db/client.js';

/** How much of a conversation is remembered for the language model. */
const MESSAGES = 10;
const DAYS = 7;
/** Letters of one message that are read. */
const LONGEST = 300;

/** One earlier message, as it was written; whoever passes it on takes names and numbers out. */
export const RecentMessage = z.object({
  from: z.enum(['person', 'school']),
  text: z.string(),
  /** What the person was understood to want with it. */
  intent: z.string().nullable(),
});
export type RecentMessage = z.infer<typeof RecentMessage>;

/**
 * What was last said between person `p` and the bot, oldest first: texts and taps, and the bot's answers to them. Left
 * out: attachments, what somebody else wrote (forwarded), who a person claims to be and the codes for it, everything
 * that went to the office or came from it, and what was said before "reset".
 */
export const RECENT = (now: Date) => sql`(
  select coalesce(json_agg(json_build_object('from', r.who, 'text', r.words, 'intent', r.intent) order by r.seq), '[]')
  from (
    select m.seq, m.intent, left(m.content, ${LONGEST}) as words,
      case m.direction when 'inbound' then 'person' else 'school' end as who
    from bot.whatsapp_messages m
    where m.person_id = p.id and m.content <> '' and m.seq > ${FORGOTTEN}
      and coalesce(m.sent_at, m.accepted_at, m.created_at) > ${now.toISOString()}::timestamptz - make_interval(days => ${DAYS})
      and ((m.direction = 'inbound' and m.status = 'handled' and m.message_type in ('text', 'tap')
          and m.reason is distinct from 'with_office' and m.intent is distinct from 'link_account'
          and coalesce(m.metadata ->> 'forwarded', 'false') = 'false')
        or (m.direction = 'outbound' and m.kind = 'reply' and m.metadata -> 'answers' is not null
          and m.status in ('sending', 'sent', 'delivered', 'read', 'unknown')))
    order by m.seq desc limit ${MESSAGES}
  ) as r)`;

/** Up to which message the person asked us to forget; kept with them, so that it outlives their session. */
const FORGOTTEN = sql`case when p.preferences ->> 'forgotten' ~ '^[0-9]{1,18}$'
  then (p.preferences ->> 'forgotten')::bigint else 0 end`;

/** Nothing that was said up to here is ever given to the model again. The messages themselves stay in the log. */
export function forget(db: Db, personId: string): Write {
  return db.execute(sql`
    update bot.whatsapp_subscriptions set preferences = preferences || jsonb_build_object('forgotten', coalesce(
      (select max(m.seq) from bot.whatsapp_messages m where m.person_id = ${personId}), 0))
    where id = ${personId}`);
}
