import type { NoticeKind } from '../notify.js';
import type { TemplateName } from './definitions.js';

/** Which template says a notice outside the window; a kind without one is not said there. They share names. */
const TEMPLATE_OF: Partial<Record<NoticeKind, TemplateName>> = {
  attendance_confirmation: 'attendance_confirmation',
  absence_alert: 'absence_alert',
  classes_low_alert: 'classes_low_alert',
  payment_received: 'payment_received',
  payment_reminder: 'payment_reminder',
  class_reminder: 'class_reminder',
  class_cancelled: 'class_cancelled',
  enrollment_welcome: 'enrollment_welcome',
  attendance_prompt: 'attendance_prompt',
  one_time_code: 'one_time_code',
};

export function templateOf(kind: NoticeKind): TemplateName | null {
  return TEMPLATE_OF[kind] ?? null;
}
