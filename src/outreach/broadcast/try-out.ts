import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Write } from '../../../db/client.js';
import type { Result } from '../../school/context.js';
import { OFFICE_ONLY, type OfficeOnly } from '../../school/office/rights.js';
import { type Letter, readPage } from './page.js';
import { PAGE_SIZE } from './plan.js';
import { readyToPlan } from './preflight.js';
import { type BroadcastContext, auditBroadcast } from './rights.js';

export type TriedOut =
  | { kind: 'on_its_way'; messageId: string; text: string }
  /** Nobody of the office has this number. */
  | { kind: 'not_office' }
  | { kind: 'nobody' }
  | { kind: 'unfit'; problems: string[] }
  | { kind: 'no_template'; template: string }
  | OfficeOnly;

/** Whom a test goes to: an admin, by their chat or by their number (digits with country code). */
type To = { personId: string } | { phone: string };

/** One message to somebody of the office, just as the first of the audience would get it; it is part of no count. */
export async function tryOut(
  ctx: BroadcastContext,
  { letter, to, broadcastId }: { letter: Letter; to: To; broadcastId: string | null },
): Promise<Result<TriedOut>> {
  const { db, actor, now } = ctx;
  if (!actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const admin = await adminAt(ctx, to);
  if (!admin) return { outcome: { kind: 'not_office' }, writes: [] };
  const ready = await readyToPlan(ctx, letter);
  if (ready.kind !== 'ready') return { outcome: ready, writes: [] };
  const page = await readPage({ ...ctx, book: ready.book }, ready.letter, { cursor: '', size: PAGE_SIZE });
  const [first] = page.planned;
  if (!first) return { outcome: { kind: 'nobody' }, writes: [] };
  const { template } = ready.letter;
  const payload = { template, language: first.language, params: first.params };
  const id = randomUUID();
  const writes: Write[] = [
    db.execute(sql`
      insert into bot.whatsapp_messages
        (id, person_id, phone_number, direction, message_type, kind, content, payload, status, not_before, template_name)
      select ${id}::uuid, w.id, w.phone_number, 'outbound', 'template', 'broadcast_test', ${first.text},
        ${JSON.stringify(payload)}::jsonb, 'queued', ${now.toISOString()}::timestamptz, ${template}
      from bot.whatsapp_subscriptions w where w.id = ${admin}::uuid`),
    ...(broadcastId
      ? [auditBroadcast(ctx, { action: 'tested', broadcastId, before: null, after: null })]
      : []),
  ];
  return { outcome: { kind: 'on_its_way', messageId: id, text: first.text }, writes };
}

async function adminAt({ db }: BroadcastContext, to: To): Promise<string | null> {
  const who = 'personId' in to ? sql`w.id = ${to.personId}::uuid` : sql`w.phone_number = ${to.phone}`;
  const { rows } = await db.execute(sql`select w.id from bot.whatsapp_subscriptions w
    where ${who} and w.user_type = 'admin' and w.is_active`);
  return z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? null;
}
