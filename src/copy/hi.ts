import type { Copy } from './en.js';
import { account } from './hi/account.js';
import { admin } from './hi/admin.js';
import { attendance } from './hi/attendance.js';
import { balance } from './hi/balance.js';
import { broadcast } from './hi/broadcast.js';
import { desk } from './hi/desk.js';
import { enquiry } from './hi/enquiry.js';
import { faq } from './hi/faq.js';
import { general } from './hi/general.js';
import { human } from './hi/human.js';
import { leave } from './hi/leave.js';
import { makeup } from './hi/makeup.js';
import { noticeButtons, notices } from './hi/notices.js';
import { payments } from './hi/payments.js';
import { preferences } from './hi/preferences.js';
import { reminders } from './hi/reminders.js';
import { schedule } from './hi/schedule.js';
import { switches } from './hi/switches.js';

export const hi: Copy = {
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
