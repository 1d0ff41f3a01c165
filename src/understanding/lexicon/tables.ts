import { splitWords } from '../text/words.js';
import { ATTENDANCE_WORDS } from './attendance.js';
import { COMMON_WORDS } from './common.js';
import { FILLERS, GRAMMAR_WORDS } from './grammar.js';
import { SCHOOL_WORDS } from './school.js';
import { TALK_WORDS } from './talk.js';

const TABLES = { ...ATTENDANCE_WORDS, ...GRAMMAR_WORDS, ...SCHOOL_WORDS, ...TALK_WORDS };
export type Concept = keyof typeof TABLES;

interface Index {
  phrases: Map<string, Set<Concept>>;
  stems: (readonly [string, Concept])[];
  /** Every single word of every phrase, by first letter. */
  vocabulary: Map<string, Set<string>>;
  longest: number;
  /** Single words as the tables spell them. */
  spellings: Set<string>;
}

let index: Index | undefined;

/** Built when first needed: a webhook that only stores should not pay for it. */
export function lexicon(): Index {
  index ??= buildIndex();
  return index;
}

function buildIndex(): Index {
  const out: Index = {
    phrases: new Map(),
    stems: [],
    vocabulary: new Map(),
    longest: 1,
    spellings: new Set(),
  };
  for (const [concept, list] of Object.entries(TABLES) as [Concept, string][]) {
    for (const phrase of list.split('|')) addPhrase(out, concept, phrase);
    for (const phrase of list.split('|'))
      for (const word of phrase.split(' ')) out.spellings.add(word.toLowerCase());
  }
  for (const word of [...FILLERS.split(' '), ...COMMON_WORDS]) {
    const key = phraseKey(word);
    out.spellings.add(word.toLowerCase());
    if (!out.phrases.has(key)) out.phrases.set(key, new Set());
  }
  for (const word of [...out.phrases.keys()].flatMap((key) => key.split(' '))) {
    const initial = word[0] ?? '';
    out.vocabulary.set(initial, (out.vocabulary.get(initial) ?? new Set()).add(word));
  }
  return out;
}

function addPhrase(out: Index, concept: Concept, phrase: string): void {
  const key = phraseKey(phrase);
  if (phrase.endsWith('*')) {
    out.stems.push([key.replace(/ \*$/, ''), concept]);
    return;
  }
  const concepts = out.phrases.get(key) ?? new Set();
  out.phrases.set(key, concepts.add(concept));
  out.longest = Math.max(out.longest, key.split(' ').length);
}

function phraseKey(phrase: string): string {
  return splitWords(phrase)
    .map((w) => w.key)
    .join(' ');
}

/** Whether a word is written letter for letter as in the tables, and not only sounds like one of theirs. */
export function isSpelled(word: string): boolean {
  return lexicon().spellings.has(word.toLowerCase());
}
