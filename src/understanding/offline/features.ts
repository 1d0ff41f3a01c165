import { readDateRange, readDates } from '../dates.js';
import type { ReadRequest } from '../intent.js';
import { correctWords } from '../lexicon/misspelt.js';
import { type Concept, isSpelled } from '../lexicon/tables.js';
import { type Tag, tagAt } from '../lexicon/tagger.js';
import type { RosterEntry } from '../names.js';
import { commonNames } from '../names/table.js';
import { type Parsed, parseRegister } from '../register/parse.js';
import { type Word, hangsOnNumber, splitWords } from '../text/words.js';
import { detectLanguage } from './language.js';
import { peopleIn } from './people.js';
import { type Counts, type Signal, signalsOf } from './signals.js';

export type { Signal } from './signals.js';

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

export function featuresOf(request: ReadRequest): Features {
  const typed = splitWords(request.text);
  const words = correctWords(typed);
  const has = new Set<Concept | Signal>();
  const language = detectLanguage(request.text);
  const counts: Counts = { words: 0, unknown: 0, misspelt: 0, alike: 0, names: 0, business: 0 };
  for (let at = 0; at < words.length; ) {
    const tag = tagAt(words, at);
    // "Class me" is in the class; only in English it is "me".
    const within = typed[at]?.text.toLowerCase() === 'me' && language !== 'en';
    const ill = at > 0 && typed[at]?.text.toLowerCase() === 'ill' && endsOrDay(words, at + 1);
    for (const concept of within ? [] : (tag?.concepts ?? []))
      if (!isVerb(concept, tag, at) && !(ill && concept === 'i')) has.add(concept);
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

/** "John ill", "Mary ill today": no "I'll". */
function endsOrDay(words: readonly Word[], at: number): boolean {
  return words[at]?.kind !== 'word' || tagAt(words, at)?.concepts.has('day') === true;
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
  else if (!isSpelled(typed.text)) counts.alike++;
  if ((tag?.length ?? 1) === 1 && commonNames.has(typed.key)) counts.names++;
}
