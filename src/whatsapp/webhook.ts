import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { type Contact, type Inbound, type Status, readContact, readMessage, readStatus } from './inbound.js';
import { type MarketingNews, readMarketingNews } from './marketing-news.js';
import { TEMPLATE_FIELDS, type TemplateNews, readTemplateNews } from './template-news.js';

/** Everything one POST of Meta held. `unread` counts what could not be read; `other` the fields we do not use. */
export interface WebhookEvents {
  messages: Inbound[];
  statuses: Status[];
  templates: TemplateNews[];
  marketing: MarketingNews[];
  unread: number;
  other: string[];
}

/**
 * Whether Meta signed exactly these bytes (X-Hub-Signature-256, HMAC-SHA256 with the app secret).
 * Source: Meta, "Create a webhook endpoint", validating payloads.
 */
export function verifySignature(rawBytes: Uint8Array, header: string | null, secret: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  if (!given) return false;
  const expected = createHmac('sha256', secret).update(rawBytes).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'));
}

const Value = z.looseObject({
  metadata: z.looseObject({ phone_number_id: z.string().nullish() }).nullish().catch(null),
  contacts: z.array(z.unknown()).nullish().catch(null),
  messages: z.array(z.unknown()).nullish().catch(null),
  statuses: z.array(z.unknown()).nullish().catch(null),
  errors: z.array(z.unknown()).nullish().catch(null),
});
const Change = z.looseObject({ field: z.string(), value: z.unknown() });
const Entry = z.looseObject({ changes: z.array(z.unknown()), time: z.unknown().optional() });
const Body = z.looseObject({ entry: z.array(z.unknown()) });
/** A field's name as Meta writes them; anything else is not repeated in a log. */
const FIELD = /^[a-z_]{1,60}$/;

/**
 * Walks every entry, change, message and status. What is odd is counted, never thrown.
 * Messages for another number of the same account are not ours and are left out.
 */
export function parseWebhook(body: unknown, phoneNumberId: string): WebhookEvents {
  const nothing = { messages: [], statuses: [], templates: [], marketing: [] };
  const events: WebhookEvents = { ...nothing, unread: 0, other: [] };
  const parsed = Body.safeParse(body);
  if (!parsed.success) return { ...events, unread: 1 };
  for (const raw of parsed.data.entry) {
    const entry = Entry.safeParse(raw);
    if (!entry.success) events.unread++;
    else
      for (const change of entry.data.changes)
        readChange(change, { phoneNumberId, time: entry.data.time }, events);
  }
  return events;
}

function readChange(
  raw: unknown,
  { phoneNumberId, time }: { phoneNumberId: string; time: unknown },
  events: WebhookEvents,
): void {
  const change = Change.safeParse(raw);
  if (!change.success) {
    events.unread++;
    return;
  }
  if (TEMPLATE_FIELDS.has(change.data.field)) {
    const news = readTemplateNews(change.data.value, time);
    if (news) events.templates.push(news);
    else events.other.push(change.data.field);
    return;
  }
  if (change.data.field === 'user_preferences') {
    events.marketing.push(...readMarketingNews(change.data.value));
    return;
  }
  const value = Value.safeParse(change.data.value);
  if (change.data.field !== 'messages' || !value.success) {
    if (change.data.field === 'messages') events.unread++;
    else events.other.push(FIELD.test(change.data.field) ? change.data.field : 'unknown');
    return;
  }
  const to = value.data.metadata?.phone_number_id;
  if (to && to !== phoneNumberId) {
    events.other.push('messages for another number');
    return;
  }
  const contacts = (value.data.contacts ?? []).map(readContact).filter((c): c is Contact => c !== null);
  for (const m of value.data.messages ?? []) keep(readMessage(m, contacts), events.messages, events);
  for (const s of value.data.statuses ?? []) keep(readStatus(s), events.statuses, events);
  if (value.data.errors?.length) events.other.push('errors');
}

function keep<T>(read: T | null, into: T[], events: WebhookEvents): void {
  if (read) into.push(read);
  else events.unread++;
}
