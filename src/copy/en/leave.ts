import { unheardBy } from '../unheard.js';
import { attendance } from './attendance.js';

const { day, time, klass, and } = attendance;

/** A class as it is spoken of. `start` is HH:MM or unknown, `date` YYYY-MM-DD. */
interface Klass {
  instrument: string;
  start: string | null;
  date: string;
}

interface Days {
  from: string;
  to: string;
}

interface Unheard {
  name: string;
  why: 'no_number' | 'no_consent' | 'opted_out' | 'muted' | 'unreachable' | 'not_now';
}

const WHY: Record<Unheard['why'], string> = {
  no_number: 'no number on file',
  no_consent: 'not agreed to messages',
  opted_out: 'stopped our messages',
  muted: 'such messages not wanted',
  unreachable: 'WhatsApp cannot deliver there',
  not_now: 'nothing written to us for a day',
};

function days({ from, to }: Days): string {
  return from === to ? day(from) : `${day(from)} – ${day(to)}`;
}

function classes(n: number): string {
  return `${n} ${n === 1 ? 'class' : 'classes'}`;
}

function families(n: number): string {
  return `${n} ${n === 1 ? 'family' : 'families'}`;
}

function unheard(of: readonly Unheard[]): string {
  return unheardBy(of, WHY);
}

function bullets(of: readonly Klass[]): string {
  return of.map((k) => `• ${klass(k)}`).join('\n');
}

/** Teachers' leave, and pupils who cannot come. */
export const leave = {
  days,
  unheard,
  menu: 'Leave or absence',
  menuHint: 'Days off, or a class somebody will miss',
  yes: 'Yes',
  cancel: 'Cancel',
  more: 'More …',
  choose: 'Choose',
  choices: 'Choices',
  nothingNoted: 'All right, nothing was noted.',
  changed: 'Nothing was noted yet: something changed in the meantime. This is how it stands now:',
  stale: 'That was an earlier question, so nothing was noted. This is how it stands now:',
  over: 'That belongs to something that is over, so nothing was noted.',
  notKnown:
    'I do not know this number as a teacher’s or a pupil’s family’s, so I cannot note a leave. If you belong to the school, write *link my number*.',
  notAmong: (word: string) => `I find no “${word}” among the children on this number.`,
  notYours: 'That is not one of yours, so I noted nothing.',

  whose: 'Whose leave do you mean?',
  ownClasses: 'My own classes',

  when: 'On which days are you away? Write for example “tomorrow”, “Thu to Sat” or “25 to 28 Dec”.',
  today: 'Today',
  tomorrow: 'Tomorrow',
  allOf: (of: Days) => (of.from === of.to ? `All of ${day(of.from)}` : 'These whole days'),
  partOfDay:
    'I can only note leave for whole days. If you miss a part of a day, please ask the office to arrange it; or take the whole day off.',
  past: 'Those days are over. Which days from today on do you mean?',
  tooLong: 'That is very long; for more than 60 days please talk to the office. Which days do you mean?',
  helpDays: 'Write the days, for example “Thu to Sat”.',

  heading: (of: Days, reason: string | null) => `*Leave ${days(of)}*${reason ? ` (${reason})` : ''}`,
  affected: (n: number, pupils: number) =>
    `${classes(n)} ${n === 1 ? 'does' : 'do'} not take place; ${pupils} ${pupils === 1 ? 'pupil' : 'pupils'}:`,
  dayLine: (date: string, of: readonly { instrument: string; start: string | null; pupils: number }[]) =>
    `• ${day(date)}: ${of.map((c) => `${c.instrument}${c.start ? ` ${time(c.start)}` : ''} (${c.pupils})`).join(', ')}`,
  moreDays: (n: number) => `• … and ${n} more ${n === 1 ? 'day' : 'days'}`,
  noClasses: 'No class of yours falls on these days.',
  namesOf: (of: { instrument: string; start: string | null }, names: readonly string[]) =>
    `*${of.instrument}${of.start ? ` ${time(of.start)}` : ''}*: ${names.join(', ')}`,
  overlap: (of: readonly Days[]) =>
    `Already noted: ${of.map(days).join('; ')}. That stays; only the other days are added.`,
  unreadable: (labels: readonly string[]) =>
    `I cannot read when this meets, so nobody in it is told: ${labels.join(', ')}. The office hears of it.`,
  willTell: (n: number) =>
    n === 0 ? 'On Yes I tell the office.' : `On Yes I tell the office and ${families(n)}.`,
  cannotTell: (of: readonly Unheard[]) => `I cannot reach: ${unheard(of)}.`,
  confirm: 'Shall I note it?',
  showNames: 'Show names',
  otherDays: 'Other days',

  saved: (of: readonly Days[], n: number) =>
    `Noted: leave ${of.map(days).join('; ')}. ${n === 0 ? 'No class is affected.' : `${classes(n)} ${n === 1 ? 'does' : 'do'} not take place.`}`,
  told: (n: number, office: boolean) => {
    const who = [...(office ? ['the office'] : []), ...(n > 0 ? [families(n)] : [])];
    return who.length === 0 ? 'Nobody had to be told.' : `I am telling ${and(who)}.`;
  },
  notTold: (of: readonly Unheard[]) =>
    `Not told by me: ${unheard(of)}. Please let them know, or ask the office.`,
  canCome: 'I can come after all',
  already: (of: readonly Days[]) =>
    `You are already on leave: ${of.map(days).join('; ')}. Nothing was noted twice.`,

  noLeave: 'I have no leave of yours on record for the coming days.',
  whichLeave: 'Which leave do you take back?',
  back: (of: Days, n: number) =>
    `*Take back the leave ${days(of)}?* ${n === 0 ? 'No class is affected.' : `${classes(n)} ${n === 1 ? 'takes' : 'take'} place again:`}`,
  backTells: (n: number) =>
    n === 0 ? 'No family has been told of it.' : `On Yes I tell ${families(n)} that heard of it.`,
  backDone: (of: Days, n: number) =>
    `Done: the leave ${days(of)} is taken back. ${n === 0 ? '' : `${classes(n)} ${n === 1 ? 'takes' : 'take'} place. `}`.trim(),
  alreadyBack: (of: Days) => `The leave ${days(of)} was taken back already.`,
  leaveOver: (of: Days) => `The leave ${days(of)} is over.`,

  whoAbsent: 'Who cannot come?',
  everyChild: 'All of them',
  whichClass: (name: string) => `Which class can ${name} not come to? Tap one, or write the day.`,
  whichOfDay: (name: string) => `${name} has more than one class then. Which one is it?`,
  allClasses: 'All of these',
  noClassOn: (name: string, of: Days) => `${name} has no class on ${days(of)}.`,
  closed: (of: readonly { instrument: string; date: string }[]) =>
    `${of.map((c) => `${c.instrument}, ${day(c.date)}`).join('; ')}: does not take place anyway.`,
  noComing: (name: string) => `I see no class of ${name}’s in the coming weeks.`,
  absent: (of: readonly { name: string; classes: readonly Klass[] }[], reason: string | null) =>
    `${of.map((p) => `*${p.name} cannot come*${reason ? ` (${reason})` : ''}:\n${bullets(p.classes)}`).join('\n\n')}\n\nA class cancelled beforehand is not charged. Shall I note it and tell the teacher?`,
  absentSaved: (name: string, of: readonly Klass[]) =>
    `Noted: ${name} will not come to ${of.map(klass).join('; ')}. It stands as excused in the register.`,
  absentAlready: (name: string, of: readonly Klass[]) =>
    `That is noted already: ${name} will not come to ${of.map(klass).join('; ')}.`,
  teachersTold: (names: readonly string[]) => `I am telling ${and(names)}.`,
  bookMakeup: 'Book a makeup',
  willCome: 'Will come after all',

  noAbsence: 'Nobody of yours is noted as absent in the coming weeks.',
  whichComes: 'Which class can be attended after all?',
  comes: (of: readonly { name: string; classes: readonly Klass[] }[]) =>
    `${of.map((p) => `*${p.name} comes after all*:\n${bullets(p.classes)}`).join('\n\n')}\n\nShall I note it and tell the teacher?`,
  comesSaved: (name: string, of: readonly Klass[]) =>
    `Noted: ${name} will come to ${of.map(klass).join('; ')}.`,
  manyClasses: (n: number, of: Days) => `${classes(n)}, ${days(of)}`,
  with: (of: Klass, names: readonly string[]) => `${klass(of)} (${and(names)})`,
  adminHow:
    'Write whose leave it is and when, for example “Rahul on leave Thu to Sat” or “Sarah cannot come tomorrow”.',
  helpChoose: 'Please choose one, or write the day.',
};
