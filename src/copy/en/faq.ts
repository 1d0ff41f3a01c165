import { money } from '../money.js';
import { attendance } from './attendance.js';

/** What one instrument costs. `amountPaise` for so many classes. */
export interface FeeLine {
  instrument: string;
  offers: { classes: number; amountPaise: number }[];
}

interface Holiday {
  date: string;
  reason: string | null;
}

/** Days of the week (0 is Sunday) with the same hours, HH:MM. */
export interface HoursLine {
  days: number[];
  from: string;
  to: string;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function holiday({ date, reason }: Holiday): string {
  return `${attendance.day(date)}${reason ? ` (${reason})` : ''}`;
}

export const faq = {
  menu: 'Ask a question',
  menuHint: 'Hours, address, exams, holidays, rules',
  ask: 'What would you like to know about the school? Ask in your own words.',
  /** Before an answer that the school has only in another language. */
  foreign: '',
  near: 'I am not sure that this is what you mean; this is what the school says:',
  unanswered:
    'I have no sure answer to that. I have noted your question for the office; shall a person answer you here?',
  /** Beside a question that is open. */
  notedBeside: 'I have no sure answer to that, so I have noted your question for the office.',
  late: 'I have no sure answer to that. If you still need it, please ask again.',
  closedOn: (h: Holiday) => `The school is closed on ${holiday(h)}.`,
  holidays: (list: readonly Holiday[]) =>
    list.length === 0
      ? 'I have no holidays of the school on record.'
      : `These are the school’s holidays on record: ${list.map(holiday).join(', ')}.`,
  fees: (lines: readonly FeeLine[]) =>
    `${lines.map((l) => `*${l.instrument}*: ${l.offers.map((o) => `${o.classes} classes ${money(o.amountPaise)}`).join(', ')}`).join('\n')}\n\nThese are the fees for beginners; at a higher grade or another branch they may differ.`,
  instruments: (names: readonly string[]) => `The school teaches ${attendance.and(names)}.`,
  teaches: (name: string) => `Yes, the school teaches ${name}.`,
  teachesNot: (name: string, names: readonly string[]) =>
    `I do not find ${name} among what the school teaches: ${attendance.and(names)}.`,
  hours: (lines: readonly HoursLine[]) =>
    `The office is open: ${lines.map((l) => `${l.days.map((d) => DAYS[d]).join(', ')} ${attendance.time(l.from)}–${attendance.time(l.to)}`).join('; ')}.`,
};
