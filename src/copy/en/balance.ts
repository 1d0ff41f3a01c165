import { attendance } from './attendance.js';

const { day, and } = attendance;

type Mark = 'present' | 'absent' | 'excused';
const SIGNS: Record<Mark, string> = { present: '✓', absent: '✗', excused: '○' };
const SAID: Record<Mark, string> = { present: 'present', absent: 'absent', excused: 'excused' };

interface Left {
  instrument: string;
  left: number;
  owed: number;
  due: string | null;
  overdue: boolean;
  paymentDue: boolean;
}

interface Entry {
  date: string;
  kind: 'bought' | 'attended' | 'not_charged';
  /** Classes bought. */
  count: number;
  instrument: string | null;
  status: 'absent' | 'excused' | null;
  isExtra: boolean;
}

interface Attended {
  date: string;
  instrument: string | null;
  mark: Mark;
  isExtra: boolean;
}

const classes = (n: number) => `${n} ${n === 1 ? 'class' : 'classes'}`;

function payment({ due, overdue, paymentDue }: Left): string {
  if (paymentDue) return overdue && due ? `, payment due since ${day(due)}` : ', payment due';
  return due ? `, next payment ${day(due)}` : '';
}

export const balance = {
  menu: 'Classes left',
  menuHint: 'Per child, and the next payment',
  menuHistory: 'Attendance so far',
  menuHistoryHint: 'Who came, and when',
  head: (name: string) => `*${name}*`,
  left: (l: Left) =>
    `• ${l.instrument}: ${l.owed > 0 ? `owes ${classes(l.owed)}` : `${classes(l.left)} left`}${payment(l)}`,
  inAll: (n: number) => `• In all: ${classes(n)} left`,
  paused: '(paused just now)',
  nothing: 'Nothing bought or attended yet.',
  why: 'Why?',
  whyHead: (name: string, lefts: readonly Left[]) =>
    `*${name}*: ${lefts.map((l) => `${l.instrument} ${l.owed > 0 ? `owes ${classes(l.owed)}` : `${classes(l.left)} left`}`).join(', ') || 'classes'}. Newest first:`,
  entry: (e: Entry) => {
    const what = e.instrument ? `${e.instrument}, ` : '';
    if (e.kind === 'bought') return `• ${day(e.date)}: ${what}${classes(e.count)} bought`;
    if (e.kind === 'attended')
      return `• ${day(e.date)}: ${what}${e.isExtra ? 'makeup attended' : 'attended'}, 1 class`;
    return `• ${day(e.date)}: ${what}${SAID[e.status ?? 'absent']}, not charged`;
  },
  earlier: 'Earlier',
  times: 'Class times',
  history: 'Attendance',
  teacherAsks:
    'Classes left and payments are between the family and the office. The office will gladly help.',

  historyHead: (name: string) => `*${name}*, attendance, newest first:`,
  historyBetween: (name: string, from: string, to: string) =>
    from === to ? `*${name}*, ${day(from)}:` : `*${name}*, ${day(from)} – ${day(to)}:`,
  counts: (c: { present: number; absent: number; excused: number }) =>
    [`${c.present} present`, `${c.absent} absent`, ...(c.excused > 0 ? [`${c.excused} excused`] : [])].join(
      ', ',
    ),
  attended: (a: Attended) =>
    `${SIGNS[a.mark]} ${day(a.date)}${a.instrument ? ` · ${a.instrument}` : ''}${a.isExtra ? ' · makeup' : ''}`,
  noHistory: (name: string) => `*${name}*: no attendance is marked yet.`,
  noHistoryThen: (name: string, from: string, to: string) =>
    from === to
      ? `*${name}*: no attendance is marked for ${day(from)}.`
      : `*${name}*: no attendance is marked from ${day(from)} to ${day(to)}.`,
  was: (name: string, a: Attended) =>
    `${SIGNS[a.mark]} *${name}* was ${SAID[a.mark]}: ${a.instrument ? `${a.instrument}, ` : ''}${day(a.date)}.`,
  notMarked: (name: string, instrument: string, date: string) =>
    `*${name}*: ${instrument}, ${day(date)}: attendance is not marked yet.`,
  notHeld: (name: string, instrument: string, date: string) =>
    `*${name}*: ${instrument}, ${day(date)}: the class did not take place.`,
  noClass: (name: string, date: string) => `*${name}* had no class on ${day(date)}.`,
  toCome: (date: string) => `${day(date)} is still to come.`,
  lastOne: 'The last one before:',
  register: (r: {
    label: string;
    present: number;
    absent: readonly string[];
    excused: readonly string[];
    teacher: string | null;
  }) =>
    `• ${r.label}${r.teacher ? ` (${r.teacher})` : ''}: ${r.present} present${r.absent.length > 0 ? `, ✗ ${and(r.absent)}` : ''}${r.excused.length > 0 ? `, ○ ${and(r.excused)}` : ''}`,
  registerOpen: (label: string) => `• ${label}: not marked yet`,
  registerOff: (label: string) => `• ${label}: did not take place`,
  noRegisters: (from: string, to: string) =>
    from === to ? `No class on ${day(from)}.` : `No class from ${day(from)} to ${day(to)}.`,
};
