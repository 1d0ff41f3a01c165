import { type Copy, copyFor } from '../../copy/index.js';
import { isDate } from '../../school/dates.js';
import type { Language } from '../../understanding/intent.js';
import { clip } from '../../whatsapp/reply.js';
import type { NoticeKind, NoticePayload } from '../notify.js';
import { type TemplateName, templateWords, variablesOf } from './definitions.js';
import { TEMPLATE_LIMITS, fill } from './message.js';

/**
 * Which template says a notice outside the window. A kind without one is not said there: of a payment link that ran out
 * the next reminder of fees speaks, and an enquiry is only taken up again while it is fresh.
 */
const TEMPLATE_OF: Partial<Record<NoticeKind, TemplateName>> = {
  attendance_confirmation: 'attendance_confirmation',
  absence_alert: 'absence_alert',
  classes_low_alert: 'classes_low_alert',
  payment_received: 'payment_received',
  payment_failed: 'payment_failed',
  payment_reminder: 'payment_reminder',
  class_reminder: 'class_reminder',
  class_cancelled: 'class_cancelled',
  class_on_again: 'class_on_again',
  enrollment_welcome: 'enrollment_welcome',
  attendance_prompt: 'attendance_prompt',
  one_time_code: 'one_time_code',
  draft_waiting: 'staff_note',
  pupil_absence: 'staff_note',
  pupil_comes: 'staff_note',
  makeup_booked: 'staff_note',
  makeup_cancelled: 'staff_note',
  lead_new: 'staff_note',
  handover: 'staff_note',
  teacher_leave: 'staff_note',
  teacher_leave_back: 'staff_note',
  unmarked_classes: 'staff_note',
  digest: 'staff_note',
  identity_denied: 'staff_note',
  number_changed: 'staff_note',
  template_trouble: 'staff_note',
  broadcast_waiting: 'staff_note',
  broadcast_stopped: 'staff_note',
  sending_halted: 'staff_note',
};

export function templateOf(kind: NoticeKind): TemplateName | null {
  return TEMPLATE_OF[kind] ?? null;
}

/**
 * What the template asks for and nothing else, on one line and not too long: a notice knows more, and may say it in
 * several lines. What is missing stays missing, for templateMessage to name.
 */
export function templateParams(
  { notice, params }: NoticePayload,
  of: { template: TemplateName; language: Language; schoolName: string },
): Record<string, string> {
  const copy = copyFor(of.language);
  const given: Record<string, string> = { ...dated(copy, params), school: of.schoolName };
  if (of.template === 'staff_note') given.note = noteOf(copy, { notice, params }, of.schoolName);
  const { body } = templateWords(of.template, of.language);
  const wanted = variablesOf(body).flatMap((name) => {
    const value = given[name]?.replace(/\s+/g, ' ').trim();
    return value ? [{ name, value }] : [];
  });
  const all = Object.fromEntries(wanted.map(({ name, value }) => [name, value]));
  const over = fill(body, all).length - TEMPLATE_LIMITS.body;
  const [longest] = wanted.toSorted((a, b) => b.value.length - a.value.length);
  return over > 0 && longest
    ? { ...all, [longest.name]: clip(longest.value, Math.max(1, longest.value.length - over)) }
    : all;
}

/** A date that no language has been chosen for yet is said in the reader's. */
export function dated(copy: Copy, params: Record<string, string>): Record<string, string> {
  const { date } = params;
  return date !== undefined && isDate(date) ? { ...params, date: copy.attendance.day(date) } : params;
}

/** Our own words without the signature: the template names the school itself. */
function noteOf(copy: Copy, { notice, params }: NoticePayload, schoolName: string): string {
  const said = copy.notices[notice](dated(copy, params), schoolName).trim();
  const signature = `– ${schoolName}`;
  return said.endsWith(signature) ? said.slice(0, -signature.length) : said;
}
