import type { Intent } from '../../understanding/intent.js';
import { LIMITS, type Option, type Reply, buttonId, list } from '../../whatsapp/reply.js';
import type { FlowContext } from '../flow.js';

/** What this person can do here, as a list. A row says which intent it stands for: `menu:<intent>`. */
export function menu(ctx: FlowContext, lead?: string): Reply {
  const { general } = ctx.copy;
  return list(lead ?? general.menu(ctx.settings.schoolName), general.menuButton, [
    { title: general.menuSection, rows: rowsFor(ctx).slice(0, LIMITS.rows) },
  ]);
}

function rowsFor({
  actor,
  copy: { account, admin, general, enquiry, schedule, balance, payments, human, faq, leave, makeup },
}: FlowContext): Option[] {
  const row = (intent: Intent, title: string, description: string): Option => ({
    id: buttonId('menu', intent),
    title,
    description,
  });
  const marks = actor.teacher !== null || actor.isAdmin;
  const pays = actor.children.length > 0 || actor.isAdmin;
  const known = marks || pays;
  const join = row('enrollment_inquiry', enquiry.menu, enquiry.menuHint);
  return [
    ...(marks || pays ? [] : [join]),
    ...(marks ? [row('mark_attendance', general.markAttendance, general.markAttendanceHint)] : []),
    ...(known ? [row('check_schedule', schedule.menu, schedule.menuHint)] : []),
    ...(pays ? [row('classes_remaining', balance.menu, balance.menuHint)] : []),
    ...(known ? [row('attendance_history', balance.menuHistory, balance.menuHistoryHint)] : []),
    ...(actor.children.length > 0 ? [row('payment_status', payments.menu, payments.menuHint)] : []),
    ...(actor.children.length > 0 && !marks ? [join] : []),
    ...(actor.teacher !== null || actor.children.length > 0
      ? [row('report_leave', leave.menu, leave.menuHint)]
      : []),
    ...(actor.children.length > 0 ? [row('makeup_request', makeup.menu, makeup.menuHint)] : []),
    ...(pays ? [] : [row('general_query', faq.menu, faq.menuHint)]),
    ...(known ? [] : [row('link_account', account.menu, account.menuHint)]),
    ...(actor.isAdmin ? [] : [row('talk_to_human', human.menu, human.menuHint)]),
    ...(actor.isAdmin ? [office(admin)] : []),
    row('change_language', general.language, general.languageHint),
    row('opt_out', general.stopMessages, general.stopMessagesHint),
  ];
}

function office({ menu: title, menuHint: description }: FlowContext['copy']['admin']): Option {
  return { id: buttonId('admin', 'office'), title, description };
}
