import { correctWords } from '../lexicon/misspelt.js';
import { tagAt } from '../lexicon/tagger.js';
import type { RosterEntry } from '../names.js';
import { commonNames } from '../names/table.js';
import { type Word, hangsOnNumber, splitWords } from '../text/words.js';

/**
 * The words of a message that may be somebody's name, as a roster made of the message alone: common first
 * names, and words that no table knows. "Aditya Rao" is one person, "John Mary Ahmed" are three.
 */
export function peopleIn(text: string): RosterEntry[] {
  const words = splitWords(text);
  const read = correctWords(words);
  const out: string[] = [];
  let joined = false;
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    const tag = tagAt(read, at);
    const length = tag?.length ?? 1;
    const alone = word !== undefined && length === 1 && !hangsOnNumber(words, at);
    const name = alone && mayBeName(word, tag !== null);
    if (name && joined && continues(word)) out.push(`${out.pop() ?? ''} ${word.text}`);
    else if (name) out.push(word.text.replace(/['’`]s$/i, ''));
    joined = name && /^\p{Lu}/u.test(word.text) && !/['’`]s$/i.test(word.text);
    at += length;
  }
  return [...new Set(out)].map((name) => ({ id: name, name }));
}

function mayBeName(word: Word, known: boolean): boolean {
  if (word.kind !== 'word' || word.text.length < 2) return false;
  return commonNames.has(word.key) ? !known || /^\p{Lu}/u.test(word.text) : !known;
}

/** A second capital right after a name is its surname, unless it is a first name of its own. */
function continues(word: Word): boolean {
  return /^\p{Lu}/u.test(word.text) && !commonNames.has(word.key);
}
