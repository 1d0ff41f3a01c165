import { attendance } from './attendance.js';

const { day, time } = attendance;

type Near = 'today' | 'tomorrow' | 'yesterday' | null;
type Plan = 'cancelled' | 'holiday' | 'teacher_away' | 'excused' | 'makeup' | 'on';

/** One class in a list. Times are HH:MM. */
interface ClassLine {
  /** Null where the line above has said it. */
  date: string | null;
  near: Near;
  start: string | null;
  end: string | null;
  instrument: string;
  teacher: string | null;
  place: string | null;
  plan: Plan;
  reason: string | null;
}

interface BatchLine extends Omit<ClassLine, 'date' | 'near'> {
  pupils: number;
  excused: number;
  makeups: number;
  marked: boolean;
}

const NEAR = { today: 'Today', tomorrow: 'Tomorrow', yesterday: 'Yesterday' };

/** "Today, Tue 24 Nov". */
function when(date: string, near: Near): string {
  return near ? `${NEAR[near]}, ${day(date)}` : day(date);
}

/** "5:00–6:00 pm". */
export function span(start: string | null, end: string | null): string {
  if (!start) return '';
  if (!end) return time(start);
  const [from, to] = [time(start), time(end)];
  return from.slice(-2) === to.slice(-2) ? `${from.slice(0, -3)}–${to}` : `${from}–${to}`;
}

/** Why a class does not take place, or what is special about it. */
function note({ plan, reason }: Pick<ClassLine, 'plan' | 'reason'>): string {
  switch (plan) {
    case 'on':
      return '';
    case 'cancelled':
      return 'cancelled';
    case 'holiday':
      return reason ? `holiday, ${reason}` : 'holiday';
    case 'teacher_away':
      return 'no class, the teacher is on leave';
    case 'excused':
      return 'absence reported';
    case 'makeup':
      return 'makeup class';
  }
}

function parts(words: readonly (string | null)[]): string {
  return words.filter(Boolean).join(' · ');
}

/** Struck through where it does not take place. */
function line(what: string, of: Pick<ClassLine, 'plan' | 'reason'>): string {
  const off = of.plan === 'cancelled' || of.plan === 'holiday' || of.plan === 'teacher_away';
  const why = note(of);
  return `• ${off ? `~${what}~` : what}${why ? ` (${why})` : ''}`;
}

export const schedule = {
  when,
  menu: 'Class times',
  menuHint: 'Next classes, holidays, makeups',
  next: (name: string) => `*${name}*, next classes:`,
  between: (name: string, { from, to, near }: { from: string; to: string; near: Near }) =>
    from === to ? `*${name}*, ${when(from, near)}:` : `*${name}*, ${day(from)} – ${day(to)}:`,
  classLine: (c: ClassLine) =>
    line(parts([c.date && when(c.date, c.near), span(c.start, c.end), c.instrument, c.teacher, c.place]), c),
  batchLine: (b: BatchLine) => {
    const pupils = `${b.pupils} ${b.pupils === 1 ? 'pupil' : 'pupils'}`;
    const extra = [
      b.excused > 0 ? `${b.excused} excused` : null,
      b.makeups > 0 ? `${b.makeups} for a makeup` : null,
      b.marked ? 'attendance marked' : null,
    ];
    return line(parts([span(b.start, b.end), b.instrument, b.teacher, pupils, b.place, ...extra]), b);
  },
  /** A batch whose days nobody could read: its own words as they are. */
  ownWords: (instrument: string, words: string) => `• ${instrument}: ${words}`,
  ownWordsThen: (instrument: string, words: string) =>
    `• ${instrument}: I cannot say. It is entered as “${words}”.`,
  ownWordsOf: (instrument: string, words: string, pupils: number) =>
    `• ${instrument}: ${words} · ${pupils} ${pupils === 1 ? 'pupil' : 'pupils'}`,
  paused: (name: string) =>
    `*${name}*: the classes are paused just now. Whenever you would like to go on, the office will gladly help.`,
  notEnrolled: (name: string) => `*${name}* is in no class at present. The office will gladly help.`,
  nothingSoon: (name: string) => `*${name}*: I find no class in the next three weeks.`,
  nothingOn: (name: string, from: string, to: string) =>
    from === to
      ? `*${name}*: no class on ${day(from)}.`
      : `*${name}*: no class from ${day(from)} to ${day(to)}.`,
  afterThat: 'The next ones:',
  noneWith: (word: string) => `I find no ${word} class here.`,
  dayHead: (date: string, near: Near) => `*${when(date, near)}*`,
  timetableOf: (name: string) => `Classes of *${name}*`,
  noClasses: (from: string, to: string) =>
    from === to ? `No classes on ${day(from)}.` : `No classes from ${day(from)} to ${day(to)}.`,
  noClassesAtAll: 'I find no classes. If that is not right, the office can look into the timetable.',
  tomorrow: 'Tomorrow',
  week: 'This week',
  all: 'All children',
  school: 'Whole school',
  more: 'More',

  whose: 'Whose classes do you mean?',
  whichOf: (word: string) => `“${word}”: who is meant?`,
  showNames: 'Show names',
  names: 'Names',
  moreNames: 'More …',
  myClasses: 'My own classes',
  writeName: 'About whom? Please write the name.',
  helpName: 'Please write the name as the school has it.',
  helpWho: 'Please choose one of the names.',
  unknownHere: (word: string) => `I find nobody called “${word}” here. Please check the name.`,
  notYourChild: (word: string, names: readonly string[]) =>
    `I find no “${word}” among the children on this number. I can tell you about ${attendance.and(names)}.`,
  notYours: 'I can show that only to the pupil’s own family and to the school.',
  notKnown:
    'I do not know this number as a pupil’s or a teacher’s. If you, or your child, learn or teach here, write *link my number*.',
};
