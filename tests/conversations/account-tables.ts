import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { messages, people, personLinks } from '../../db/schema/bot.js';
import { students, teachers } from '../../db/schema/school.js';
import { approveTemplates } from '../support/templates.js';
import type { World } from '../support/world.js';

/** Vivek Gupta is the father of Ananya and Arjun; Priya Raman teaches and is Advik's mother; Lakshmi writes herself. */
export const VIVEK = '919000000016';
export const PRIYA = '919000000001';
export const RAHUL = '919000000002';
export const LAKSHMI = '919000000019';
export const OFFICE = '919000000006';
/** A number that nobody has on file. */
export const STRANGER = '919000000160';
export const OTHER_STRANGER = '919000000161';

/** As before anybody has written: nobody has been told whom they are linked to. */
export async function nobodyIntroduced(db: Db): Promise<void> {
  await db.delete(personLinks);
}

/** Meta has approved the template of one-time codes. */
export function codesApproved(world: World): Promise<void> {
  return approveTemplates(world, ['one_time_code']);
}

/** Whom somebody is linked to: "Arjun Gupta: code". */
export async function linksOf(db: Db, phone: string): Promise<string[]> {
  const rows = await db
    .select({ source: personLinks.source, student: students.name, teacher: teachers.name })
    .from(personLinks)
    .innerJoin(people, eq(people.id, personLinks.personId))
    .leftJoin(students, eq(students.id, personLinks.subjectId))
    .leftJoin(teachers, eq(teachers.id, personLinks.subjectId))
    .where(and(eq(people.phoneNumber, phone), isNull(personLinks.revokedAt)));
  return rows.map((r) => `${r.student ?? `teacher ${r.teacher}`}: ${r.source}`).sort();
}

/** The code that came to somebody by WhatsApp last, as they read it. */
export function codeHeardBy(world: World, who: string): string {
  const said = world.chat(who).hears();
  return /\d{6}/.exec(said)?.[0] ?? `no code in: ${said}`;
}

/** Everything that is kept of messages, in one text. */
export async function everythingKept(db: Db): Promise<string> {
  const rows = await db.select().from(messages);
  return JSON.stringify(rows.map((m) => [m.content, m.payload, m.metadata, m.reason]));
}

export async function personOf(db: Db, phone: string) {
  const [row] = await db.select().from(people).where(eq(people.phoneNumber, phone));
  if (!row) throw new Error(`nobody with ${phone}`);
  return row;
}
