import { correctWords, misspeltTag } from '../lexicon/misspelt.js';
import { isSpelled } from '../lexicon/tables.js';
import { type Tag, tagAt } from '../lexicon/tagger.js';
import { type Roster, matchName } from '../names.js';
import { type Word, hangsOnNumber, splitWords } from '../text/words.js';
import { withoutWhen } from './blank.js';
import type { Item } from './items.js';
import { numberAt, withPlaces } from './numbers.js';
import { BREAKS, tagItem } from './tags.js';
import { nameAt, whoOf } from './who.js';

/** The message as a row of names, statuses and joints. */
export function readItems(text: string, roster: Roster): Item[] {
  const words = splitWords(withPlaces(withoutWhen(text), roster.length));
  const out: Item[] = [];
  for (let at = 0; at < words.length; ) {
    const [item, length] = itemAt(words, at, roster);
    out.push(...item);
    at += length;
  }
  return out;
}

function itemAt(words: readonly Word[], at: number, roster: Roster): [Item[], number] {
  const word = words[at];
  if (!word || isRankEnding(words, at)) return [[], 1];
  const tag = phraseAt(words, at, roster) ?? tagAt(words, at);
  if (word.kind === 'number' && (tag?.length ?? 0) < 2) return numberAt(words, at, roster);
  if (word.kind === 'mark' && !tag)
    return [BREAKS[word.key] ? [{ kind: 'break', strength: BREAKS[word.key] ?? 'comma' }] : [], 1];
  const name = nameAt(words, at, tag, roster);
  if (name) return name;
  const alike =
    tag?.length === 1 && !isSpelled(word.text) && !/\d/.test(word.text) ? matchName(word.text, roster) : null;
  if (alike && alike.kind !== 'none') return [[whoOf(word.text, alike)], 1];
  if (tag) return [[withName(tagItem(tag, words, at), tag.length, word, roster)], tag.length];
  const match = matchName(word.text, roster);
  if (match.kind === 'one') return [[whoOf(word.text, match)], 1];
  const misspelt = misspeltTag(word);
  // A word that means nothing here is no reason to overlook a name.
  if (misspelt && (misspelt.concepts.size > 0 || match.kind === 'none'))
    return [[tagItem(misspelt, words, at)], 1];
  return [
    [match.kind === 'none' ? { kind: 'unknown', word: word.text, nameLike: false } : whoOf(word.text, match)],
    1,
  ];
}

/** "nd" of "2nd" is no "and". */
function isRankEnding(words: readonly Word[], at: number): boolean {
  return hangsOnNumber(words, at) && /^(?:st|nd|rd|th)$/i.test(words[at]?.text ?? '');
}

/** A phrase with a misspelt word in it, where that word is nobody's name: "everyone els". */
function phraseAt(words: readonly Word[], at: number, roster: Roster): Tag | null {
  const ahead = words.slice(at, at + 3);
  if (ahead[0]?.kind !== 'word' || ahead.every((w, i) => w.kind !== 'word' || tagAt(words, at + i)))
    return null;
  const window = ahead.map((w) => (matchName(w.text, roster).kind === 'none' ? w : null));
  const read = window.map((w) => (w ? (correctWords([w])[0] ?? w) : null));
  const clear = read.flatMap((w, i) => (w && read.slice(0, i).every((r) => r !== null) ? [w] : []));
  const tag = tagAt(clear, 0);
  return tag && tag.length > 1 ? tag : null;
}

// Begin names and are none: "has" is no Hasini, "sir" no Sirisha.
const NO_NAMES = /^(?:has|had|hai|tha|the|her|his|him|she|may|can|are|was|and|for|sir|mam|man|any|all)$/i;

function withName(item: Item, length: number, word: Word, roster: Roster): Item {
  if (item.kind !== 'known' || length > 1 || word.key.length < 3 || word.text === 'mari') return item;
  if (NO_NAMES.test(word.text)) return item;
  const match = matchName(word.text, roster);
  const beginsAll = (ids: readonly string[]) =>
    roster.every((p) => !ids.includes(p.id) || p.name.toLowerCase().startsWith(word.text.toLowerCase()));
  const may = match.kind === 'one' || (match.kind === 'several' && beginsAll(match.ids));
  return may ? { ...item, maybe: whoOf(word.text, match) } : item;
}
