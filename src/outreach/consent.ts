import { eq, sql } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { people } from '../../db/schema/bot.js';
import type { Language } from '../understanding/intent.js';

/** What a person said about being written to, kept with its time and wording. */
export interface ConsentChange {
  personId: string;
  wording: string;
  now: Date;
}

/**
 * Stops what the school starts; answers to what the person writes go on. The school's own list of contacts hears it
 * too where there is one (bot.share_consent), and can never stand in its way.
 */
export function optOut(db: Db, { personId, wording, now }: ConsentChange): Write {
  const at = now.toISOString();
  return db.execute(sql`
    with said as (
      update bot.whatsapp_subscriptions set opted_out_at = ${at}::timestamptz, consent_wording = ${wording},
        updated_at = ${at}::timestamptz
      where id = ${personId}::uuid returning phone_number
    ) select bot.share_consent(phone_number, true, ${at}::timestamptz, ${wording}) from said`);
}

export function optIn(db: Db, { personId, wording, now }: ConsentChange): Write {
  const at = now.toISOString();
  return db.execute(sql`
    with said as (
      update bot.whatsapp_subscriptions set opted_out_at = null, opted_in_at = ${at}::timestamptz,
        consent_source = 'asked by message', consent_wording = ${wording}, updated_at = ${at}::timestamptz
      where id = ${personId}::uuid returning phone_number
    ) select bot.share_consent(phone_number, false, ${at}::timestamptz, ${wording}) from said`);
}

/** The language a person chose for everything the bot writes to them. */
export function keepLanguage(db: Db, personId: string, language: Language): Write {
  return db.update(people).set({ language }).where(eq(people.id, personId));
}
