import type { balance as English } from '../en/balance.js';
import { attendance } from './attendance.js';

const { day, and } = attendance;

type Words = typeof English;
type Left = Parameters<Words['left']>[0];
type Mark = Parameters<Words['attended']>[0]['mark'];

const SIGNS: Record<Mark, string> = { present: '✓', absent: '✗', excused: '○' };
const SAID: Record<Mark, string> = { present: 'हाज़िर', absent: 'ग़ैरहाज़िर', excused: 'छुट्टी पर' };

const classes = (n: number) => `${n} ${n === 1 ? 'क्लास' : 'क्लासें'}`;

function amount({ left, owed }: Left): string {
  return owed > 0 ? `${classes(owed)} ज़्यादा ली गईं` : `${classes(left)} बाक़ी`;
}

function payment({ due, overdue, paymentDue }: Left): string {
  if (paymentDue) return overdue && due ? `, फ़ीस ${day(due)} से बाक़ी है` : ', फ़ीस देनी है';
  return due ? `, अगली फ़ीस ${day(due)} को` : '';
}

export const balance: Words = {
  menu: 'बची हुई क्लासें',
  menuHint: 'हर बच्चे की, और अगली फ़ीस',
  menuHistory: 'अब तक की हाज़िरी',
  menuHistoryHint: 'कौन कब आया',
  head: (name) => `*${name}*`,
  left: (l) => `• ${l.instrument}: ${amount(l)}${payment(l)}`,
  inAll: (n) => `• कुल मिलाकर: ${classes(n)} बाक़ी`,
  paused: '(अभी रुकी हुई हैं)',
  nothing: 'अभी तक न कोई क्लास ख़रीदी गई, न ली गई।',
  why: 'क्यों?',
  whyHead: (name, lefts) =>
    `*${name}*: ${lefts.map((l) => `${l.instrument} ${amount(l)}`).join(', ') || 'क्लासें'}। सबसे नई पहले:`,
  entry: (e) => {
    const what = e.instrument ? `${e.instrument}, ` : '';
    if (e.kind === 'bought') return `• ${day(e.date)}: ${what}${classes(e.count)} ख़रीदीं`;
    if (e.kind === 'attended')
      return `• ${day(e.date)}: ${what}${e.isExtra ? 'मेकअप में आए' : 'आए'}, 1 क्लास लगी`;
    return `• ${day(e.date)}: ${what}${SAID[e.status ?? 'absent']}, क्लास नहीं कटी`;
  },
  earlier: 'इससे पहले की',
  times: 'क्लास का समय',
  history: 'हाज़िरी',
  teacherAsks: 'बची हुई क्लासें और फ़ीस परिवार और ऑफ़िस के बीच की बात है। ऑफ़िस ख़ुशी से मदद करेगा।',

  historyHead: (name) => `*${name}* की हाज़िरी, सबसे नई पहले:`,
  historyBetween: (name, from, to) =>
    from === to ? `*${name}*, ${day(from)}:` : `*${name}*, ${day(from)} – ${day(to)}:`,
  counts: (c) =>
    [`${c.present} हाज़िर`, `${c.absent} ग़ैरहाज़िर`, ...(c.excused > 0 ? [`${c.excused} छुट्टी पर`] : [])].join(
      ', ',
    ),
  attended: (a) =>
    `${SIGNS[a.mark]} ${day(a.date)}${a.instrument ? ` · ${a.instrument}` : ''}${a.isExtra ? ' · मेकअप' : ''}`,
  noHistory: (name) => `*${name}*: अभी तक कोई हाज़िरी दर्ज नहीं है।`,
  noHistoryThen: (name, from, to) =>
    from === to
      ? `*${name}*: ${day(from)} की कोई हाज़िरी दर्ज नहीं है।`
      : `*${name}*: ${day(from)} से ${day(to)} तक कोई हाज़िरी दर्ज नहीं है।`,
  was: (name, a) =>
    `${SIGNS[a.mark]} *${name}*: ${a.instrument ? `${a.instrument}, ` : ''}${day(a.date)} को ${SAID[a.mark]}।`,
  notMarked: (name, instrument, date) => `*${name}*: ${instrument}, ${day(date)}: हाज़िरी अभी नहीं लगी है।`,
  notHeld: (name, instrument, date) => `*${name}*: ${instrument}, ${day(date)}: क्लास नहीं हुई।`,
  noClass: (name, date) => `*${name}*: ${day(date)} को क्लास नहीं थी।`,
  toCome: (date) => `${day(date)} अभी आया नहीं है।`,
  lastOne: 'उससे पहले की:',
  register: (r) =>
    `• ${r.label}${r.teacher ? ` (${r.teacher})` : ''}: ${r.present} हाज़िर${r.absent.length > 0 ? `, ✗ ${and(r.absent)}` : ''}${r.excused.length > 0 ? `, ○ ${and(r.excused)}` : ''}`,
  registerOpen: (label) => `• ${label}: हाज़िरी अभी नहीं लगी है`,
  registerOff: (label) => `• ${label}: क्लास नहीं हुई`,
  noRegisters: (from, to) =>
    from === to ? `${day(from)} को कोई क्लास नहीं थी।` : `${day(from)} से ${day(to)} तक कोई क्लास नहीं थी।`,
};
