import type { Copy } from './en.js';
import { attendance } from './te/attendance.js';
import { general } from './te/general.js';
import { notices } from './te/notices.js';

export const te: Copy = { general, notices, attendance };
