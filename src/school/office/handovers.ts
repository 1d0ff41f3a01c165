import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard } from '../../../db/client.js';
import { handovers } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { localDate, localTime } from '../dates.js';
import { HANDOVER_REASONS, type HandoverReason, handBack } from '../handover.js';
import { IS_PUPIL } from '../people.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

/** A conversation that the office has: the bot is silent in it. */
export interface HeldConversation {
  personId: string;
  /** As WhatsApp names them; null where nothing is known. */
  name: string | null;
  /** A teacher's name, and those of the pupils with this number: who they are to the school. */
  known: string[];
  /** Digits with country code. */
  phone: string | null;
  reason: HandoverReason;
  /** School-local. */
  date: string;
  time: string;
  /** What they wrote last; null where that was no text. */
  words: string | null;
}

export type HeldOutcome = { kind: 'held'; conversations: HeldConversation[] } | OfficeOnly;

/** The conversations that the office has, longest waiting first. One request. */
export async function heldConversations(ctx: OfficeContext): Promise<HeldOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  return { kind: 'held', conversations: await held(ctx) };
}

export type GivenBack =
  | { kind: 'given_back'; conversation: HeldConversation; left: HeldConversation[] }
  /** It was given back, or ran out, before. */
  | { kind: 'not_held'; left: HeldConversation[] }
  | OfficeOnly;

/** The bot speaks to this person again. One request. */
export async function giveBack(
  ctx: OfficeContext,
  { personId }: { personId: string },
): Promise<Result<GivenBack>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const all = await held(ctx);
  const left = all.filter((h) => h.personId !== personId);
  const conversation = all.find((h) => h.personId === personId);
  if (!conversation) return { outcome: { kind: 'not_held', left }, writes: [] };
  const { db, now, actor } = ctx;
  const live = and(eq(handovers.personId, personId), isNull(handovers.endedAt), gt(handovers.until, now));
  return {
    outcome: { kind: 'given_back', conversation, left },
    writes: [
      guard(db, 'handover', sql`exists (select 1 from ${handovers} where ${live})`),
      handBack(db, { personId, by: actor.personId, now }),
      auditOffice(ctx, {
        action: 'conversation_handed_back',
        about: { held_for: personId },
        before: { with: 'office', reason: conversation.reason },
        after: { with: 'bot' },
      }),
    ],
  };
}

const Row = z.object({
  personId: z.string(),
  name: z.string().nullable(),
  known: z.array(z.string()),
  phone: z.string().nullable(),
  reason: z.enum(HANDOVER_REASONS).catch('asked'),
  since: z.coerce.date(),
  words: z.string().nullable(),
});

const KNOWN = sql`(select coalesce(json_agg(k.name order by k.rank, k.name), '[]') from (
    select t.name, 0 as rank from teachers t
      where t.is_active is not false and t.name is not null and ${holds(sql`t.phone`)}
    union select s.name, 1 from students s
      where ${IS_PUPIL} and (${holds(sql`s.phone`)} or ${holds(sql`s.metadata ->> 'phone'`)}
        or ${holds(sql`s.metadata ->> 'guardian_phone'`)})) k)`;

function holds(field: ReturnType<typeof sql>) {
  return sql`(length(p.phone_number) >= 10
    and position(right(p.phone_number, 10) in regexp_replace(${field}, '[^0-9]', '', 'g')) > 0)`;
}

async function held({ db, now, timezone }: OfficeContext): Promise<HeldConversation[]> {
  const { rows } = await db.execute(sql`
    select h.person_id as "personId", nullif(trim(p.profile_name), '') as name, ${KNOWN} as known,
      p.phone_number as phone, h.reason, h.created_at as since,
      (select nullif(m.content, '') from bot.whatsapp_messages m
        where m.person_id = h.person_id and m.direction = 'inbound' order by m.seq desc limit 1) as words
    from bot.handovers h join bot.whatsapp_subscriptions p on p.id = h.person_id
    where h.ended_at is null and h.until > ${now.toISOString()}::timestamptz order by h.created_at, h.id`);
  return z
    .array(Row)
    .parse(rows)
    .map(({ since, ...row }) => ({
      ...row,
      date: localDate(since, timezone),
      time: localTime(since, timezone),
    }));
}
