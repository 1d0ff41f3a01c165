import type { reminders as English } from '../en/reminders.js';
import { attendance } from './attendance.js';

const { day, time } = attendance;

export const reminders: typeof English = {
  fee: (f) => `${f.pupil}, ${f.instrument}, ${day(f.due)} ${f.overdue ? 'से बाक़ी' : 'तक'}`,
  classOf: (c) => `${day(c.date)}${c.start ? `, ${time(c.start)}` : ''} ${c.instrument} (${c.pupil})`,
  unmarked: (u, named) =>
    `${u.instrument}${u.start ? ` ${time(u.start)}` : ''}${named ? `, ${day(u.date)}` : ''}${u.teacher ? ` (${u.teacher})` : ''}`,
};
