import { readDateRange, readDates } from '../dates.js';
import type { ReadRequest } from '../intent.js';
import { correctWords } from '../lexicon/misspelt.js';
import type { Concept } from '../lexicon/tables.js';
import { type Tag, tagAt } from '../lexicon/tagger.js';
import type { RosterEntry } from '../names.js';
import { commonNames } from '../names/table.js';
import { type Parsed, parseRegister } from '../register/parse.js';
import { type Word, hangsOnNumber, splitWords } from '../text/words.js';
import { peopleIn } from './people.js';

/** What a message is like as a whole, besides its words. */
export type Signal =
  | '@question'
  | '@statement'
  | '@names'
  | '@list'
  | '@numbers'
  | '@dated'
  | '@count'
  | '@short'
  | '@bare'
  | '@small';

export interface Features {
  has: ReadonlySet<Concept | Signal>;
  parsed: Parsed;
  /** Words that may be names, in order. */
  people: readonly RosterEntry[];
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
const VERB_FIRST = /^\s*(?:is|am|are|was|were|did|does|do|can|could|will|would|has|have|shall|may|hav|cn)\b/i;
const ASKING_END = /(?:\?|\bkyaa?|क्या|ందా|ాయా|ారా|ాడా|వచ్చా|ావా)\s*[?.!]*\s*$/iu;
// Telugu asks with a long a at the end of the verb: vachada, unda, nerpistara, cheyagalava.
const ASKING_VERB =
  /(?:[dt]ada|inda|unda|chara|chada|tara|tundaa?|taara|stara|gal[av]+|galara|vacha|ledaa?|yocha|tava)$/i;

// "I will …" and "I cannot …" are endings in Hindi and Telugu: rahunga, paungi, raalenu, vastanu.
const FIRST_PERSON =
  /(?:\p{L}{2,}(?:unga|ungi|oonga|oongi|lenu|leenu|tanu|taanu|thanu)(?!\p{L})|[ऊूउुओो][ंँ](?:गा|गी)|లేను|తాను)/iu;

// Concepts that leave a message small talk.
const SMALL: ReadonlySet<Concept> = new Set([
  'greeting',
  'thanks',
  'did',
  'teacher',
  'i',
  'my',
  'day',
  'also',
  'and',
]);

// So many classes, as they are bought.
const COUNTED = /\b(?:8|24|48|96)\s*(?:class|session|lesson)|(?<!\d)(?:8|24|48|96)\s*(?:क्लास|క్లాస)/iu;

interface Counts {
  words: number;
  unknown: number;
  misspelt: number;
  /** Words that are common first names. */
  names: number;
  /** Words of business, as against small talk. */
  business: number;
}

export function featuresOf(request: ReadRequest): Features {
  const typed = splitWords(request.text);
  const words = correctWords(typed);
  const has = new Set<Concept | Signal>();
  const counts: Counts = { words: 0, unknown: 0, misspelt: 0, names: 0, business: 0 };
  for (let at = 0; at < words.length; ) {
    const tag = tagAt(words, at);
    for (const concept of tag?.concepts ?? []) if (!isVerb(concept, tag, at)) has.add(concept);
    const length = tag?.length ?? 1;
    for (let i = at; i < at + length; i++)
      if (!hangsOnNumber(typed, i)) countWord(counts, typed[i], words[i], tag);
    if (tag && [...tag.concepts].some((c) => !SMALL.has(c)) && !tag.concepts.has('greeting'))
      counts.business++;
    at += length;
  }
  const people = peopleIn(request.text);
  if (FIRST_PERSON.test(request.text)) has.add('i');
  const parsed = parseRegister(request.text, people);
  for (const signal of signalsOf(request.text, parsed, has, counts)) has.add(signal);
  if (people.length === 0 && hasDayOfMonth(request)) has.add('@dated');
  if (COUNTED.test(request.text)) has.add('@count');
  return { has, parsed, people, ...counts };
}

/** "Hai" greets at the beginning; after other words it is the Hindi "is". */
function isVerb(concept: Concept, tag: Tag | null, at: number): boolean {
  return concept === 'greeting' && at > 0 && tag !== null && tag.concepts.size > 1;
}

/** "25th", "3 se 5 december": a day by its number. What else is a number there is no pupil's. */
function hasDayOfMonth({ text, today }: ReadRequest): boolean {
  const range = readDateRange(text, today);
  return readDates(text, today).some(
    (d) => /\d/.test(text.slice(d.start, d.end)) || range?.from !== range?.to,
  );
}

function countWord(counts: Counts, typed: Word | undefined, read: Word | undefined, tag: Tag | null): void {
  if (typed?.kind !== 'word') return;
  counts.words++;
  if (!tag) counts.unknown++;
  else if (typed.key !== read?.key) counts.misspelt++;
  if ((tag?.length ?? 1) === 1 && commonNames.has(typed.key)) counts.names++;
}

function signalsOf(
  text: string,
  parsed: Parsed,
  has: ReadonlySet<Concept | Signal>,
  counts: Counts,
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
  if (counts.business === 0 && counts.unknown === 0) out.push('@small');
  return out;
}

function asks(text: string, has: ReadonlySet<Concept | Signal>): boolean {
  if (QUESTION_CONCEPTS.some((c) => has.has(c)) || VERB_FIRST.test(text) || ASKING_END.test(text))
    return true;
  const last = splitWords(text).findLast((w) => w.kind === 'word');
  return (
    last !== undefined && last.text.length > 3 && !commonNames.has(last.key) && ASKING_VERB.test(last.text)
  );
}
