import { type Tag, tagAt } from '../lexicon/tagger.js';
import { soundKey } from '../text/sound.js';
import type { Word } from '../text/words.js';
import type { Break, Item } from './items.js';

// Of the things a word may mean, the one that a register is about.
const ORDER = [
  'except_post',
  'except_pre',
  'instead',
  'including',
  'none_else',
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
export const BREAKS: Readonly<Record<string, Break>> = {
  ',': 'comma',
  '/': 'comma',
  '|': 'comma',
  '(': 'dash',
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
// "Is here" of a pupil, and no more than "there is" of an exam or a wedding.
const THERE: ReadonlySet<string> = new Set('undi unnayi vundi ఉంది ఉన్నాయి'.split(' ').map(soundKey));

const ENGLISH: ReadonlySet<string> = new Set(['not', 'no', 'nt']);
const TELUGU: ReadonlySet<string> = new Set(
  'ledu ledandi leru leranu kadu kaledu avvaledu avaledu లేదు లేరు లేడు కాదు కాలేదు'.split(' ').map(soundKey),
);

function negation(key: string): Item {
  const not = { kind: 'neg', english: ENGLISH.has(key) } as const;
  return TELUGU.has(key) ? { ...not, after: true } : not;
}

/** What a known word is in a register. */
export function tagItem(tag: Tag, words: readonly Word[], at: number): Item {
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
    if (noun) return known;
    const status: Item = { kind: 'status', status: 'present', side: 'any' };
    if (THERE.has(word?.key ?? '')) return { ...status, came: true, there: true };
    return concepts.has('come') ? { ...status, came: true } : status;
  }
  // "no 3" is number three.
  if (word?.key === 'no' && (next?.kind === 'number' || next?.key === '.')) return known;
  if (concepts.has('neg')) return negation(word?.key ?? '');
  if (concepts.has('and')) return { kind: 'break', strength: 'and' };
  if (concepts.has('but')) return { kind: 'break', strength: 'but' };
  return known;
}
