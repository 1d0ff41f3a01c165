import { correctWords } from '../../../understanding/lexicon/misspelt.js';
import type { Concept } from '../../../understanding/lexicon/tables.js';
import { tagAt } from '../../../understanding/lexicon/tagger.js';
import { type Word, splitWords } from '../../../understanding/text/words.js';

/** Whom a message names: everybody of a kind, somebody by their class, or "everybody", which may be either. */
export type Named = 'families' | 'teachers' | 'everybody' | { klass: string } | null;

/** Who is named where that was asked. */
export function named(text: string): Named {
  if (TEACHERS.test(text)) return 'teachers';
  if (hasConcept(text, 'instrument')) return { klass: text };
  if (FAMILIES.test(text) || hasConcept(text, 'parents')) return 'families';
  return hasConcept(text, 'all') || EVERYBODY.test(text) ? 'everybody' : null;
}

export const TEACHERS = /teacher|tichar|staff|faculty|टीचर|शिक्षक|अध्यापक|గురువు|టీచర్|ఉపాధ్యాయ/iu;
export const FAMILIES =
  /parent|parnt|famil|guardian|student|pupil|kids|children|bachch?|pillal|thalli|tallidandr|vidyarth|पेरेंट|अभिभावक|माता|परिवार|बच्च|विद्यार्थ|छात्र|స్టూడెంట్|పేరెంట్|తల్లిదండ్ర|కుటుంబ|పిల్లల|విద్యార్థ/iu;
export const EVERYBODY = /every\s?(?:one|body|1)|evry|\ball\b|\bsab|andar|सब|सभी|అందర/iu;

const TELL =
  /^(?:please|pls|kindly)?\s*(?:tell|inform|let|remind|alert|notify|announce|message|msg|send|broadcast|bata|bhejo|cheppandi|pampandi|भेजो|बताओ|పంపండి|చెప్పండి)(?!\p{L})/iu;
const TELLS: ReadonlySet<Concept> = new Set(['broadcast', 'send', 'message']);

/** It begins as a wish to have something told. */
export function isTelling(text: string): boolean {
  if (TELL.test(text.trim())) return true;
  return has(words(text).tags[0] ?? null, TELLS);
}

/** "… ko message bhejo …": that it is to be told stands somewhere in it. */
export function saysToTell(text: string): boolean {
  return words(text).tags.some((t) => has(t, TELLS));
}

export type Tagged = ReturnType<typeof tagAt>;

/** The words of a text, each with what begins there. */
export function words(text: string): { typed: Word[]; tags: Tagged[] } {
  const typed = splitWords(text);
  const read = correctWords(typed);
  return { typed, tags: typed.map((_, at) => tagAt(read, at)) };
}

export function has(tag: Tagged, concepts: ReadonlySet<Concept>): boolean {
  return tag !== null && [...tag.concepts].some((c) => concepts.has(c));
}

function hasConcept(text: string, concept: Concept): boolean {
  return words(text).tags.some((t) => t?.concepts.has(concept));
}
