import type { schedule as English } from '../en/schedule.js';
import { attendance } from './attendance.js';

const { day, time } = attendance;

type Words = typeof English;
type ClassLine = Parameters<Words['classLine']>[0];
type Near = ClassLine['near'];

const NEAR = { today: 'ఈరోజు', tomorrow: 'రేపు', yesterday: 'నిన్న' };

function when(date: string, near: Near): string {
  return near ? `${NEAR[near]}, ${day(date)}` : day(date);
}

/** "సాయంత్రం 5:00–6:00"; the part of the day is told once where both share it. */
export function span(start: string | null, end: string | null): string {
  if (!start) return '';
  if (!end) return time(start);
  const [from, to] = [time(start), time(end)];
  const part = from.split(' ')[0] ?? '';
  return to.startsWith(`${part} `) ? `${from}–${to.slice(part.length + 1)}` : `${from} – ${to}`;
}

function note({ plan, reason }: Pick<ClassLine, 'plan' | 'reason'>): string {
  switch (plan) {
    case 'on':
      return '';
    case 'cancelled':
      return 'క్లాస్ రద్దయింది';
    case 'holiday':
      return reason ? `సెలవు, ${reason}` : 'సెలవు';
    case 'teacher_away':
      return 'టీచర్ సెలవులో ఉన్నారు, క్లాస్ లేదు';
    case 'excused':
      return 'రాలేమని చెప్పారు';
    case 'makeup':
      return 'మేకప్ క్లాస్';
  }
}

function parts(words: readonly (string | null)[]): string {
  return words.filter(Boolean).join(' · ');
}

function pupilsOf(n: number): string {
  return `${n} ${n === 1 ? 'విద్యార్థి' : 'విద్యార్థులు'}`;
}

function line(what: string, of: Pick<ClassLine, 'plan' | 'reason'>): string {
  const off = of.plan === 'cancelled' || of.plan === 'holiday' || of.plan === 'teacher_away';
  const why = note(of);
  return `• ${off ? `~${what}~` : what}${why ? ` (${why})` : ''}`;
}

export const schedule: Words = {
  when,
  menu: 'క్లాసుల సమయాలు',
  menuHint: 'తర్వాతి క్లాసులు, సెలవులు, మేకప్',
  next: (name) => `*${name}* తర్వాతి క్లాసులు:`,
  between: (name, { from, to, near }) =>
    from === to ? `*${name}*, ${when(from, near)}:` : `*${name}*, ${day(from)} – ${day(to)}:`,
  classLine: (c) =>
    line(parts([c.date && when(c.date, c.near), span(c.start, c.end), c.instrument, c.teacher, c.place]), c),
  batchLine: (b) => {
    const extra = [
      b.excused > 0 ? `${b.excused} సెలవు` : null,
      b.makeups > 0 ? `మేకప్‌కు ${b.makeups}` : null,
      b.marked ? 'హాజరు వేసేశారు' : null,
    ];
    const pupils = pupilsOf(b.pupils);
    return line(parts([span(b.start, b.end), b.instrument, b.teacher, pupils, b.place, ...extra]), b);
  },
  ownWords: (instrument, words) => `• ${instrument}: ${words}`,
  ownWordsThen: (instrument, words) => `• ${instrument}: నేను చెప్పలేను. “${words}” అని నమోదై ఉంది.`,
  ownWordsOf: (instrument, words, pupils) => `• ${instrument}: ${words} · ${pupilsOf(pupils)}`,
  paused: (name) => `*${name}*: క్లాసులు ప్రస్తుతం ఆపి ఉన్నాయి. మళ్ళీ మొదలుపెట్టాలనుకున్నప్పుడు ఆఫీస్ తప్పకుండా సహాయం చేస్తుంది.`,
  notEnrolled: (name) => `*${name}* ప్రస్తుతం ఏ క్లాసులోనూ లేరు. ఆఫీస్ తప్పకుండా సహాయం చేస్తుంది.`,
  nothingSoon: (name) => `*${name}*: రాబోయే మూడు వారాల్లో క్లాస్ ఏదీ కనిపించలేదు.`,
  nothingOn: (name, from, to) =>
    from === to
      ? `*${name}*: ${day(from)} క్లాస్ లేదు.`
      : `*${name}*: ${day(from)} నుంచి ${day(to)} వరకు క్లాసులు లేవు.`,
  afterThat: 'తర్వాతి క్లాసులు:',
  noneWith: (word) => `${word} క్లాస్ ఏదీ కనిపించలేదు.`,
  dayHead: (date, near) => `*${when(date, near)}*`,
  timetableOf: (name) => `*${name}* క్లాసులు`,
  noClasses: (from, to) =>
    from === to ? `${day(from)} క్లాసులు లేవు.` : `${day(from)} నుంచి ${day(to)} వరకు క్లాసులు లేవు.`,
  noClassesAtAll: 'క్లాసులు ఏవీ కనిపించలేదు. ఇది సరికాకపోతే, ఆఫీస్ టైమ్‌టేబుల్ చూడగలదు.',
  tomorrow: 'రేపు',
  week: 'ఈ వారం',
  all: 'పిల్లలందరూ',
  school: 'స్కూల్ మొత్తం',
  more: 'ఇంకా చూడండి',

  whose: 'ఎవరి క్లాసులు చూడాలి?',
  whichOf: (word) => `“${word}”: వీరిలో ఎవరు?`,
  showNames: 'పేర్లు చూడండి',
  names: 'పేర్లు',
  moreNames: 'ఇంకా …',
  myClasses: 'నా క్లాసులు',
  writeName: 'ఎవరి గురించి? దయచేసి పేరు రాయండి.',
  helpName: 'స్కూల్‌లో ఉన్నట్టే పేరు రాయండి.',
  helpWho: 'దయచేసి వీటిలో ఒక పేరు ఎంచుకోండి.',
  unknownHere: (word) => `ఇక్కడ “${word}” పేరుతో ఎవరూ కనిపించలేదు. దయచేసి పేరు సరిచూడండి.`,
  notYourChild: (word, names) =>
    `ఈ నంబర్ మీద ఉన్న పిల్లల్లో “${word}” కనిపించలేదు. ${attendance.and(names)} గురించి చెప్పగలను.`,
  notYours: 'ఇది విద్యార్థి కుటుంబానికి, స్కూల్‌కు మాత్రమే చూపించగలను.',
  notKnown:
    'ఈ నంబర్ ఏ విద్యార్థి లేదా టీచర్ పేరు మీదా నమోదు కాలేదు. మీరు లేదా మీ పిల్లలు ఇక్కడ నేర్చుకుంటున్నా, మీరు నేర్పిస్తున్నా *నా నంబర్ జతచేయండి* అని రాయండి.',
};
