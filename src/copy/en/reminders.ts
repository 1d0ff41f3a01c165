import { attendance } from './attendance.js';

const { day, time } = attendance;

interface Fee {
  pupil: string;
  instrument: string;
  /** YYYY-MM-DD. */
  due: string;
  overdue: boolean;
}

interface ClassOf {
  pupil: string;
  instrument: string;
  date: string;
  start: string | null;
}

interface Unmarked {
  instrument: string;
  date: string;
  start: string | null;
  teacher: string | null;
}

/** Parts of what the school reminds people of: they stand inside its notices and templates, on one line. */
export const reminders = {
  fee: (f: Fee) => `${f.pupil}, ${f.instrument}, ${f.overdue ? 'due since' : 'due'} ${day(f.due)}`,
  classOf: (c: ClassOf) =>
    `${day(c.date)}${c.start ? `, ${time(c.start)}` : ''} ${c.instrument} (${c.pupil})`,
  /** `named`: the day is not the one the list is about. */
  unmarked: (u: Unmarked, named: boolean) =>
    `${u.instrument}${u.start ? ` ${time(u.start)}` : ''}${named ? `, ${day(u.date)}` : ''}${u.teacher ? ` (${u.teacher})` : ''}`,
};
