import { eq } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { people } from '../../db/schema/bot.js';
import type { Language } from '../understanding/intent.js';

/** What a person said about being written to, kept with its time and wording. */
export interface ConsentChange {
  personId: string;
  wording: string;
  now: Date;
}

/** Stops what the school starts; answers to what the person writes go on. */
export function optOut(db: Db, { personId, wording, now }: ConsentChange): Write {
  return db
    .update(people)
    .set({ optedOutAt: now, consentWording: wording, updatedAt: now })
    .where(eq(people.id, personId));
}

export function optIn(db: Db, { personId, wording, now }: ConsentChange): Write {
  return db
    .update(people)
    .set({
      optedOutAt: null,
      optedInAt: now,
      consentSource: 'asked by message',
      consentWording: wording,
      updatedAt: now,
    })
    .where(eq(people.id, personId));
}

/** The language a person chose for everything the bot writes to them. */
export function keepLanguage(db: Db, personId: string, language: Language): Write {
  return db.update(people).set({ language }).where(eq(people.id, personId));
}
