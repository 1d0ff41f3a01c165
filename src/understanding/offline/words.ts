import type { Entities, Language } from '../intent.js';
import { INSTRUMENT_NAMES } from '../lexicon/instruments.js';
import { correctWords } from '../lexicon/misspelt.js';
import type { Concept } from '../lexicon/tables.js';
import { tagAt } from '../lexicon/tagger.js';
import { digitsToLatin, splitWords } from '../text/words.js';

/** The typed stretches of text that the lexicon files under a concept. */
export function stretches(text: string, ...concepts: Concept[]): string[] {
  const typed = splitWords(text);
  const words = correctWords(typed);
  const out: string[] = [];
  for (let at = 0; at < words.length; ) {
    const tag = tagAt(words, at);
    const length = tag?.length ?? 1;
    const last = typed[at + length - 1];
    if (concepts.some((c) => tag?.concepts.has(c))) out.push(text.slice(typed[at]?.start, last?.end));
    at += length;
  }
  return out;
}

/** The school's own word for the instrument; as typed where the school has none or several that fit. */
export function instrumentIn(text: string, instruments: readonly string[]): string | null {
  const typed = stretches(text, 'instrument')[0];
  if (typed === undefined) return null;
  const key = keyOf(typed);
  const canonical = Object.entries(INSTRUMENT_NAMES).find(([, names]) =>
    names.split('|').some((n) => keyOf(n) === key),
  )?.[0];
  const wanted = canonical ?? typed.toLowerCase();
  const fitting = instruments.filter(
    (i) => i.toLowerCase().includes(wanted) || wanted.includes(i.toLowerCase()),
  );
  return fitting.length === 1 && fitting[0] ? fitting[0] : typed;
}

function keyOf(phrase: string): string {
  return correctWords(splitWords(phrase))
    .map((w) => w.key)
    .join(' ');
}

export function reasonIn(text: string): Entities {
  const said = /\b(?:because|bcoz|bcz|coz|due to|reason is|since|as)\s+(?:of\s+)?(.{3,80})$/iu.exec(
    text,
  )?.[1];
  const reason = said?.trim() ?? stretches(text, 'reason', 'cause', 'exam').join(' ');
  return reason ? { reason } : {};
}

const LEVELS = /\bgrade\s*\d\b/iu;

/** "7 years old", "age 7", "8 saal": children and grown-ups, not prices or hours. */
export function ageIn(text: string): Entities {
  const plain = digitsToLatin(text);
  const age =
    /(\d{1,2})\s*-?\s*(?:years?|yrs?|yr|saal|sal|yella|yellu|ella|samvatsar\p{L}*|साल|वर्ष|ఏళ్|సంవత్సర)/iu.exec(
      plain,
    )?.[1] ?? /(?:age|aged|umar|vayasu|उम्र|వయసు|వయస్సు)\D{0,6}(\d{1,2})/iu.exec(plain)?.[1];
  const level = LEVELS.exec(plain)?.[0] ?? stretches(text, 'level')[0];
  const years = Number(age ?? 0);
  return { ...(years >= 2 && years <= 90 ? { age: years } : {}), ...(level ? { level } : {}) };
}

const LANGUAGE_PATTERNS: readonly (readonly [Language, RegExp])[] = [
  ['hi', /hind|हिंदी|हिन्दी|హిందీ/iu],
  ['te', /tel[ue]?gu|telegu|तेलुगु|तेलुगू|తెలుగు/iu],
  ['en', /engl|ingl|angre|इंग्लिश|अंग्रेज|अंग्रेज़|ఇంగ్లీ|ఆంగ్ల/iu],
];

export function languageIn(text: string): Entities {
  const language = LANGUAGE_PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
  return language ? { language } : {};
}

/** To whom, and what: after a colon, or after "that", "ki", "ani". */
export function messageIn(text: string): Entities {
  const message = /(?::|\bthat\b|\babout\b|\bki\b|कि)\s*(.{3,})$/isu.exec(text)?.[1]?.trim();
  const audience =
    /\b(?:all\s+)?(?:the\s+)?(?:parents|teachers|students|families|everyone|everybody|\p{L}+\s+batch)\b/iu.exec(
      text,
    )?.[0] ??
    stretches(text, 'parents')[0] ??
    stretches(text, 'all')[0];
  return { ...(audience ? { audience } : {}), ...(message ? { message } : {}) };
}
