import type { schedule as English } from '../en/schedule.js';
import { attendance } from './attendance.js';

const { day, time } = attendance;

type Words = typeof English;
type ClassLine = Parameters<Words['classLine']>[0];
type Near = ClassLine['near'];

const NEAR = { today: 'आज', tomorrow: 'कल', yesterday: 'कल' };

function when(date: string, near: Near): string {
  return near ? `${NEAR[near]}, ${day(date)}` : day(date);
}

/** "शाम 5:00–6:00 बजे"; the part of the day is told once where both share it. */
export function span(start: string | null, end: string | null): string {
  if (!start) return '';
  if (!end) return time(start);
  const [from, to] = [time(start), time(end)];
  const bare = from.replace(/ बजे$/, '');
  const part = from.split(' ')[0] ?? '';
  return to.startsWith(`${part} `) ? `${bare}–${to.slice(part.length + 1)}` : `${bare} – ${to}`;
}

function note({ plan, reason }: Pick<ClassLine, 'plan' | 'reason'>): string {
  switch (plan) {
    case 'on':
      return '';
    case 'cancelled':
      return 'क्लास रद्द';
    case 'holiday':
      return reason ? `छुट्टी, ${reason}` : 'छुट्टी';
    case 'teacher_away':
      return 'शिक्षक छुट्टी पर हैं, क्लास नहीं है';
    case 'excused':
      return 'न आने की सूचना दी है';
    case 'makeup':
      return 'मेकअप क्लास';
  }
}

function parts(words: readonly (string | null)[]): string {
  return words.filter(Boolean).join(' · ');
}

function line(what: string, of: Pick<ClassLine, 'plan' | 'reason'>): string {
  const off = of.plan === 'cancelled' || of.plan === 'holiday' || of.plan === 'teacher_away';
  const why = note(of);
  return `• ${off ? `~${what}~` : what}${why ? ` (${why})` : ''}`;
}

export const schedule: Words = {
  when,
  menu: 'क्लास का समय',
  menuHint: 'अगली क्लासें, छुट्टियाँ, मेकअप',
  next: (name) => `*${name}* की अगली क्लासें:`,
  between: (name, { from, to, near }) =>
    from === to ? `*${name}*, ${when(from, near)}:` : `*${name}*, ${day(from)} – ${day(to)}:`,
  classLine: (c) =>
    line(parts([c.date && when(c.date, c.near), span(c.start, c.end), c.instrument, c.teacher, c.place]), c),
  batchLine: (b) => {
    const extra = [
      b.excused > 0 ? `${b.excused} छुट्टी पर` : null,
      b.makeups > 0 ? `${b.makeups} मेकअप के लिए` : null,
      b.marked ? 'हाज़िरी लग चुकी है' : null,
    ];
    const pupils = `${b.pupils} विद्यार्थी`;
    return line(parts([span(b.start, b.end), b.instrument, b.teacher, pupils, b.place, ...extra]), b);
  },
  ownWords: (instrument, words) => `• ${instrument}: ${words}`,
  ownWordsThen: (instrument, words) => `• ${instrument}: मैं नहीं बता सकता। “${words}” लिखा है।`,
  ownWordsOf: (instrument, words, pupils) => `• ${instrument}: ${words} · ${pupils} विद्यार्थी`,
  paused: (name) => `*${name}*: क्लासें अभी रुकी हुई हैं। जब भी फिर से शुरू करना चाहें, ऑफ़िस ख़ुशी से मदद करेगा।`,
  notEnrolled: (name) => `*${name}* अभी किसी क्लास में नहीं हैं। ऑफ़िस ख़ुशी से मदद करेगा।`,
  nothingSoon: (name) => `*${name}*: अगले तीन हफ़्तों में कोई क्लास नहीं मिली।`,
  nothingOn: (name, from, to) =>
    from === to
      ? `*${name}*: ${day(from)} को क्लास नहीं है।`
      : `*${name}*: ${day(from)} से ${day(to)} तक कोई क्लास नहीं है।`,
  afterThat: 'अगली क्लासें:',
  noneWith: (word) => `${word} की कोई क्लास नहीं मिली।`,
  dayHead: (date, near) => `*${when(date, near)}*`,
  timetableOf: (name) => `*${name}* की क्लासें`,
  noClasses: (from, to) =>
    from === to ? `${day(from)} को कोई क्लास नहीं है।` : `${day(from)} से ${day(to)} तक कोई क्लास नहीं है।`,
  noClassesAtAll: 'कोई क्लास नहीं मिली। अगर यह सही नहीं है, तो ऑफ़िस टाइमटेबल देख सकता है।',
  tomorrow: 'कल',
  week: 'इस हफ़्ते',
  all: 'सभी बच्चे',
  school: 'पूरा स्कूल',
  more: 'और देखें',

  whose: 'किसकी क्लासें देखनी हैं?',
  whichOf: (word) => `“${word}”: इनमें से कौन?`,
  showNames: 'नाम देखें',
  names: 'नाम',
  moreNames: 'और …',
  myClasses: 'मेरी अपनी क्लासें',
  writeName: 'किसके बारे में? कृपया नाम लिखें।',
  helpName: 'कृपया नाम वैसे ही लिखें जैसे स्कूल में दर्ज है।',
  helpWho: 'कृपया इनमें से एक नाम चुनें।',
  unknownHere: (word) => `यहाँ “${word}” नाम का कोई नहीं मिला। कृपया नाम एक बार देख लें।`,
  notYourChild: (word, names) =>
    `इस नंबर पर दर्ज बच्चों में “${word}” नहीं मिला। मैं ${attendance.and(names)} के बारे में बता सकता हूँ।`,
  notYours: 'यह मैं सिर्फ़ विद्यार्थी के अपने परिवार और स्कूल को दिखा सकता हूँ।',
  notKnown:
    'यह नंबर किसी विद्यार्थी या शिक्षक के नाम दर्ज नहीं है। अगर आप या आपका बच्चा यहाँ सीखते या पढ़ाते हैं, तो *मेरा नंबर जोड़ें* लिखें।',
};
