import { attendance } from './en/attendance.js';
import { general } from './en/general.js';
import { notices } from './en/notices.js';

/** Every sentence the bot says, in English. The other languages have this shape. */
export const en = { general, notices, attendance };
export type Copy = typeof en;
