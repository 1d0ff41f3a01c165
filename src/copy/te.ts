import type { Copy } from './en.js';
import { attendance } from './te/attendance.js';
import { general } from './te/general.js';

export const te: Copy = { general, attendance };
