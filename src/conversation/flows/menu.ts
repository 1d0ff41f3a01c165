import * as z from 'zod';
import type { Intent } from '../../understanding/intent.js';
import { LIMITS, type Option, type Reply, buttonId, list } from '../../whatsapp/reply.js';
import { type FlowContext, defineFlow } from '../flow.js';

const MORE = 'more';

/** What this person can do here, as a list. A row says which intent it stands for: `menu:<intent>`. */
export function menu(ctx: FlowContext, lead?: string): Reply {
  const { general } = ctx.copy;
  const { first, further } = rowsFor(ctx);
  const all = [...first, ...further];
  const rows = all.length > LIMITS.rows ? [...first, furtherRow(ctx)] : all;
  return list(lead ?? general.menu(ctx.settings.schoolName), general.menuButton, [
    { title: general.menuSection, rows },
  ]);
}

/** The second page of the menu, where one list does not hold it all. */
export const furtherMenu = defineFlow<never>({
  name: MORE,
  state: z.never(),
  start: async (ctx) => ({ kind: 'done', reply: page(ctx) }),
  prompt: page,
  answer: async () => ({ kind: 'unclear' }),
  tap: async (ctx) => ({ kind: 'done', reply: page(ctx) }),
});

function page(ctx: FlowContext): Reply {
  const { general } = ctx.copy;
  const rows = [...rowsFor(ctx).further, { id: buttonId('menu', 'help'), title: general.menuBack }];
  return list(general.menuFurther, general.menuButton, [{ title: general.menuSection, rows }]);
}

function furtherRow({ copy: { general } }: FlowContext): Option {
  return { id: buttonId(MORE, 'show'), title: general.menuMore, description: general.menuMoreHint };
}

/** What is asked most and the ways to a person come first: at most nine rows, whoever somebody is. */
function rowsFor({ actor, copy }: FlowContext): { first: Option[]; further: Option[] } {
  const { account, admin, balance, enquiry, faq, general, human, leave, makeup, payments, schedule } = copy;
  const marks = actor.teacher !== null || actor.isAdmin;
  const family = actor.children.length > 0;
  const pays = family || actor.isAdmin;
  const known = marks || pays;
  const join = row('enrollment_inquiry', enquiry.menu, enquiry.menuHint);
  const first = [
    !known && join,
    marks && row('mark_attendance', general.markAttendance, general.markAttendanceHint),
    known && row('check_schedule', schedule.menu, schedule.menuHint),
    pays && row('classes_remaining', balance.menu, balance.menuHint),
    known && row('attendance_history', balance.menuHistory, balance.menuHistoryHint),
    family && row('payment_status', payments.menu, payments.menuHint),
    (actor.teacher !== null || family) && row('report_leave', leave.menu, leave.menuHint),
    family && row('makeup_request', makeup.menu, makeup.menuHint),
    row('general_query', faq.menu, faq.menuHint),
    actor.isAdmin
      ? { id: buttonId('admin', 'office'), title: admin.menu, description: admin.menuHint }
      : row('talk_to_human', human.menu, human.menuHint),
  ];
  const further = [
    family && join,
    !known && row('link_account', account.menu, account.menuHint),
    row('change_language', general.language, general.languageHint),
    row('opt_out', general.stopMessages, general.stopMessagesHint),
  ];
  return { first: first.filter((r) => r !== false), further: further.filter((r) => r !== false) };
}

function row(intent: Intent, title: string, description: string): Option {
  return { id: buttonId('menu', intent), title, description };
}
