import type { ReadRequest } from '../intent.js';
import { type Concept, misspeltTag, tagAt } from '../lexicon/tagger.js';
import { commonNames } from '../names/table.js';
import { type Parsed, parseRegister } from '../register/parse.js';
import { splitWords } from '../text/words.js';

/** What a message is like as a whole, besides its words. */
export type Signal = '@question' | '@statement' | '@names' | '@list' | '@numbers' | '@short' | '@bare';

export interface Features {
  has: ReadonlySet<Concept | Signal>;
  parsed: Parsed;
  /** Words in all, those that no table knows, and those that were read through a misspelling. */
  words: number;
  unknown: number;
  misspelt: number;
}

const QUESTION_CONCEPTS: readonly Concept[] = [
  'ask_when',
  'ask_many',
  'ask_much',
  'ask_what',
  'ask_how',
  'ask_where',
  'ask_who',
  'ask_why',
  'ask_if',
];
const VERB_FIRST = /^\s*(?:is|are|was|were|did|does|do|can|could|will|would|has|have|shall|may)\b/i;
const ASKING_END =
  /(?:\?|\bkya|\bkyaa|क्या|ందా|ాయా|ారా|\b\w+(?:inda|undaa?|aaya|chaa|ocha|tara|stara|ledaa))\s*[?.!]*\s*$/iu;

export function featuresOf(request: ReadRequest): Features {
  const words = splitWords(request.text);
  const has = new Set<Concept | Signal>();
  const counts = { words: 0, unknown: 0, misspelt: 0, names: 0 };
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    const tag = tagAt(words, at) ?? (word?.kind === 'word' ? misspeltTag(word) : null);
    for (const concept of tag?.concepts ?? []) has.add(concept);
    if (word?.kind === 'word' && (tag?.length ?? 1) === 1 && commonNames.has(word.key)) counts.names++;
    if (word?.kind === 'word') {
      counts.words++;
      if (!tag) counts.unknown++;
      else if (!tag.exact) counts.misspelt++;
    }
    at += tag?.length ?? 1;
  }
  const parsed = parseRegister(request.text, []);
  for (const signal of signalsOf(request.text, parsed, has, counts)) has.add(signal);
  return { has, parsed, ...counts };
}

function signalsOf(
  text: string,
  parsed: Parsed,
  has: ReadonlySet<Concept | Signal>,
  counts: { words: number; unknown: number; names: number },
): Signal[] {
  const out: Signal[] = [];
  const named = parsed.named.filter((n) => !/^\d+$/.test(n.who.word));
  const numbers = parsed.named.length - named.length;
  // "Evaru raledu" is "nobody came" from a teacher; only with a question mark is it "who".
  const nobody = has.has('any') && (has.has('neg') || has.has('absent')) && !text.includes('?');
  const question = asks(text, has) && !nobody;
  const someone = parsed.named.length > 0 || parsed.unread.length > 0 || counts.unknown + counts.names > 0;
  const whole = parsed.all !== null || parsed.rest !== null || parsed.excepted;
  if (question) out.push('@question');
  if ((parsed.stated && (whole || (someone && !has.has('i')))) || parsed.excepted) out.push('@statement');
  else if (parsed.stated && parsed.nobodyMissing && counts.words <= 4 && !has.has('i'))
    out.push('@statement');
  if (named.length > 0 || counts.unknown > 0) out.push('@names');
  if (named.length > 1 || (counts.names > 1 && !parsed.stated)) out.push('@list');
  if (numbers > 1) out.push('@numbers');
  if (counts.words <= 3) out.push('@short');
  if (counts.unknown > 0 && counts.unknown === counts.words) out.push('@bare');
  return out;
}

function asks(text: string, has: ReadonlySet<Concept | Signal>): boolean {
  return QUESTION_CONCEPTS.some((c) => has.has(c)) || VERB_FIRST.test(text) || ASKING_END.test(text);
}
