import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db, Write } from '../../db/client.js';
import { messages, people } from '../../db/schema/bot.js';

/** What families are told of their children. */
const OF_A_PUPIL = [
  'attendance_confirmation',
  'absence_alert',
  'classes_low_alert',
  'payment_received',
  'payment_failed',
  'payment_link_expired',
  'payment_reminder',
  'class_reminder',
  'class_cancelled',
  'class_on_again',
  'enrollment_welcome',
] as const;

/** What teachers are told of their classes. */
const OF_A_TEACHER = [
  'attendance_prompt',
  'draft_waiting',
  'pupil_absence',
  'pupil_comes',
  'makeup_booked',
  'makeup_cancelled',
] as const;

/** What admins are told. */
const OF_THE_OFFICE = [
  'lead_new',
  'handover',
  'teacher_leave',
  'teacher_leave_back',
  'unmarked_classes',
  'digest',
  'identity_denied',
  'number_changed',
  'template_trouble',
  'broadcast_waiting',
  'broadcast_stopped',
  'sending_halted',
] as const;

/**
 * What the school tells somebody of its own accord. The params of each kind stand beside its words (copy/en/notices.ts);
 * they are words in the reader's language, ready to be read.
 */
export const NoticeKind = z.enum([
  ...OF_A_PUPIL,
  ...OF_A_TEACHER,
  ...OF_THE_OFFICE,
  // To whoever asked or began it.
  'enquiry_waiting',
  'one_time_code',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** A notice as it waits in the outbox; it is put into words when it is sent. */
export const NoticePayload = z.object({
  notice: NoticeKind,
  params: z.record(z.string(), z.string()),
  buttons: z.array(z.string()).optional(),
});
export type NoticePayload = z.infer<typeof NoticePayload>;

export interface Notice {
  kind: NoticeKind;
  /**
   * Digits with country code, the guardian's number first (school/people.ts guardianNumbers); or Meta's user id of
   * somebody who is known by that alone.
   */
  phone: string;
  /** Words for the message, as they are to be read; a `date` of the form YYYY-MM-DD is said in the reader's language. */
  params: Record<string, string>;
  /** What started it, as `draft:<id>`: undoing that withdraws the notice while it is not sent. */
  origin: string;
  /** Not to be sent before this instant (the app's clock). */
  notBefore: Date;
  /** What happens once has a name of its own, as `class_tomorrow:<pupil>:2026-11-24`: the second is not put. */
  onceKey?: string;
  /** Ids (whatsapp/reply.ts buttonId) for the buttons of this kind, in their order; it goes without them otherwise. */
  buttons?: readonly string[];
}

const isOfAPupil = (kind: NoticeKind) => OF_A_PUPIL.some((of) => of === kind);

/** They said that a pupil who is named here is none of theirs: the number on file is wrong, and hears nothing of them. */
const disowned = ({ kind, params }: Notice) => sql`${isOfAPupil(kind)} and exists (
  select 1 from bot.person_links l join students s on s.id = l.subject_id
  where l.person_id = w.id and l.subject_type = 'student' and l.source = 'denied' and l.revoked_at is null
    and position(split_part(s.name, ' ', 1) in ${Object.values(params).join('\n')}) > 0)`;

/**
 * The statements that put a notice in the outbox. Whether it may be sent (consent, window, quiet hours) is decided
 * at the moment of sending and kept with it.
 */
export function notify(db: Db, notice: Notice): Write[] {
  const { kind, params, buttons } = notice;
  const payload: NoticePayload = { notice: kind, params, ...(buttons ? { buttons: [...buttons] } : {}) };
  return [
    ...(/^\d+$/.test(notice.phone)
      ? [db.insert(people).values({ phoneNumber: notice.phone }).onConflictDoNothing()]
      : []),
    db.execute(sql`
      insert into bot.whatsapp_messages
        (person_id, phone_number, direction, message_type, kind, payload, status, reason, not_before, origin, once_key)
      select w.id, w.phone_number, 'outbound', 'notice', ${kind}, ${JSON.stringify(payload)}::jsonb,
        case when x.disowned then 'skipped' else 'queued' end, case when x.disowned then 'not theirs' end,
        ${notice.notBefore.toISOString()}, ${notice.origin}, ${notice.onceKey ?? null}::text
      from bot.whatsapp_subscriptions w cross join lateral (select ${disowned(notice)} as disowned) x
      where w.phone_number = ${notice.phone} or (w.phone_number is null and w.wa_user_id = ${notice.phone})
      on conflict (once_key) do nothing`),
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

/**
 * Withdraws what waits for somebody who says "not me": what families were to be told of these pupils, by name as
 * `notify` puts no more of it, and all that a teacher was to be told.
 */
export function withdrawOf(
  db: Db,
  { personId, pupils, teacher }: { personId: string; pupils: readonly string[]; teacher: boolean },
): Write {
  const first = pupils.map((name) => name.split(' ')[0] ?? '').filter((name) => name !== '');
  const kinds = (of: readonly NoticeKind[]) => sql`m.kind = any(${sql.param([...of])}::text[])`;
  return db.execute(sql`
    update bot.whatsapp_messages m set status = 'skipped', reason = 'not theirs'
    where m.person_id = ${personId}::uuid and m.status = 'queued' and m.message_type = 'notice'
      and ((${teacher} and ${kinds(OF_A_TEACHER)}) or (${kinds(OF_A_PUPIL)} and exists (
        select 1 from jsonb_each_text(m.payload -> 'params') p, unnest(${sql.param(first)}::text[]) n(word)
        where position(n.word in p.value) > 0)))`);
}
