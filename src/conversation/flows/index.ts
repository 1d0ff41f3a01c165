import type { Intent } from '../../understanding/intent.js';
import type { Flow } from '../flow.js';
import { account } from './account.js';
import { admin } from './admin.js';
import { reminders } from './admin/reminders.js';
import { attendance } from './attendance.js';
import { balance } from './balance.js';
import { broadcast } from './broadcast.js';
import { enquiry } from './enquiry.js';
import { faq } from './faq.js';
import { human } from './human.js';
import { language } from './language.js';
import { leave } from './leave.js';
import { makeup } from './makeup.js';
import { furtherMenu } from './menu.js';
import { pay } from './pay.js';
import { preferences } from './preferences.js';
import { schedule } from './schedule.js';

/** Every conversation there is. A new one is added here, and to the menu if it belongs there. */
const FLOWS: readonly Flow[] = [
  account,
  admin,
  attendance,
  enquiry,
  language,
  schedule,
  balance,
  broadcast,
  human,
  faq,
  pay,
  preferences,
  reminders,
  leave,
  makeup,
  furtherMenu,
];

/** Wishes that one sentence answers, without a conversation. */
const SIMPLE = ['greeting', 'help', 'thanks', 'opt_out', 'opt_in', 'out_of_scope'] as const;
export type SimpleIntent = (typeof SIMPLE)[number];

export function isSimple(intent: Intent): intent is SimpleIntent {
  return SIMPLE.some((simple) => simple === intent);
}

/** Every other wish has its conversation. */
const BY_INTENT: Record<Exclude<Intent, SimpleIntent>, Flow> = {
  mark_attendance: attendance,
  attendance_override: attendance,
  check_schedule: schedule,
  classes_remaining: balance,
  attendance_history: balance,
  general_query: faq,
  talk_to_human: human,
  payment_status: pay,
  payment_link: pay,
  enrollment_inquiry: enquiry,
  student_lookup: admin,
  send_broadcast: broadcast,
  change_language: language,
  link_account: account,
  report_leave: leave,
  makeup_request: makeup,
};

export function flowNamed(name: string): Flow | undefined {
  return FLOWS.find((f) => f.name === name);
}

export function flowFor(intent: Exclude<Intent, SimpleIntent>): Flow {
  return BY_INTENT[intent];
}
