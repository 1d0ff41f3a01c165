import type { SchoolContext } from '../../../school/context.js';
import { localDate } from '../../../school/dates.js';
import { readDate, readDateRange } from '../../../understanding/dates.js';
import { correctWords } from '../../../understanding/lexicon/misspelt.js';
import type { Concept } from '../../../understanding/lexicon/tables.js';
import { tagAt } from '../../../understanding/lexicon/tagger.js';
import { matchName } from '../../../understanding/names.js';
import { instrumentIn } from '../../../understanding/offline/words.js';
import { splitWords } from '../../../understanding/text/words.js';
import type { Line, Offer } from './state.js';

/** What the words of a message are about, as the lexicon files them. */
export function conceptsIn(text: string): Set<Concept> {
  const words = correctWords(splitWords(text));
  const found = new Set<Concept>();
  for (let at = 0; at < words.length; ) {
    const tag = tagAt(words, at);
    for (const concept of tag?.concepts ?? []) found.add(concept);
    at += tag?.length ?? 1;
  }
  return found;
}

/** "Remind me on Monday", where money is spoken of. */
const REMIND = /\bremind me\b|\byaad dila\w*|\bgurtu chey\w*|याद दिला|గుర్తు చే/iu;

/** "I'll pay Friday", and not "I'll pay, send the link". */
export function promises(text: string): boolean {
  const said = conceptsIn(text);
  return (said.has('promise') || REMIND.test(text)) && !said.has('link');
}

/** "I have paid": somebody expects us to know. */
export function saysPaid(text: string): boolean {
  const said = conceptsIn(text);
  return said.has('paid') && !said.has('promise') && !said.has('link');
}

/** The lines a text is about: by a child's name, by an instrument, by both; all of them when it names neither. */
export function linesAbout(text: string, lines: readonly Line[]): Line[] {
  const instruments = [...new Set(lines.map((l) => l.instrument))];
  const instrument = instrumentIn(text, instruments);
  const children = childrenIn(text, lines);
  const fitting = lines.filter(
    (l) =>
      (children.length === 0 || children.includes(l.studentId)) &&
      (instrument === null || !instruments.includes(instrument) || l.instrument === instrument),
  );
  return fitting.length > 0 ? fitting : [...lines];
}

function childrenIn(text: string, lines: readonly Line[]): string[] {
  const roster = [...new Map(lines.map((l) => [l.studentId, { id: l.studentId, name: l.pupil }])).values()];
  const words = splitWords(text).filter((w) => w.kind === 'word' && w.text.length > 2);
  const found = words.flatMap((w, i) => {
    const next = words[i + 1];
    const both = next ? matchName(`${w.text} ${next.text}`, roster) : null;
    const one = both?.kind === 'one' ? both : matchName(w.text, roster);
    return one.kind === 'one' && one.score >= 0.8 ? [one.id] : [];
  });
  return [...new Set(found)];
}

const OFTEN: readonly (readonly [Offer['frequency'], RegExp])[] = [
  [
    'half_yearly',
    /half[\s-]?year|(?:6|six)\s*month|6\s*mahin|che(?:h)?\s*mahin|छमाही|छह?\s*मह|aaru\s*nela|ఆరు\s*నెల|6\s*నెల/iu,
  ],
  [
    'quarterly',
    /quarter|(?:3|three)\s*month|(?:3|teen)\s*mah|timahi|तिमाही|तीन\s*मह|mood[uo]\s*nela|మూడు\s*నెల|3\s*నెల|త్రైమాసిక/iu,
  ],
  ['monthly', /month|mahin|maheen|महीन|मासिक|\bnela|నెల/iu],
  ['yearly', /year|annual|\bsaal|साल|वार्षिक|edadi|ఏడాది|సంవత్సర/iu],
];

/** "monthly", "24 classes", "₹5,400": one of the offers, or null. */
export function offerIn(text: string, offers: readonly Offer[]): Offer | null {
  const often = OFTEN.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  const byWord = often === null ? [] : offers.filter((o) => o.frequency === often);
  if (byWord.length === 1) return byWord[0] ?? null;
  const numbers = (text.replace(/(?<=\d),(?=\d)/g, '').match(/\d+/g) ?? []).map(Number);
  const byNumber = offers.filter((o) => numbers.includes(o.classes) || numbers.includes(o.amountPaise / 100));
  return byNumber.length === 1 ? (byNumber[0] ?? null) : null;
}

/** The day that is named, looking ahead; of "next week" its last, so that nobody is reminded too early. */
export function dayIn(
  { now, timezone }: Pick<SchoolContext, 'now' | 'timezone'>,
  said: string,
): string | null {
  const today = localDate(now, timezone);
  const day = readDate(said, today, { tense: 'future' });
  return day?.date ?? readDateRange(said, today, { tense: 'future' })?.to ?? null;
}
