import { daysBetween, isDate, localDate } from '../school/dates.js';
import type { NoticeKind, NoticePayload } from './notify.js';

/** By which clock and in which zone it is looked at. */
interface When {
  now: Date;
  rules: { timezone: string };
}

/** A code goes to whoever has just asked for it: that is consent enough, and only Meta can stand in its way. */
export const ASKED_FOR: ReadonlySet<NoticeKind> = new Set(['one_time_code']);

/** After this a teacher is no longer asked about a class: it is in the office's list of the evening. */
const PROMPT_AT_ALL_MS = 12 * 3_600_000;

/** Said on its `day` or not at all: a class is over then, and fees may have been paid meanwhile and are looked at anew. */
const OF_A_DAY: ReadonlySet<NoticeKind> = new Set(['class_reminder', 'payment_reminder']);

/** What waited too long (sending was switched off, the day's people were used up) would only puzzle. */
export function isTooLate({ notice, params }: NoticePayload, { now, rules }: When): boolean {
  if (notice === 'attendance_prompt')
    return now.getTime() - Date.parse(params.ended ?? '') > PROMPT_AT_ALL_MS;
  const { day = '' } = params;
  return OF_A_DAY.has(notice) && isDate(day) && day < localDate(now, rules.timezone);
}

/** How long after a class its prompt may still come at night. */
const PROMPT_MS = 3_600_000;
const URGENT: ReadonlySet<NoticeKind> = new Set(['class_cancelled', 'class_on_again']);

/**
 * That today's or tomorrow's class does not take place (or does after all) cannot wait for the morning; a teacher is
 * asked right after class; a code is waited for.
 */
export function isUrgent({ notice, params }: NoticePayload, { now, rules }: When): boolean {
  if (ASKED_FOR.has(notice)) return true;
  if (notice === 'attendance_prompt') {
    const since = now.getTime() - Date.parse(params.ended ?? '');
    return since >= 0 && since <= PROMPT_MS;
  }
  const { day = '' } = params;
  const ahead = isDate(day) ? daysBetween(localDate(now, rules.timezone), day) : -1;
  return URGENT.has(notice) && (ahead === 0 || ahead === 1);
}
