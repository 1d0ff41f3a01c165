import { type Tag, tagAt } from '../lexicon/tagger.js';
import { type NameMatch, type Roster, matchName } from '../names.js';
import { commonNames } from '../names/table.js';
import type { Word } from '../text/words.js';
import type { Item, Who } from './items.js';

export function whoOf(word: string, match: NameMatch): Who {
  if (match.kind === 'one') return { kind: 'who', word, ids: [match.id], sure: true, score: match.score };
  return { kind: 'who', word, ids: match.kind === 'several' ? match.ids : [], sure: false, score: 0 };
}

/** Names of several words first ("Aditya Rao", "A. Rao"), then one word that stands in the roster letter by letter. */
export function nameAt(
  words: readonly Word[],
  at: number,
  tag: Tag | null,
  roster: Roster,
): [Item[], number] | null {
  for (const size of [3, 2]) {
    const window = nameWindow(words, at, size);
    if (!window || (marksOf(words) > 1 && /^[PA]$/.test(window.at(-1)?.text ?? ''))) continue;
    const typed = window.map((w) => w.text).join(' ');
    const match = matchName(typed, roster);
    if (match.kind === 'none') continue;
    const plain = window.every(
      (w, i) => /^\p{Lu}\.?$/u.test(w.text) || !tagAt(words.slice(0, at + i + 1), at + i),
    );
    // "kavya s" beside "kavya r": a small letter after a name that two have is an initial.
    const initial = window.length === 2 && window[1]?.text.length === 1 && match.kind === 'one';
    if (
      plain ||
      (initial && matchName(window[0]?.text ?? '', roster).kind === 'several') ||
      (match.kind === 'one' && match.score >= 0.97)
    )
      return [[whoOf(typed, match)], spanOf(words, at, window)];
  }
  const word = words[at];
  if (!word || (tag && tag.length > 1) || !(standsIn(word.text, roster) || soundsLikeOne(word, roster)))
    return null;
  return [[whoOf(word.text, matchName(word.text, roster))], 1];
}

/** "Lakshmi P, John A": where P and A are marks they are not initials. */
function marksOf(words: readonly Word[]): number {
  return words.filter((w) => /^[PA]$/.test(w.text)).length;
}

/** So many words with nothing between them but the dot after an initial. */
function nameWindow(words: readonly Word[], at: number, size: number): Word[] | null {
  const out: Word[] = [];
  for (let i = at; out.length < size; i++) {
    const word = words[i];
    if (word?.kind === 'word') out.push(word);
    else if (word?.key !== '.' || out.at(-1)?.text.length !== 1) return null;
  }
  return out;
}

function spanOf(words: readonly Word[], at: number, window: readonly Word[]): number {
  const last = window.at(-1);
  return words.findIndex((w) => w === last) - at + 1;
}

function standsIn(typed: string, roster: Roster): boolean {
  const lower = typed.replace(/['’]s$/i, '').toLowerCase();
  return lower.length > 1 && roster.some((p) => p.name.toLowerCase().split(/\s+/).includes(lower));
}

/** "Puja" is a ceremony, but where a Pooja is in the class it is her. */
function soundsLikeOne(word: Word, roster: Roster): boolean {
  if (!commonNames.has(word.key) || word.text.length < 4) return false;
  const match = matchName(word.text, roster);
  return match.kind === 'one' && match.score >= 0.95;
}
