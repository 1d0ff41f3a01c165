import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db, Write } from '../../db/client.js';
import { codeOf } from '../school/identity/code.js';
import type { Notice } from './notify.js';

/** What a code waits as: its reference and until when it counts. The code itself stands nowhere. */
const Waiting = z.object({ reference: z.string().min(1), until: z.iso.datetime() });
const Payload = z.looseObject({ params: Waiting });

/** Where it waits that goes by e-mail. `asker` is whose number it is that asks, masked. */
const MailPayload = z.object({
  params: Waiting,
  address: z.string(),
  language: z.string(),
  asker: z.string(),
});
export type MailPayload = z.infer<typeof MailPayload>;

export interface CodeNotice {
  phone: string;
  reference: string;
  until: Date;
  now: Date;
}

/** The one-time code as a notice (outreach/notify.ts). */
export function codeNotice({ phone, reference, until, now }: CodeNotice): Notice {
  const params = { reference, until: until.toISOString() };
  const onceKey = `one_time_code:${reference}`;
  return { kind: 'one_time_code', phone, params, origin: onceKey, notBefore: now, onceKey };
}

/** The statement that puts a code's e-mail into the asker's own outbox. */
export function codeMail(
  db: Db,
  { personId, mail, now }: { personId: string; mail: MailPayload; now: Date },
): Write {
  return db.execute(sql`
    insert into bot.whatsapp_messages
      (person_id, direction, message_type, kind, content, payload, status, not_before, origin, once_key)
    values (${personId}::uuid, 'outbound', 'email', 'one_time_code', '••••••', ${JSON.stringify(mail)}::jsonb, 'queued',
      ${now.toISOString()}::timestamptz, ${`one_time_code:${mail.params.reference}`},
      ${`one_time_code:${mail.params.reference}`})
    on conflict (once_key) do nothing`);
}

export function readCodeMail(payload: unknown): MailPayload | null {
  return MailPayload.safeParse(payload).data ?? null;
}

/** The open messages of a person are kept without what was secret in them: codes, and what an office link carries. */
export function hideDigits(db: Db, personId: string): Write {
  return db.execute(sql`
    update bot.whatsapp_messages set content = regexp_replace(regexp_replace(content,
      '(link-)[0-9a-z-]+', '\\1••••', 'gi'), '[0-9०-९౦-౯]', '•', 'g')
    where person_id = ${personId}::uuid and direction = 'inbound' and status = 'received' and content is not null`);
}

/** A waiting code's payload with the code in it, for the moment of sending; null once it no longer counts. */
export function withCode(payload: unknown, key: Buffer, now: Date): unknown {
  const read = Payload.safeParse(payload);
  if (!read.success || new Date(read.data.params.until) <= now) return null;
  return { ...read.data, params: { code: codeOf(key, read.data.params.reference) } };
}

/**
 * What one-time codes and office links are made with: from the one secret of the bot's own that is always set. Changing
 * it ends those that are under way, and nothing else.
 */
export function identityKey({ CRON_SECRET }: { CRON_SECRET: string }): Buffer {
  return createHmac('sha256', CRON_SECRET).update('one-time codes and office links').digest();
}
