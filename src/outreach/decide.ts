import * as z from 'zod';
import { copyFor } from '../copy/index.js';
import type { MessageRow, PersonRow } from '../mailbox/lease.js';
import { daysBetween, isDate, localDate } from '../school/dates.js';
import { Language } from '../understanding/intent.js';
import { type Reply, text } from '../whatsapp/reply.js';
import { NoticeKind } from './notify.js';
import { quietForMinutes, windowOpen } from './window.js';

const Payload = z.object({ notice: NoticeKind, params: z.record(z.string(), z.string()) });

/** Whether the school may tell somebody something now. A refusal keeps its reason with the message. */
export type Decision =
  | { kind: 'send'; reply: Reply }
  | { kind: 'later'; at: Date }
  | { kind: 'never'; reason: 'no_consent' | 'opted_out' | 'inactive' | 'no_template' | 'unreadable' };

export interface OutreachRules {
  quietHours: string;
  timezone: string;
  schoolName: string;
}

/** Consent first, then the hour, then the window: outside it only an approved template may go. */
export function decide(
  row: MessageRow,
  person: PersonRow,
  at: { now: Date; rules: OutreachRules },
): Decision {
  const payload = Payload.safeParse(row.payload);
  if (!payload.success) return { kind: 'never', reason: 'unreadable' };
  if (!person.isActive) return { kind: 'never', reason: 'inactive' };
  if (person.optedOutAt) return { kind: 'never', reason: 'opted_out' };
  if (!person.optedInAt) return { kind: 'never', reason: 'no_consent' };
  const quiet = isUrgent(payload.data, at)
    ? 0
    : quietForMinutes(at.rules.quietHours, at.now, at.rules.timezone);
  if (quiet > 0) return { kind: 'later', at: new Date(at.now.getTime() + quiet * 60_000) };
  if (!windowOpen(person.lastInboundAt, at.now)) return { kind: 'never', reason: 'no_template' };
  const copy = copyFor(Language.catch('en').parse(person.language));
  return {
    kind: 'send',
    reply: text(copy.notices[payload.data.notice](payload.data.params, at.rules.schoolName)),
  };
}

const URGENT: ReadonlySet<NoticeKind> = new Set(['class_cancelled', 'class_on_again']);

/** That today's or tomorrow's class does not take place (or does after all) cannot wait for the morning. */
function isUrgent(
  { notice, params }: z.infer<typeof Payload>,
  { now, rules }: { now: Date; rules: OutreachRules },
): boolean {
  const today = localDate(now, rules.timezone);
  const { day = '' } = params;
  const ahead = isDate(day) ? daysBetween(today, day) : -1;
  return URGENT.has(notice) && (ahead === 0 || ahead === 1);
}
