import { misspeltTag } from '../lexicon/misspelt.js';
import { isSpelled } from '../lexicon/tables.js';
import { type Tag, tagAt } from '../lexicon/tagger.js';
import { type NameMatch, type Roster, matchName } from '../names.js';
import { type Word, splitWords } from '../text/words.js';
import { withoutWhen } from './blank.js';
import type { Item, Who } from './items.js';
import { BREAKS, tagItem } from './tags.js';

/** The message as a row of names, statuses and joints. */
export function readItems(text: string, roster: Roster): Item[] {
  const words = splitWords(withoutWhen(text));
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
  if (!word) return [[], 1];
  if (word.kind === 'number') return numberAt(words, at, roster);
  const tag = tagAt(words, at);
  if (word.kind === 'mark' && !tag)
    return [BREAKS[word.key] ? [{ kind: 'break', strength: BREAKS[word.key] ?? 'comma' }] : [], 1];
  const name = nameAt(words, at, tag, roster);
  if (name) return name;
  const alike = tag?.length === 1 && !isSpelled(word.text) ? matchName(word.text, roster) : null;
  if (alike && alike.kind !== 'none') return [[whoOf(word.text, alike)], 1];
  if (tag) return [[withName(tagItem(tag, words, at), tag.length, word, roster)], tag.length];
  const match = matchName(word.text, roster);
  if (match.kind === 'one') return [[whoOf(word.text, match)], 1];
  const misspelt = misspeltTag(word);
  if (misspelt) return [[tagItem(misspelt, words, at)], 1];
  return [
    [match.kind === 'none' ? { kind: 'unknown', word: word.text, nameLike: false } : whoOf(word.text, match)],
    1,
  ];
}

function withName(item: Item, length: number, word: Word, roster: Roster): Item {
  if (item.kind !== 'known' || length > 1 || word.key.length < 3 || word.text === 'mari') return item;
  const match = matchName(word.text, roster);
  const beginsAll = (ids: readonly string[]) =>
    roster.every((p) => !ids.includes(p.id) || p.name.toLowerCase().startsWith(word.text.toLowerCase()));
  const may = match.kind === 'one' || (match.kind === 'several' && beginsAll(match.ids));
  return may ? { ...item, maybe: whoOf(word.text, match) } : item;
}

export function whoOf(word: string, match: NameMatch): Who {
  if (match.kind === 'one') return { kind: 'who', word, ids: [match.id], sure: true, score: match.score };
  return { kind: 'who', word, ids: match.kind === 'several' ? match.ids : [], sure: false, score: 0 };
}

/** Names of several words first ("Aditya Rao", "A. Rao"), then one word that stands in the roster letter by letter. */
function nameAt(
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
    if (plain || (match.kind === 'one' && match.score >= 0.97))
      return [[whoOf(typed, match)], spanOf(words, at, window)];
  }
  const word = words[at];
  if (!word || (tag && tag.length > 1) || !standsIn(word.text, roster)) return null;
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

/** "1,3,4", "1-4", "2 to 5"; an hour after an instrument ("Guitar 5:") is none. */
function numberAt(words: readonly Word[], at: number, roster: Roster): [Item[], number] {
  const number = Number(words[at]?.key);
  const before = tagAt(words, at - 1);
  const next = words[at + 1];
  const ends = next?.kind === 'mark' && words[at + 2]?.kind !== 'number';
  if (before?.concepts.has('instrument') && (ends || tagAt(words, at + 1)?.concepts.has('class')))
    return [[], 1];
  const last = words[at + 2];
  const range =
    last?.kind === 'number' && ['-', '–', 'to', 'se'].includes(next?.key ?? '') && Number(last.key) > number;
  const numbers = range
    ? Array.from({ length: Math.min(Number(last.key) - number + 1, 60) }, (_, i) => number + i)
    : [number];
  return [numbers.map((n) => whoOf(String(n), matchName(String(n), roster))), range ? 3 : 1];
}
