import { commonNames } from '../names/table.js';
import { editDistance } from '../text/distance.js';
import { type Word, splitWords } from '../text/words.js';
import { ATTENDANCE_WORDS } from './attendance.js';
import { COMMON_WORDS } from './common.js';
import { FILLERS, GRAMMAR_WORDS } from './grammar.js';
import { SCHOOL_WORDS } from './school.js';
import { TALK_WORDS } from './talk.js';

const TABLES = { ...ATTENDANCE_WORDS, ...GRAMMAR_WORDS, ...SCHOOL_WORDS, ...TALK_WORDS };
export type Concept = keyof typeof TABLES;

/** What one word or phrase may mean. An empty set is a word that is known and means nothing to us. */
export interface Tag {
  concepts: ReadonlySet<Concept>;
  /** Words it takes. */
  length: number;
  /** False for a misspelling. */
  exact: boolean;
}

interface Index {
  phrases: Map<string, Set<Concept>>;
  stems: (readonly [string, Concept])[];
  /** Every single word of every phrase, by first letter. */
  vocabulary: Map<string, Set<string>>;
  longest: number;
}

let index: Index | undefined;

/** Built when first needed: a webhook that only stores should not pay for it. */
function lexicon(): Index {
  index ??= buildIndex();
  return index;
}

function buildIndex(): Index {
  const out: Index = { phrases: new Map(), stems: [], vocabulary: new Map(), longest: 1 };
  for (const [concept, list] of Object.entries(TABLES) as [Concept, string][]) {
    for (const phrase of list.split('|')) addPhrase(out, concept, phrase);
  }
  for (const word of [...FILLERS.split(' '), ...COMMON_WORDS]) {
    const key = phraseKey(word);
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

/** The longest known phrase that begins at this word, or null. */
export function tagAt(words: readonly Word[], at: number): Tag | null {
  const { phrases, longest } = lexicon();
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    const key = words
      .slice(at, at + length)
      .map((w) => w.key)
      .join(' ');
    const concepts = phrases.get(key);
    if (!concepts || key === '') continue;
    return {
      concepts: length === 1 ? new Set([...concepts, ...stemConcepts(key)]) : concepts,
      length,
      exact: true,
    };
  }
  const word = words[at];
  const concepts = word?.kind === 'word' ? stemConcepts(word.key) : [];
  return concepts.length > 0 ? { concepts: new Set(concepts), length: 1, exact: true } : null;
}

function stemConcepts(key: string): Concept[] {
  return lexicon()
    .stems.filter(([stem]) => key.startsWith(stem))
    .map(([, concept]) => concept);
}

const misspellings = new Map<string, Tag | null>();

/** A longer word with one wrong letter (two in very long ones). Common names are never taken for misspellings. */
export function misspeltTag(word: Word): Tag | null {
  const known = misspellings.get(word.key);
  if (known !== undefined) return known;
  const tag = findMisspelt(word.key);
  if (misspellings.size < 2000) misspellings.set(word.key, tag);
  return tag;
}

function findMisspelt(key: string): Tag | null {
  if (key.length < 4 || commonNames.has(key)) return null;
  const allowed = key.length >= 9 ? 2 : 1;
  let best: { distance: number; concepts: ReadonlySet<Concept> } | undefined;
  for (const [phrase, concepts] of lexicon().phrases) {
    if (
      phrase.length < 5 ||
      (key.length < 5 && !sameBones(key, phrase)) ||
      phrase.includes(' ') ||
      Math.abs(phrase.length - key.length) > allowed
    )
      continue;
    if (phrase[0] !== key[0]) continue;
    const distance = editDistance(key, phrase);
    if (distance <= allowed && (!best || distance < best.distance)) best = { distance, concepts };
  }
  return best ? { concepts: best.concepts, length: 1, exact: false } : null;
}

/** Of four letters only those are read as a misspelling that lost a vowel: "fathr", "absnt". */
function sameBones(a: string, b: string): boolean {
  const bones = (s: string) => s.replace(/[aeiou]/g, '');
  return bones(a) === bones(b);
}

const corrected = new Map<string, string>();

/** The words with misspelt ones replaced by the nearest known word, so that phrases are found in spite of them. */
export function correctWords(words: readonly Word[]): Word[] {
  return words.map((word) => {
    if (word.kind !== 'word') return word;
    const key = corrected.get(word.key) ?? correctKey(word.key);
    if (corrected.size < 5000) corrected.set(word.key, key);
    return key === word.key ? word : { ...word, key };
  });
}

function correctKey(key: string): string {
  const known = lexicon().vocabulary.get(key[0] ?? '') ?? new Set<string>();
  if (key.length < 3 || known.has(key) || commonNames.has(key) || stemConcepts(key).length > 0) return key;
  const allowed = key.length >= 8 ? 2 : 1;
  let best = { distance: allowed + 1, word: key };
  for (const word of known) {
    if (word.length < 4 || Math.abs(word.length - key.length) > 2) continue;
    const distance = editDistance(key, word) - (sameBones(key, word) ? 1 : 0);
    const limit = key.length < 5 && !sameBones(key, word) ? 0 : allowed;
    if (distance <= limit && distance < best.distance) best = { distance, word };
  }
  return best.word;
}
