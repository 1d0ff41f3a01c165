import { money } from '../money.js';
import { attendance } from './attendance.js';
import { span } from './schedule.js';

const { and } = attendance;

type Who = 'self' | 'child' | 'other' | null;
type Slot = 'instrument' | 'who' | 'age' | 'level' | 'days' | 'name' | 'phone';

/** What somebody has said of the classes they would like. Days as Date.getUTCDay, none for any. */
interface Wish {
  instrument: string | null;
  who: Who;
  age: number | null;
  level: string | null;
  days: readonly number[] | null;
  time: 'morning' | 'afternoon' | 'evening' | null;
  name: string | null;
  /** When they would like to be called, in their own words. */
  call: string | null;
  /** Brothers and sisters in the same enquiry. */
  also: readonly { instrument: string | null; age: number | null; name: string | null }[];
}

/** One class of the week. Times are HH:MM; `slots` null where only the school's own words are known. */
interface ClassLine {
  slots: readonly { weekday: number; start: string | null; end: string | null }[] | null;
  text: string;
  teacher: string | null;
  place: string | null;
  free: number;
}

interface Sent {
  reference: string;
  summary: string;
  phone: string | null;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const TIMES = { morning: 'mornings', afternoon: 'afternoons', evening: 'evenings' };
const LEVELS: Record<string, string> = {
  beginner: 'beginner',
  some: 'has learnt a little',
  good: 'plays well already',
};

/** "+91 90000 00100". */
function phone(digits: string): string {
  return `+${digits}`.replace(/^(\+91)(\d{5})(\d{5})$/, '$1 $2 $3');
}

function daysOf(days: readonly number[]): string {
  return days.length === 0 ? 'any day' : days.map((d) => DAYS[d]).join(', ');
}

function person({ who, name, age }: Wish): string | null {
  const whose = who === 'self' ? 'for yourself' : who === 'child' ? 'for your child' : null;
  const called = name && who !== 'self' ? [whose ?? 'for', name].join(' ') : (name ?? whose);
  return [called, age === null ? null : `${age} years`].filter(Boolean).join(', ') || null;
}

function pupil({ who, name, age }: Wish): string | null {
  const called = [who === 'child' ? 'child' : null, name].filter(Boolean).join(' ');
  return [called, age === null ? null : `${age} years`].filter(Boolean).join(', ') || null;
}

/** "Tue, Thu 5:00–6:00 pm; Sat 4:00–5:00 pm": days with the same time together. */
export function week(
  slots: NonNullable<ClassLine['slots']>,
  names: readonly string[],
  spanOf: (start: string | null, end: string | null) => string,
): string {
  const times = new Map<string, string[]>();
  for (const { weekday, start, end } of slots) {
    const time = spanOf(start, end);
    times.set(time, [...(times.get(time) ?? []), names[weekday] ?? '']);
  }
  return [...times].map(([time, on]) => [on.join(', '), time].filter(Boolean).join(' ')).join('; ');
}

export const enquiry = {
  menu: 'Join a class',
  menuHint: 'Instruments, times, free places, fees',
  phone,
  /** `office`: as it is told to the school, not to the person. */
  summary: (w: Wish, office = false) =>
    [
      [
        [w.instrument ?? 'instrument still open', office ? pupil(w) : person(w)].filter(Boolean).join(' · '),
        ...w.also.map((a) => [a.instrument, pupil({ ...w, ...a, who: null })].filter(Boolean).join(' · ')),
      ].join(' + '),
      w.level === null ? null : (LEVELS[w.level] ?? w.level),
      w.days === null ? null : daysOf(w.days),
      w.time === null ? null : TIMES[w.time],
      w.call ? `call: “${w.call}”` : null,
    ]
      .filter(Boolean)
      .join(' · '),

  askInstrument: 'Which instrument would you like to learn?',
  showInstruments: 'Show instruments',
  instruments: 'Instruments',
  notSure: 'Not sure yet',
  more: 'More …',
  whichOf: (names: readonly string[]) => `${and(names)}: which one do you mean?`,
  notTaught: (word: string, names: readonly string[]) =>
    `We do not teach “${word}” at present. We teach ${and(names)}.`,
  weTeach: (names: readonly string[]) => `We teach ${and(names)}. The office will gladly help you choose.`,
  askWho: 'Who are the classes for, and how old are they? For example “my daughter, 8”.',
  forMe: 'For me',
  forChild: 'For my child',
  askAge: (who: Who, name: string | null) =>
    who === 'self'
      ? 'How old are you?'
      : `How old is ${name ?? (who === 'child' ? 'your child' : 'the pupil')}?`,
  askLevel: 'Has there been any musical training so far?',
  levels: { beginner: 'Complete beginner', some: 'Learnt a little' },
  askDays: 'Which days would suit best? Tap one, or write for example “Tue and Thu”.',
  weekdays: 'Weekdays',
  weekend: 'Weekend',
  anyDay: 'Any day',
  askNames: 'What are your children’s names? For example “Anika and Rohan”.',
  askName: (who: Who): string =>
    who === 'self'
      ? 'What is your name?'
      : who === 'child'
        ? 'What is your child’s name?'
        : 'What is the name of the new pupil?',
  askPhone:
    'WhatsApp does not show me your number. On which number may the office call you? Type it, or share a contact.',
  skip: 'Not sure, skip',
  help: {
    instrument: 'Please choose an instrument, or write “not sure”.',
    who: 'Please write for whom it is and the age, for example “my son, 9”, or “not sure”.',
    age: 'Please write the age as a number, or “not sure”.',
    level: 'Please choose one, write for example “Grade 2”, or “not sure”.',
    days: 'Please write the days, for example “Sat and Sun”, or “not sure”.',
    name: 'Please write just the name, or “skip”.',
    phone: 'Please write a phone number with ten digits, or “skip”.',
  } satisfies Record<Slot, string>,
  helpOffer: 'Answer Yes or No, or write what is to change, for example “no, guitar”.',

  callNoted: (when: string) =>
    when ? `Gladly: a call, “${when}”.` : 'Gladly: then the office calls you about the rest.',
  instrumentNoted: (instrument: string) => `${instrument}, gladly.`,
  resume: (summary: string) => `We had begun an enquiry: ${summary}. Shall we go on where we stopped?`,
  goOn: 'Yes, go on',
  afresh: 'No, start afresh',

  offerHead: (summary: string) => `*${summary}*`,
  classesOf: (instrument: string) => `${instrument} classes with free places:`,
  classesOnOtherDays: (days: readonly number[]) =>
    `Nothing is free on ${daysOf(days)} just now. These classes have free places:`,
  classLine: (c: ClassLine) =>
    `• ${[c.slots ? week(c.slots, DAYS, span) : c.text, c.teacher, c.place, `${c.free} ${c.free === 1 ? 'place' : 'places'} free`].filter(Boolean).join(' · ')}`,
  moreClasses: (n: number) => `… and ${n} more, of which the office can tell you.`,
  allFull: (instrument: string) =>
    `All our ${instrument} classes are full just now, I am sorry. I can put your wish on the waiting list.`,
  noClasses: (instrument: string) =>
    `There is no ${instrument} class in the timetable just now, I am sorry. I can put your wish on the waiting list.`,
  fees: (fees: readonly { classes: number; amountPaise: number }[]) =>
    `Fee: ${fees.map((f) => `${money(f.amountPaise)} for ${f.classes} ${f.classes === 1 ? 'class' : 'classes'}`).join(', ')}.`,
  noFees: 'I have no fee on file for this; the office will tell you.',
  trialFee: (paise: number) => `A trial class costs ${money(paise)}.`,
  trialUnknown: 'About a trial class I do not know; the office will tell you.',
  siblings: (names: readonly string[]) =>
    `${and(names)} already ${names.length === 1 ? 'learns' : 'learn'} with us; I will tell the office.`,
  shallWeCall: (digits: string | null) =>
    digits === null ? 'Shall the office get in touch with you?' : `Shall we call you on ${phone(digits)}?`,
  callWhenFree: (digits: string | null) =>
    digits === null
      ? 'Shall I note it, so that the office gets in touch with you about it?'
      : `Shall I note it, so that the office calls you on ${phone(digits)} about it?`,
  yes: 'Yes',
  change: 'Change',
  no: 'No',

  changeWhat: 'What is to change? Tap it, or simply write it, for example “no, guitar”.',
  showChoices: 'Show choices',
  changeTitle: 'Your enquiry',
  slots: {
    instrument: 'Instrument',
    who: 'Who it is for',
    age: 'Age',
    level: 'Experience',
    days: 'Days',
    name: 'Name',
    phone: 'Phone number',
  } satisfies Record<Slot, string>,

  saved: (s: Sent, updated: boolean) =>
    `${updated ? 'Done: your enquiry is brought up to date' : 'Done: your enquiry is noted'}, number *${s.reference}*: ${s.summary}. ${called(s.phone)}`,
  savedWaiting: (s: Sent, updated: boolean) =>
    `${updated ? 'Done: your enquiry is brought up to date' : 'Done: your wish is on the waiting list'}, number *${s.reference}*: ${s.summary}. ${called(s.phone)} No place is promised yet.`,
  alreadySaved: (reference: string, summary: string) =>
    `This was noted already as *${reference}*: ${summary}. Nothing was noted twice.`,
  stale: 'Something was changed after that, so I sent nothing yet. This is how it stands now:',
  gone: 'That enquiry is not here any more, so nothing was sent. Write *join* to begin again.',
  declined:
    'All right, I sent nothing to the office. What you told me stays here in case you would like to go on: just write *join*.',
  notes: (n: {
    summary: string;
    trial: boolean;
    call: string | null;
    waiting: boolean;
    siblings: readonly string[];
    noNumber: boolean;
  }) =>
    [
      `WhatsApp enquiry: ${n.summary}.`,
      n.trial ? 'Asked for a trial class.' : '',
      n.call === null ? '' : 'Would rather talk on the phone.',
      n.waiting ? 'Waiting list: no free seat at the time.' : '',
      n.siblings.length > 0 ? `Family of ${and(n.siblings)}, who learn here.` : '',
      n.noNumber ? 'No phone number: answer on WhatsApp.' : '',
    ]
      .filter(Boolean)
      .join(' '),
};

function called(digits: string | null): string {
  return digits === null
    ? 'The office will write to you here.'
    : `The office will call you on ${phone(digits)}.`;
}
