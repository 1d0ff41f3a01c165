import { eq } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { people } from '../../db/schema/bot.js';
import { linkTo } from '../../src/school/identity/links.js';
import { identify } from '../../src/school/people.js';

/** Everybody on file, or whoever has this number, has long been told whom they are linked to: most stories begin after that. */
export async function introduceEverybody(db: Db, today: string, number?: string): Promise<void> {
  const now = new Date(`${today}T00:00:00+05:30`);
  const known = await db
    .select({ id: people.id })
    .from(people)
    .where(number === undefined ? undefined : eq(people.phoneNumber, number));
  for (const { id: personId } of known) {
    const { untold: subjects } = await identify(db, personId);
    if (subjects.length > 0) await linkTo(db, { personId, subjects, source: 'number', now });
  }
}
