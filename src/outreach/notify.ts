import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db, Write } from '../../db/client.js';
import { messages, people } from '../../db/schema/bot.js';

/** What the school tells somebody of its own accord. */
export const NoticeKind = z.enum([
  'absence_alert',
  'classes_low_alert',
  'payment_received',
  'payment_failed',
  'payment_link_expired',
  'lead_new',
  'handover',
  'class_cancelled',
  'class_on_again',
  'teacher_leave',
  'teacher_leave_back',
  'pupil_absence',
  'pupil_comes',
  'makeup_booked',
  'makeup_cancelled',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

export interface Notice {
  kind: NoticeKind;
  /** Digits with country code: the guardian's number first (school/people.ts guardianNumbers). */
  phone: string;
  /** Words for the message: names, dates and numbers as they are to be read. */
  params: Record<string, string>;
  /** What started it, as `draft:<id>`: undoing that withdraws the notice while it is not sent. */
  origin: string;
  /** Not to be sent before this instant (the app's clock). */
  notBefore: Date;
}

/**
 * The statements that put a notice in the outbox. Whether it may be sent (consent, window, quiet hours) is decided
 * at the moment of sending and kept with it.
 */
export function notify(db: Db, notice: Notice): Write[] {
  const { kind, params } = notice;
  return [
    db.insert(people).values({ phoneNumber: notice.phone }).onConflictDoNothing(),
    db.execute(sql`
      insert into bot.whatsapp_messages
        (person_id, phone_number, direction, message_type, kind, payload, status, not_before, origin)
      select id, phone_number, 'outbound', 'notice', ${kind}, ${JSON.stringify({ notice: kind, params })}::jsonb,
        'queued', ${notice.notBefore.toISOString()}, ${notice.origin}
      from bot.whatsapp_subscriptions where phone_number = ${notice.phone}`),
  ];
}

/** The statements that withdraw everything not yet sent that was started by `origin`. */
export function withdraw(db: Db, origin: string): Write[] {
  return [
    db
      .update(messages)
      .set({ status: 'skipped', reason: 'withdrawn' })
      .where(and(eq(messages.origin, origin), eq(messages.status, 'queued'))),
  ];
}
