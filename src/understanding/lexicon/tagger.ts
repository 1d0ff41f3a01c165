import type { Word } from '../text/words.js';
import { type Concept, lexicon } from './tables.js';

/** What one word or phrase may mean. An empty set is a word that is known and means nothing to us. */
export interface Tag {
  concepts: ReadonlySet<Concept>;
  /** Words it takes. */
  length: number;
  /** False for a misspelling. */
  exact: boolean;
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

export function stemConcepts(key: string): Concept[] {
  return lexicon()
    .stems.filter(([stem]) => key.startsWith(stem))
    .map(([, concept]) => concept);
}
