import type { Copy } from './en.js';
import { attendance } from './hi/attendance.js';
import { general } from './hi/general.js';

export const hi: Copy = { general, attendance };
