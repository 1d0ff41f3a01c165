import type { Copy } from './en.js';
import { account } from './te/account.js';
import { admin } from './te/admin.js';
import { attendance } from './te/attendance.js';
import { balance } from './te/balance.js';
import { broadcast } from './te/broadcast.js';
import { desk } from './te/desk.js';
import { enquiry } from './te/enquiry.js';
import { faq } from './te/faq.js';
import { general } from './te/general.js';
import { human } from './te/human.js';
import { leave } from './te/leave.js';
import { makeup } from './te/makeup.js';
import { noticeButtons, notices } from './te/notices.js';
import { payments } from './te/payments.js';
import { preferences } from './te/preferences.js';
import { reminders } from './te/reminders.js';
import { schedule } from './te/schedule.js';
import { switches } from './te/switches.js';

export const te: Copy = {
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
