import { account } from './en/account.js';
import { admin } from './en/admin.js';
import { attendance } from './en/attendance.js';
import { balance } from './en/balance.js';
import { broadcast } from './en/broadcast.js';
import { desk } from './en/desk.js';
import { enquiry } from './en/enquiry.js';
import { faq } from './en/faq.js';
import { general } from './en/general.js';
import { human } from './en/human.js';
import { leave } from './en/leave.js';
import { makeup } from './en/makeup.js';
import { noticeButtons, notices } from './en/notices.js';
import { payments } from './en/payments.js';
import { preferences } from './en/preferences.js';
import { reminders } from './en/reminders.js';
import { schedule } from './en/schedule.js';
import { switches } from './en/switches.js';

/** Every sentence the bot says, in English. The other languages have this shape. */
export const en = {
  general,
  account,
  admin,
  broadcast,
  desk,
  notices,
  noticeButtons,
  human,
  faq,
  attendance,
  balance,
  enquiry,
  schedule,
  switches,
  payments,
  preferences,
  reminders,
  leave,
  makeup,
};
export type Copy = typeof en;
