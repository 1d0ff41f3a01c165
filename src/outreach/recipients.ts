import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../db/client.js';
import { type Copy, copyFor } from '../copy/index.js';
import { SHOWN_AS, guardianNumbers } from '../school/numbers-on-file.js';
import { IS_PUPIL } from '../school/people.js';
import { Language } from '../understanding/intent.js';

/** Somebody on WhatsApp, and whether the school may write to them of its own accord. */
const Known = z.object({
  /** Digits; of somebody who shows no number, Meta's user id. */
  phone: z.string(),
  language: z.string().nullable(),
  open: z.boolean(),
  /** It changed hands, or WhatsApp says so: nothing about a pupil goes there. */
  suspended: z.boolean(),
  /** Pupils and teachers of whom this person said "that is not me". */
  denied: z.array(z.string()),
  /** Whom a code or the office linked them to, whatever number they write from. */
  linked: z.array(z.string()),
});
type Known = z.infer<typeof Known>;

const Pupil = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  metadata: z.unknown(),
});

/** Whoever is written to about these pupils: one number, one message. */
export interface Family {
  phone: string;
  language: Language;
  pupils: { id: string; name: string }[];
}

/** Pupils with a place in a class now, by whom the school writes to about them. One request. */
export async function families(db: Db): Promise<Family[]> {
  const [pupils, known] = await db.batch([
    db.execute(sql`select s.id, s.name, s.phone, s.metadata from students s
      where ${IS_PUPIL} and exists (
        select 1 from enrollments e where e.student_id = s.id and e.status = 'active')
      order by s.name, s.id`),
    knownRows(db),
  ]);
  const numbers = readKnown(known);
  const found = new Map<string, Family>();
  for (const pupil of z.array(Pupil).parse(pupils.rows)) {
    const to = numberFor(pupil.id, guardianNumbers(pupil), numbers);
    if (to === null) continue;
    const family = found.get(to.phone) ?? { ...to, pupils: [] };
    family.pupils.push({ id: pupil.id, name: pupil.name });
    found.set(to.phone, family);
  }
  return [...found.values()];
}

/** Everybody who may be written to. A statement, for a batch. */
export function knownRows(db: Db) {
  const subjects = (sources: string) => sql`array(select l.subject_id::text from bot.person_links l
    where l.person_id = w.id and l.source in (${sql.raw(sources)}) and l.revoked_at is null)`;
  return db.execute(sql`
    select ${SHOWN_AS} as phone, w.language, w.suspended_at is not null as suspended,
      w.is_active and w.opted_in_at is not null and w.opted_out_at is null as open,
      ${subjects(`'denied'`)} as denied, ${subjects(`'code', 'admin'`)} as linked
    from bot.whatsapp_subscriptions w where ${SHOWN_AS} is not null`);
}

export function readKnown(answer: { rows: unknown[] }): Map<string, Known> {
  return new Map(
    z
      .array(Known)
      .parse(answer.rows)
      .map((k) => [k.phone, k]),
  );
}

/**
 * The first of somebody's numbers that may be written to, then whoever was linked to them; where nobody may, the first
 * at all, so that the message is kept with the reason why it did not go. Never a number that is said not to be theirs.
 */
export function numberFor(
  subjectId: string,
  numbers: readonly string[],
  known: ReadonlyMap<string, Known>,
): { phone: string; language: Language } | null {
  const isOpen = (n: string) => known.get(n)?.open === true;
  const linked = numbers.some(isOpen) ? [] : [...known.values()].filter((k) => k.linked.includes(subjectId));
  const theirs = [...new Set([...numbers, ...linked.map((k) => k.phone)])].filter((n) => {
    const k = known.get(n);
    return !k || (!k.suspended && !k.denied.includes(subjectId));
  });
  const phone = theirs.find(isOpen) ?? theirs[0];
  return phone === undefined ? null : { phone, language: languageOf(known.get(phone)?.language) };
}

/** The admins, as the school's lists have them. One request. */
export async function admins(db: Db): Promise<{ phone: string; language: Language }[]> {
  const { rows } = await db.execute<{ phone: string; language: string | null }>(sql`
    select w.phone_number as phone, w.language from bot.whatsapp_subscriptions w
    where w.user_type = 'admin' and w.is_active and w.phone_number is not null order by w.phone_number`);
  return rows.map((r) => ({ phone: r.phone, language: languageOf(r.language) }));
}

function languageOf(language: string | null | undefined): Language {
  return Language.catch('en').parse(language);
}

export function wordsOf({ language }: { language: Language }): Copy {
  return copyFor(language);
}
