import { commonNames } from '../names/table.js';
import { editDistance } from '../text/distance.js';
import type { Word } from '../text/words.js';
import { type Concept, lexicon } from './tables.js';
import { type Tag, stemConcepts } from './tagger.js';

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
