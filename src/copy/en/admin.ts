import { money } from '../money.js';
import { attendance } from './attendance.js';
import { enquiry, week } from './enquiry.js';
import { span } from './schedule.js';

const { day, time } = attendance;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A class of a pupil's card; `slots` null where only the school's own words are known. */
export interface CardClass {
  instrument: string;
  slots: readonly { weekday: number; start: string | null; end: string | null }[] | null;
  text: string;
  teacher: string | null;
  paused: boolean;
}

export interface LeadLine {
  reference: string;
  since: string;
  instrument: string | null;
  name: string | null;
  guardian: string | null;
  age: number | null;
  days: readonly number[] | null;
  phone: string | null;
}

export interface LetterLine {
  name: string | null;
  phone: string | null;
  date: string;
  time: string;
  words: string | null;
}

export interface Day {
  received: number;
  sent: number;
  people: number;
  rule: number;
  tap: number;
  model: number;
  offline: number;
  dead: number;
  unsent: number;
  sentAgain: number;
  calls: number;
  cost: number;
  /** What the model may cost in a day. */
  budget: number;
}

/** "₹4,000". */
export const rupees = (amount: number) => money(Math.round(amount * 100));
export const dollars = (usd: number) => `$${usd.toFixed(usd > 0 && usd < 0.1 ? 4 : 2)}`;
export const share = (part: number, whole: number) => `${whole > 0 ? Math.round((part / whole) * 100) : 0} %`;
/** "Mathew Thomas, +91 90000 00009". */
export const facts = (parts: readonly (string | null)[], between = ', ') =>
  parts.filter(Boolean).join(between);

export const admin = {
  menu: 'Office',
  menuHint: 'Pupils, leads, usage, switches',
  head: 'What shall I show you? You can also write it, for example “Sarah’s card” or “usage today”.',
  find: 'Find a pupil',
  findHint: 'Everything on one card',
  leads: 'Leads waiting',
  leadsHint: 'Enquiries to call back',
  letters: 'Dead letters',
  lettersHint: 'Messages that got no answer',
  usage: 'Today’s usage',
  usageHint: 'Messages, failures, cost',
  switches: 'Switches',
  switchesHint: 'AI and bot, on and off',
  more: 'More',
  officeOnly: {
    teacher:
      'A pupil’s card, with numbers and payments, is for the office alone. Of your own pupils I can tell you the class times and who came.',
    family:
      'That is for the office alone. Of your own children I can tell you class times, classes left, attendance and payments.',
    nobody:
      'That is for the school’s office alone. If you, or your child, learn or teach here, write *link my number*.',
  },

  askName: 'Which pupil? Please write the name, or the number on file.',
  helpName: 'Please write the name as the school has it, or *cancel*.',
  notFound: (word: string) =>
    `I find nobody called “${word}”. Please check the spelling and write the name again.`,
  gone: 'That pupil is no longer in the school’s list.',
  standing: { pupil: null, former: 'left the school', prospect: 'has asked, not a pupil yet' },
  cardHead: (name: string, note: string | null) => (note ? `*${name}* (${note})` : `*${name}*`),
  paused: 'paused just now',
  guardian: (name: string | null, numbers: readonly string[]) =>
    `Guardian: ${facts([name, ...numbers.map(enquiry.phone)])}`,
  own: (numbers: readonly string[]) => `Own number: ${numbers.map(enquiry.phone).join(', ')}`,
  noNumber: 'No usable number on file.',
  classesHead: 'Classes:',
  klass: (c: CardClass) =>
    `• ${facts([c.instrument, c.slots ? week(c.slots, DAYS, span) : c.text, c.teacher, c.paused ? 'paused' : null], ' · ')}`,
  noClasses: 'In no class at present.',
  balanceHead: 'Balance:',
  lastPayment: (amount: number | null, date: string, method: string | null) =>
    `   last payment ${facts([amount === null ? null : rupees(amount), day(date), method])}`,
  noBalance: 'Nothing bought or attended yet.',
  attendanceHead: 'Last attendance:',
  absencesHead: 'Absences reported:',
  absence: (date: string, instrument: string | null, reason: string | null) =>
    `○ ${facts([day(date), instrument, reason], ' · ')}`,
  wish: (instrument: string) => `Would like to learn: ${instrument}`,
  enquiry: (reference: string, date: string, waiting: boolean) =>
    `Enquiry ${reference}, ${day(date)}${waiting ? ', waiting for a call' : ''}`,

  leadsHead: (n: number) => (n === 1 ? 'One lead is waiting:' : `${n} leads are waiting, newest first:`),
  noLeads: 'No lead is waiting.',
  lead: (l: LeadLine) =>
    `*${l.reference}* · ${facts(
      [
        day(l.since),
        l.instrument,
        facts([l.name, l.age === null ? null : `${l.age} years`]),
        l.guardian,
        l.days && l.days.length > 0 ? l.days.map((d) => DAYS[d]).join(', ') : null,
        l.phone && enquiry.phone(l.phone),
      ],
      ' · ',
    )}`,

  lettersHead: (n: number) =>
    n === 1
      ? 'One message of the last 7 days got no answer:'
      : `${n} messages of the last 7 days got no answer, newest first:`,
  noLetters: 'No message of the last 7 days is without an answer.',
  letter: (n: number, l: LetterLine) =>
    `${n}. ${facts([l.name, l.phone && enquiry.phone(l.phone)])} · ${day(l.date)}, ${time(l.time)}\n“${l.words ?? '(no text: a voice note, a picture or the like)'}”`,
  answered: 'Answer was given',
  answeredHint: (n: number, name: string | null) => facts([`Message ${n}`, name]),
  settled: (l: LetterLine) =>
    `Noted: ${facts([l.name, l.phone && enquiry.phone(l.phone)])} has an answer to the message of ${day(l.date)}, ${time(l.time)}.`,
  alreadySettled: 'That message is off the list already; I changed nothing.',

  today: (date: string, u: Day) =>
    [
      `*Today, ${day(date)}*`,
      `Messages: ${u.received} in, ${u.sent} out, ${u.people} ${u.people === 1 ? 'person' : 'people'}`,
      `Understood: ${u.tap} by taps, ${u.rule} by plain rules, ${u.model} by the AI, ${u.offline} without it`,
      `AI: ${u.calls} ${u.calls === 1 ? 'call' : 'calls'}, ${dollars(u.cost)}, ${share(u.cost, u.budget)} of the day’s ${dollars(u.budget)}`,
      `Failures: ${u.dead} not answered, ${u.unsent} not sent`,
      `Sent again, perhaps received twice: ${u.sentAgain}`,
    ].join('\n'),

  yes: 'Yes',
  no: 'No',
  unchanged: 'All right, nothing was changed.',
};
