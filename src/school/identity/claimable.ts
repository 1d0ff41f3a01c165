import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { guardianNumbers, ownNumbers } from '../numbers-on-file.js';
import { IS_PUPIL, type Subject } from '../people.js';
import { phonesIn } from '../phone.js';
import type { IdentityContext } from './context.js';

/** Somebody of the school whom a person may say to be, or to belong to. Not to be shown: it is a list of pupils. */
export interface Claimable extends Subject {
  /** Digits with country code, the guardian's first. */
  numbers: string[];
  email: string | null;
}

/** All that a claim is decided by. */
export interface ClaimFacts {
  people: Claimable[];
  /** Whether codes can go out by WhatsApp and by e-mail at all. */
  ways: { whatsapp: boolean; email: boolean };
  /** Numbers that a code must not go to: they changed hands, or Meta cannot deliver there. */
  closed: ReadonlySet<string>;
  /** How many codes each number got in the last 24 hours. */
  sentTo: ReadonlyMap<string, number>;
  /** How often this person asked for one in the 24 hours before the last time, and when that was. */
  asked: { times: number; last: Date } | null;
}

const Row = z.object({
  type: z.enum(['student', 'teacher']),
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  metadata: z.unknown(),
  email: z.string().nullable(),
});

/** Everybody with rights of their own; a database may lack students.email. */
const PEOPLE = sql`
  select 'student' as type, s.id, s.name, s.phone, s.metadata, to_jsonb(s) ->> 'email' as email
  from students s where ${IS_PUPIL} and s.name is not null
  union all
  select 'teacher', t.id, t.name, t.phone, t.metadata, null
  from teachers t where t.is_active is not false and t.name is not null
  order by 3, 2`;

const Facts = z.object({
  whatsapp: z.boolean(),
  closed: z.array(z.string()),
  sent: z.record(z.string(), z.number()),
  asked: z.object({ times: z.number(), last: z.coerce.date() }).nullable(),
});

const FACTS = ({ actor, now }: IdentityContext) => sql`
  select exists (select 1 from bot.whatsapp_templates
      where template_name = 'one_time_code' and status = 'approved') as whatsapp,
    (select coalesce(json_agg(w.phone_number), '[]') from bot.whatsapp_subscriptions w
      where w.phone_number is not null and (not w.is_active or w.suspended_at is not null
        or (w.unreachable_at is not null and coalesce(w.last_inbound_at <= w.unreachable_at, true)))) as closed,
    (select coalesce(json_object_agg(m.phone_number, m.n), '{}') from (
      select phone_number, count(*)::int as n from bot.whatsapp_messages
      where kind = 'one_time_code' and message_type <> 'email' and phone_number is not null
        and created_at > now() - interval '2 days'
        and not_before > ${now.toISOString()}::timestamptz - interval '24 hours'
      group by phone_number) m) as sent,
    (select json_build_object('times', c.asked, 'last', c.created_at)
      from bot.one_time_codes c where c.person_id = ${actor.personId}::uuid) as asked`;

/** One request, the same whatever was claimed. */
export async function claimFacts(ctx: IdentityContext): Promise<ClaimFacts> {
  const [people, facts] = await ctx.db.batch([ctx.db.execute(PEOPLE), ctx.db.execute(FACTS(ctx))]);
  const { whatsapp, closed, sent, asked } = Facts.parse(facts.rows[0]);
  return {
    people: z.array(Row).parse(people.rows).map(claimable),
    ways: { whatsapp, email: ctx.identity.mail },
    closed: new Set(closed),
    sentTo: new Map(Object.entries(sent)),
    asked,
  };
}

function claimable({ type, id, name, email, ...on }: z.infer<typeof Row>): Claimable {
  const numbers =
    type === 'teacher' ? phonesIn(on.phone) : [...new Set([...guardianNumbers(on), ...ownNumbers(on)])];
  const known = z.looseObject({ email: z.string() }).safeParse(on.metadata);
  const written = [email, known.success ? known.data.email : null];
  return { type, id, name, numbers, email: written.find((e) => z.email().safeParse(e).success) ?? null };
}
