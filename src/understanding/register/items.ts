import { readDates } from '../dates.js';
import { spokenTimes } from '../dates/time.js';
import { type Concept, type Tag, misspeltTag, tagAt } from '../lexicon/tagger.js';
import { type NameMatch, type Roster, matchName } from '../names.js';
import { type Word, digitsToLatin, splitWords } from '../text/words.js';

export type Status = 'present' | 'absent';
export type Break = 'and' | 'comma' | 'colon' | 'dash' | 'stop' | 'but';

/** A typed name: sure when it fits exactly one pupil. No ids: it fits nobody. */
export interface Who {
  kind: 'who';
  word: string;
  ids: readonly string[];
  sure: boolean;
  score: number;
}

export type Item =
  | Who
  | { kind: 'unknown'; word: string; nameLike: boolean }
  | { kind: 'status'; status: Status; side: 'left' | 'right' | 'any'; denied?: true }
  | { kind: 'neg'; english: boolean }
  | { kind: 'break'; strength: Break }
  | { kind: 'all' | 'all_came' | 'rest' | 'none' | 'any' | 'both' | 'did' | 'neither' }
  | { kind: 'except_pre' | 'except_post' | 'only' | 'also' | 'toggle' | 'instead' }
  /** A word with a meaning of its own that may yet be a name: "meri" is "my", and Mary mistyped. */
  | { kind: 'known'; concepts: ReadonlySet<Concept>; word: string; maybe?: Who };

// Of the things a word may mean, the one that a register is about.
const ORDER = [
  'except_post',
  'except_pre',
  'instead',
  'rest',
  'none',
  'any',
  'all_came',
  'neither',
  'all',
  'only',
  'also',
  'both',
  'toggle',
  'did',
] as const;
const BREAKS: Readonly<Record<string, Break>> = {
  ',': 'comma',
  '/': 'comma',
  '|': 'comma',
  '(': 'comma',
  ')': 'comma',
  '&': 'and',
  '+': 'and',
  ':': 'colon',
  '=': 'colon',
  '-': 'dash',
  '–': 'dash',
  '—': 'dash',
  '\n': 'stop',
  '.': 'stop',
  ';': 'stop',
  '!': 'stop',
  '?': 'stop',
  '।': 'stop',
  '…': 'stop',
  '*': 'stop',
  '#': 'comma',
};
const MONDAY = '2026-01-05';
const COUNTS =
  /(?:\d+\s*out\s+of\s*\d+)|(?:\b(?:all|total|strength|sab|full)\s+\d+)|(?:\d+\s*(?:students?|kids|children|people|members|pupils|persons?|ppl|bach?che|log|mandi|pillalu|days?|din|dino|rojulu|rojula|weeks?|hafte|months?|out\s+of|of\s+\d|మంది|बच्चे|लोग))|(?:\b(?:out\s+of|of)\s+\d+)|(?:\b(?:batch|grade|level|group|section|room)\s*[-#]?\s*(?:\d+|[a-d]\b))/giu;

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

/** Dates, times and counts are not pupils' numbers: blanked out, everything else stays where it is. */
function withoutWhen(text: string): string {
  const dates = readDates(text, MONDAY).filter(
    (d) => /\d/.test(digitsToLatin(d.words)) && !/\sko$/i.test(d.words),
  );
  const counts = [...digitsToLatin(text).matchAll(COUNTS)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
  let out = text;
  for (const { start, end } of [...dates, ...spokenTimes(text)]) out = blank(out, start, end);
  for (const { start, end } of counts)
    out =
      out.slice(0, start) +
      out.slice(start, end).replace(/[\d\u0966-\u096f\u0c66-\u0c6f]/g, ' ') +
      out.slice(end);
  return out;
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
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
  return match.kind === 'one' ? { ...item, maybe: whoOf(word.text, match) } : item;
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

function tagItem(tag: Tag, words: readonly Word[], at: number): Item {
  const { concepts } = tag;
  const word = words[at];
  const next = words[at + tag.length];
  const known: Item = { kind: 'known', concepts, word: word?.text ?? '' };
  for (const kind of ORDER) if (concepts.has(kind)) return { kind };
  if (concepts.has('absent') || concepts.has('cannot_come'))
    return { kind: 'status', status: 'absent', side: 'any' };
  if (concepts.has('come') || concepts.has('will_come') || concepts.has('present')) {
    // హాజరు is both "present" and "the register", which is what one marks.
    const noun = concepts.has('attendance') && tagAt(words, at + tag.length)?.concepts.has('mark');
    return noun ? known : { kind: 'status', status: 'present', side: 'any' };
  }
  // "no 3" is number three.
  if (word?.key === 'no' && (next?.kind === 'number' || next?.key === '.')) return known;
  if (concepts.has('neg')) return { kind: 'neg', english: ['not', 'no', 'nt'].includes(word?.key ?? '') };
  if (concepts.has('and')) return { kind: 'break', strength: 'and' };
  if (concepts.has('but')) return { kind: 'break', strength: 'but' };
  return known;
}
