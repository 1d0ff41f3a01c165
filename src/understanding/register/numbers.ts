import { isSpelled } from '../lexicon/tables.js';
import { tagAt } from '../lexicon/tagger.js';
import { type Roster, matchName } from '../names.js';
import { soundKey } from '../text/sound.js';
import type { Word } from '../text/words.js';
import type { Item } from './items.js';
import { whoOf } from './who.js';

const RANGE: ReadonlySet<string> = new Set(
  ['-', '–'].concat(
    ['to', 'se', 'till', 'through', 'thru', 'nunchi', 'nundi', 'से', 'నుంచి', 'నుండి'].map(soundKey),
  ),
);

/** "1. Tanush - present": where a line begins with a number and a name, the number counts the lines. */
function isNumbering(words: readonly Word[], at: number, roster: Roster): boolean {
  const [before, next] = [words[at - 1], words[at + 1]];
  if (before && before.key !== '\n') return false;
  const name = next?.kind === 'mark' && '.)-:'.includes(next.key) ? words[at + 2] : next;
  return name?.kind === 'word' && matchName(name.text, roster).kind !== 'none' && !isSpelled(name.text);
}

/** "1,3,4", "1-4", "2 to 5"; an hour after an instrument ("Guitar 5:") is none. */
export function numberAt(words: readonly Word[], at: number, roster: Roster): [Item[], number] {
  const number = Number(words[at]?.key);
  if (isNumbering(words, at, roster)) return [[], 1];
  const before = tagAt(words, at - 1);
  const next = words[at + 1];
  const ends = next?.kind === 'mark' && words[at + 2]?.kind !== 'number';
  if (before?.concepts.has('instrument') && (ends || tagAt(words, at + 1)?.concepts.has('class')))
    return [[], 1];
  const last = words[at + 2];
  const range = last?.kind === 'number' && RANGE.has(next?.key ?? '') && Number(last.key) > number;
  const numbers = range
    ? Array.from({ length: Math.min(Number(last.key) - number + 1, 60) }, (_, i) => number + i)
    : [number];
  return [numbers.map((n) => whoOf(String(n), matchName(String(n), roster))), range ? 3 : 1];
}

const SOME = [
  'two|do|rendu|iddaru',
  'three|teen|moodu|mugguru',
  'four|char|chaar|nalugu|naluguru',
  'five|paanch|panch|aidu|aiduguru',
];
const PLACES = new RegExp(
  String.raw`\b(?<end>first|pehle|pahle|modati|last|aakhri|akhri|aakhiri|chivari)\s+(?<count>[2-9]|${SOME.join('|')})\b(?!\s*(?:class|session|month|week|day))`,
  'giu',
);

/** "First two absent", "aakhri teen nahi aaye": their numbers in a class of so many. */
export function withPlaces(text: string, size: number): string {
  return text.replace(PLACES, (typed, end: string, word: string) => {
    const named = SOME.findIndex((words) => words.split('|').includes(word.toLowerCase()));
    const count = named < 0 ? Number(word) : named + 2;
    if (count > size) return typed;
    const from = /^(?:first|pe|pa|mo)/i.test(end) ? 1 : size - count + 1;
    return Array.from({ length: count }, (_, i) => from + i).join(', ');
  });
}
