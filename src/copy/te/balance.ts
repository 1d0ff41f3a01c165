import type { balance as English } from '../en/balance.js';
import { attendance } from './attendance.js';

const { day, and } = attendance;

type Words = typeof English;
type Left = Parameters<Words['left']>[0];
type Mark = Parameters<Words['attended']>[0]['mark'];

const SIGNS: Record<Mark, string> = { present: '✓', absent: '✗', excused: '○' };
const SAID: Record<Mark, string> = { present: 'వచ్చారు', absent: 'రాలేదు', excused: 'సెలవు' };

const classes = (n: number) => `${n} ${n === 1 ? 'క్లాస్' : 'క్లాసులు'}`;

function amount({ left, owed }: Left): string {
  if (owed > 0) return `${classes(owed)} ఎక్కువ తీసుకున్నారు`;
  return left === 1 ? '1 క్లాస్ మిగిలింది' : `${left} క్లాసులు మిగిలాయి`;
}

function payment({ due, overdue, paymentDue }: Left): string {
  if (paymentDue) return overdue && due ? `, ఫీజు ${day(due)} నుంచి చెల్లించాల్సి ఉంది` : ', ఫీజు చెల్లించాల్సి ఉంది';
  return due ? `, తర్వాతి ఫీజు ${day(due)}` : '';
}

export const balance: Words = {
  menu: 'మిగిలిన క్లాసులు',
  menuHint: 'ఒక్కొక్కరివి, తర్వాతి ఫీజు',
  menuHistory: 'ఇప్పటివరకు హాజరు',
  menuHistoryHint: 'ఎవరు ఎప్పుడు వచ్చారు',
  head: (name) => `*${name}*`,
  left: (l) => `• ${l.instrument}: ${amount(l)}${payment(l)}`,
  inAll: (n) => `• మొత్తం: ${classes(n)} మిగిలాయి`,
  paused: '(ప్రస్తుతం ఆపి ఉన్నాయి)',
  nothing: 'ఇంకా క్లాసులు కొనలేదు, హాజరు కూడా లేదు.',
  why: 'ఎందుకు?',
  whyHead: (name, lefts) =>
    `*${name}*: ${lefts.map((l) => `${l.instrument} ${amount(l)}`).join(', ') || 'క్లాసులు'}. కొత్తవి ముందు:`,
  entry: (e) => {
    const what = e.instrument ? `${e.instrument}, ` : '';
    if (e.kind === 'bought') return `• ${day(e.date)}: ${what}${classes(e.count)} కొన్నారు`;
    if (e.kind === 'attended')
      return `• ${day(e.date)}: ${what}${e.isExtra ? 'మేకప్‌కు వచ్చారు' : 'వచ్చారు'}, 1 క్లాస్`;
    return `• ${day(e.date)}: ${what}${SAID[e.status ?? 'absent']}, క్లాస్ తగ్గలేదు`;
  },
  earlier: 'అంతకు ముందువి',
  times: 'క్లాసుల సమయాలు',
  history: 'హాజరు',
  teacherAsks: 'మిగిలిన క్లాసులు, ఫీజు వివరాలు కుటుంబానికి, ఆఫీస్‌కు మధ్య విషయం. ఆఫీస్ తప్పకుండా సహాయం చేస్తుంది.',

  historyHead: (name) => `*${name}* హాజరు, కొత్తవి ముందు:`,
  historyBetween: (name, from, to) =>
    from === to ? `*${name}*, ${day(from)}:` : `*${name}*, ${day(from)} – ${day(to)}:`,
  counts: (c) =>
    [`${c.present} హాజరు`, `${c.absent} గైర్హాజరు`, ...(c.excused > 0 ? [`${c.excused} సెలవు`] : [])].join(', '),
  attended: (a) =>
    `${SIGNS[a.mark]} ${day(a.date)}${a.instrument ? ` · ${a.instrument}` : ''}${a.isExtra ? ' · మేకప్' : ''}`,
  noHistory: (name) => `*${name}*: ఇంకా హాజరు ఏదీ నమోదు కాలేదు.`,
  noHistoryThen: (name, from, to) =>
    from === to
      ? `*${name}*: ${day(from)} హాజరు ఏదీ నమోదు కాలేదు.`
      : `*${name}*: ${day(from)} నుంచి ${day(to)} వరకు హాజరు ఏదీ నమోదు కాలేదు.`,
  was: (name, a) =>
    `${SIGNS[a.mark]} *${name}*: ${a.instrument ? `${a.instrument}, ` : ''}${day(a.date)}: ${SAID[a.mark]}.`,
  notMarked: (name, instrument, date) => `*${name}*: ${instrument}, ${day(date)}: హాజరు ఇంకా వేయలేదు.`,
  notHeld: (name, instrument, date) => `*${name}*: ${instrument}, ${day(date)}: క్లాస్ జరగలేదు.`,
  noClass: (name, date) => `*${name}*: ${day(date)} క్లాస్ లేదు.`,
  toCome: (date) => `${day(date)} ఇంకా రాలేదు.`,
  lastOne: 'అంతకు ముందు:',
  register: (r) =>
    `• ${r.label}${r.teacher ? ` (${r.teacher})` : ''}: ${r.present} హాజరు${r.absent.length > 0 ? `, ✗ ${and(r.absent)}` : ''}${r.excused.length > 0 ? `, ○ ${and(r.excused)}` : ''}`,
  registerOpen: (label) => `• ${label}: హాజరు ఇంకా వేయలేదు`,
  registerOff: (label) => `• ${label}: క్లాస్ జరగలేదు`,
  noRegisters: (from, to) =>
    from === to ? `${day(from)} క్లాస్ లేదు.` : `${day(from)} నుంచి ${day(to)} వరకు క్లాసులు లేవు.`,
};
