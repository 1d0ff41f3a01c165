import { sql } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { faqs, people, settings } from '../../db/schema/bot.js';
import { peopleRows } from './consent.js';
import type { SchoolFile } from './shape.js';

/** What the bot keeps of a file in its own tables: people with their consent, answers, and the school's name. */
export function ownWrites(db: Db, file: SchoolFile, add: boolean): Write[] {
  const persons = peopleRows(file);
  return [
    ...(persons.length > 0 ? [personsWrite(db, persons)] : []),
    ...(file.faqs.length > 0 ? [db.insert(faqs).values(file.faqs).onConflictDoNothing()] : []),
    settingsWrite(db, file, add),
  ];
}

/** Who is known keeps what they have: an earlier consent, a refusal, and a role that was given to them. */
function personsWrite(db: Db, persons: ReturnType<typeof peopleRows>): Write {
  const newer = sql`${people.optedInAt} is null and ${people.optedOutAt} is null`;
  return db
    .insert(people)
    .values(persons)
    .onConflictDoUpdate({
      target: people.phoneNumber,
      set: {
        userType: sql`case when excluded.user_type <> 'admin' and ${people.userType} in ('admin', 'agent')
          then ${people.userType} else excluded.user_type end`,
        optedInAt: sql`case when ${newer} then excluded.opted_in_at else ${people.optedInAt} end`,
        consentSource: sql`case when ${newer} then excluded.consent_source else ${people.consentSource} end`,
        profileName: sql`coalesce(${people.profileName}, excluded.profile_name)`,
      },
    });
}

/** A school that is added to keeps the name it has. */
function settingsWrite(db: Db, { school }: SchoolFile, add: boolean): Write {
  const insert = db.insert(settings).values([
    { key: 'SCHOOL_NAME', value: school.name },
    { key: 'SCHOOL_TIMEZONE', value: school.timezone },
    { key: 'SCHOOL_CURRENCY', value: school.currency },
  ]);
  if (add) return insert.onConflictDoNothing();
  return insert.onConflictDoUpdate({ target: settings.key, set: { value: sql`excluded.value` } });
}
