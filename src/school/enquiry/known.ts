import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { guardianNumbersOnly, ownNumbers } from '../numbers-on-file.js';
import type { Facts } from './facts.js';
import type { EnquiryContext } from './open.js';

const Known = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable().catch(null),
  /** Who writes for them, as the office or WhatsApp has it. */
  guardians: z.array(z.string()),
  /** A lead of this person's points to it. */
  ours: z.boolean(),
});
/** Somebody in the school's list of newcomers. */
export type KnownProspect = z.infer<typeof Known>;

/**
 * The newcomers that this person's leads point to, and those whom the office wrote down with the number they write
 * from. A number that is only typed opens nobody's row.
 */
export function knownProspects({ db, actor }: EnquiryContext) {
  const tail = (actor.phone ?? '').slice(-10);
  const holds = (field: ReturnType<typeof sql>) =>
    sql`(${tail.length === 10} and position(${tail}::text in regexp_replace(${field}, '[^0-9]', '', 'g')) > 0)`;
  return db.execute(sql`
    select s.id, s.name, s.phone, s.metadata, o.ours,
      array_remove(array[nullif(trim(s.guardian_contact), ''), s.metadata ->> 'guardian_name', (select
        nullif(trim(p.profile_name), '') from bot.whatsapp_subscriptions p where p.id = ${actor.personId}::uuid)],
        null) as guardians
    from students s, lateral (select exists (select 1 from bot.leads l
      where l.student_id = s.id and l.person_id = ${actor.personId}::uuid) as ours) o
    where s.student_type = 'prospect' and (o.ours or ${holds(sql`s.phone`)}
      or ${holds(sql`s.metadata ->> 'phone'`)} or ${holds(sql`s.metadata ->> 'guardian_phone'`)})
    order by o.ours desc, s.created_at, s.id`);
}

/** @throws ZodError when the database answers in a shape the bot does not know. */
export function readKnown({ actor }: EnquiryContext, answer: { rows: unknown[] }): KnownProspect[] {
  const known = z.array(Known).parse(answer.rows);
  const number = actor.phone;
  const hasNumber = (k: KnownProspect) =>
    number !== null && [...guardianNumbersOnly(k), ...ownNumbers(k)].includes(number);
  return known.filter((k) => k.ours || hasNumber(k));
}

/**
 * Which of them a wish is about: of the lead that it brings up to date, else who is called so, else the only one whom
 * the office wrote down by the name of whoever writes, or of whom no name is said now. Another name is another child.
 */
export function prospectMeant(
  known: readonly KnownProspect[],
  { name, guardian }: Pick<Facts, 'name' | 'guardian'>,
  leadsTo: string | null,
): KnownProspect | null {
  const ofLead = known.find((k) => k.id === leadsTo);
  if (ofLead) return ofLead;
  const called = name === null ? undefined : known.find((k) => alike(k.name, name));
  if (called) return called;
  const [only, ...others] = known;
  if (!only || others.length > 0) return null;
  const ofWriter = [guardian, ...only.guardians].some((g) => g !== null && alike(only.name, g));
  return name === null || ofWriter ? only : null;
}

/** "Anika" and "Anika Rao". */
function alike(a: string, b: string): boolean {
  const [first, other] = [a, b].map((n) => n.trim().toLocaleLowerCase().split(/\s+/)[0] ?? '');
  return first !== '' && first === other;
}
