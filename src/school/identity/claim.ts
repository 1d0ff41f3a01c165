import { sql } from 'drizzle-orm';
import type { Write } from '../../../db/client.js';
import type { Result } from '../context.js';
import type { Subject } from '../people.js';
import type { ClaimFacts, Claimable } from './claimable.js';
import { CODE_MINUTES, codeHash, codeOf, newReference } from './code.js';
import type { IdentityContext } from './context.js';

/** A code to be sent: by its reference (code.ts), and not after `until`. */
export type CodeToSend = { reference: string; until: Date } & (
  | { by: 'whatsapp'; phone: string }
  | { by: 'email'; address: string }
);

export type Claimed =
  /** `send` is null where there is nobody of that name, or no way to them: the person must not be told which. */
  | { kind: 'asked'; send: CodeToSend | null }
  /** They have these rights. */
  | { kind: 'already'; subjects: Subject[] }
  /** Asked too often: not before `until`. */
  | { kind: 'wait'; until: Date }
  /** Codes cannot be sent to anybody here. */
  | { kind: 'cannot_send' };

/** How long after the so-many-eth code the next one may be asked for; after the last of these it takes a day. */
const WAITS_MIN = [1, 5, 30, 120] as const;
const DAY_MIN = 24 * 60;
/** So many codes a day reach one number, whoever asks for them. */
const PER_NUMBER = 4;

/**
 * Somebody says that they are, or belong to, these of the school's people. What is answered and how long it takes is
 * the same for a name that the school knows and for one that it does not.
 */
export function claim(ctx: IdentityContext, facts: ClaimFacts, meant: readonly Claimable[]): Result<Claimed> {
  const held = [
    ...(ctx.actor.teacher ? [ctx.actor.teacher.id] : []),
    ...ctx.actor.children.map((child) => child.id),
  ];
  const known = meant.filter((m) => held.includes(m.id));
  if (known.length > 0 && known.length === meant.length)
    return { outcome: { kind: 'already', subjects: known }, writes: [] };
  if (!facts.ways.whatsapp && !facts.ways.email) return { outcome: { kind: 'cannot_send' }, writes: [] };
  const until = waitUntil(facts.asked, ctx.now);
  if (until > ctx.now) return { outcome: { kind: 'wait', until }, writes: [] };
  return asked(ctx, wayTo(ctx, facts, meant));
}

/** Asked a fifth time within a day of the time before, they wait a day. */
function waitUntil(asked: ClaimFacts['asked'], now: Date): Date {
  if (!asked) return now;
  const minutes = WAITS_MIN[asked.times - 1] ?? DAY_MIN;
  return new Date(asked.last.getTime() + minutes * 60_000);
}

interface Way {
  subjects: readonly Claimable[];
  to: { by: 'whatsapp'; phone: string } | { by: 'email'; address: string };
}

/** One way that leads to all who are meant, WhatsApp before e-mail; where several are called so, there is none. */
function wayTo(ctx: IdentityContext, facts: ClaimFacts, meant: readonly Claimable[]): Way | null {
  const [first, ...others] = meant;
  if (!first || others.some((o) => o.type !== first.type)) return null;
  const phones = new Set(meant.map((m) => openNumber(ctx, facts, m)));
  const [phone] = phones;
  if (phone && phones.size === 1)
    return { subjects: withSiblings(facts, first, phone), to: { by: 'whatsapp', phone } };
  const addresses = new Set(meant.map((m) => m.email?.toLowerCase() ?? null));
  const [address] = addresses;
  if (!facts.ways.email || !address || addresses.size > 1) return null;
  return { subjects: meant, to: { by: 'email', address } };
}

function openNumber({ actor }: IdentityContext, facts: ClaimFacts, of: Claimable): string | null {
  if (!facts.ways.whatsapp) return null;
  const shared = (n: string) =>
    of.type === 'teacher' &&
    facts.people.some((p) => p.type === 'teacher' && p.id !== of.id && p.numbers.includes(n));
  // A number that changed hands proves nothing, least of all about whoever has it now.
  const own = (n: string) => actor.suspended && n === actor.phone;
  const open = of.numbers.find((n) => !facts.closed.has(n) && !own(n) && !shared(n));
  return open !== undefined && (facts.sentTo.get(open) ?? 0) < PER_NUMBER ? open : null;
}

/** Who can read what comes to a number stands for all the children it is on file for. */
function withSiblings({ people }: ClaimFacts, meant: Claimable, phone: string): Claimable[] {
  if (meant.type === 'teacher') return [meant];
  return people.filter((p) => p.type === 'student' && (p.id === meant.id || p.numbers[0] === phone));
}

function asked(ctx: IdentityContext, way: Way | null): Result<Claimed> {
  const until = new Date(ctx.now.getTime() + CODE_MINUTES * 60_000);
  const reference = newReference();
  const send = way ? { ...way.to, reference, until } : null;
  return { outcome: { kind: 'asked', send }, writes: [codeRow(ctx, { way, reference, until })] };
}

/** One code per person at a time; where nobody is meant, a row that no code will ever fit. */
function codeRow(
  { db, actor, now, identity }: IdentityContext,
  { way, reference, until }: { way: Way | null; reference: string; until: Date },
): Write {
  const hash = codeHash(identity.key(), actor.personId, way ? codeOf(identity.key(), reference) : reference);
  const ids = JSON.stringify(way?.subjects.map((s) => s.id) ?? []);
  const at = sql`${now.toISOString()}::timestamptz`;
  return db.execute(sql`
    insert into bot.one_time_codes as c
      (person_id, subject_type, subject_ids, code_hash, channel, tries, asked, expires_at, created_at)
    values (${actor.personId}::uuid, ${way?.subjects[0]?.type ?? 'student'}, ${ids}::jsonb, ${hash},
      ${way?.to.by ?? 'whatsapp'}, 0, 1, ${until.toISOString()}::timestamptz, ${at})
    on conflict (person_id) do update set subject_type = excluded.subject_type, subject_ids = excluded.subject_ids,
      code_hash = excluded.code_hash, channel = excluded.channel, tries = 0, expires_at = excluded.expires_at,
      asked = case when c.created_at > ${at} - interval '24 hours' then c.asked + 1 else 1 end,
      created_at = excluded.created_at`);
}
