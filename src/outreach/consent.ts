import { eq, sql } from 'drizzle-orm';
import * as z from 'zod';
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
      where id = ${personId}::uuid returning phone_number, wa_user_id
    ), forgotten as (
      delete from bot.kept_stops k using said
      where bot.is_stop_of(k, said.phone_number) or bot.is_stop_of(k, said.wa_user_id)
    ) select bot.share_consent(phone_number, false, ${at}::timestamptz, ${wording}) from said`);
}

/** The language a person chose for everything the bot writes to them. */
export function keepLanguage(db: Db, personId: string, language: Language): Write {
  const preferences = sql`${people.preferences} - 'languageFollows'`;
  return db.update(people).set({ language, preferences }).where(eq(people.id, personId));
}

/** Until they choose, it is the language they write in, for what the school starts as well. */
export function followLanguage(db: Db, personId: string, language: Language): Write {
  const preferences = sql`${people.preferences} || '{"languageFollows": true}'::jsonb`;
  return db.update(people).set({ language, preferences }).where(eq(people.id, personId));
}

/** Whether the language that is kept of a person is only what they wrote in, and may change with it. */
export function followsWriting(preferences: unknown): boolean {
  return z.looseObject({ languageFollows: z.literal(true) }).safeParse(preferences).success;
}

/**
 * What people told Meta of marketing: it is not a STOP to the school, whose other notices go on. Meta's word may come
 * twice, and of somebody who never wrote.
 */
export async function keepMarketing(
  db: Db,
  news: readonly { who: { phone: string | null; userId: string | null }; value: 'stop' | 'resume' }[],
): Promise<void> {
  const rows = JSON.stringify(
    news.map(({ who, value }) => ({ phone: who.phone, user_id: who.userId, value })),
  );
  const x = sql`jsonb_to_recordset(${rows}::jsonb) as x(phone text, user_id text, value text)`;
  await db.batch([
    db.execute(sql`
      insert into bot.whatsapp_subscriptions (phone_number, wa_user_id)
      select x.phone, case when x.phone is null then x.user_id end from ${x}
      where not exists (select 1 from bot.whatsapp_subscriptions p
        where p.phone_number = x.phone or (x.phone is null and p.wa_user_id = x.user_id))
      on conflict do nothing`),
    db.execute(sql`
      update bot.whatsapp_subscriptions p
      set preferences = p.preferences || jsonb_build_object('marketing', x.value), updated_at = now()
      from ${x} where p.phone_number = x.phone or (x.phone is null and p.wa_user_id = x.user_id)`),
  ]);
}
