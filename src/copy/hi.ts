import type { Copy } from './en.js';
import { admin } from './hi/admin.js';
import { attendance } from './hi/attendance.js';
import { balance } from './hi/balance.js';
import { desk } from './hi/desk.js';
import { enquiry } from './hi/enquiry.js';
import { faq } from './hi/faq.js';
import { general } from './hi/general.js';
import { human } from './hi/human.js';
import { leave } from './hi/leave.js';
import { makeup } from './hi/makeup.js';
import { noticeButtons, notices } from './hi/notices.js';
import { payments } from './hi/payments.js';
import { schedule } from './hi/schedule.js';
import { switches } from './hi/switches.js';

export const hi: Copy = {
  general,
  admin,
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
  leave,
  makeup,
};
