import type { Copy } from './en.js';
import { attendance } from './hi/attendance.js';
import { general } from './hi/general.js';
import { notices } from './hi/notices.js';

export const hi: Copy = { general, notices, attendance };
