import { weekdays } from '../../../understanding/dates/words.js';
import { type Word, splitWords } from '../../../understanding/text/words.js';
import { has } from './lexicon.js';

const WEEK = [1, 2, 3, 4, 5];
const WEEKEND = [6, 0];
/** Too easily something else ("sun", "mangal" are names, "may" a wish) unless days were asked for. */
const SHORTEST = 5;

/** The part of the day that would suit; null where none or several are named. */
export function readTimes(text: string): 'morning' | 'afternoon' | 'evening' | null {
  const named = (['morning', 'afternoon', 'evening'] as const).filter((part) => has(part, text));
  const [only, ...others] = named;
  return only && others.length === 0 ? only : null;
}

/** The days of the week that are named, Monday first; none of them means that any will do. Null where nothing is said of days. */
export function readDays(text: string, asked: boolean): number[] | null {
  if (has('anyDay', text)) return [];
  if (asked && has('any', text)) return [];
  const words = splitWords(text);
  const named = words.flatMap((word, at) => {
    const day = weekdays.get(word.key);
    if (day === undefined || (!asked && !clear(words, at))) return [];
    const to = weekdays.get(words[at + 2]?.key ?? '');
    const spans =
      to !== undefined && /^(?:-|–|—|to|till|se|nunchi|से|నుంచి|నుండి)$/iu.test(words[at + 1]?.text ?? '');
    return spans ? between(day, to) : [day];
  });
  const days = [...named, ...(has('weekend', text) ? WEEKEND : []), ...(has('weekdays', text) ? WEEK : [])];
  return days.length > 0 ? inOrder(days) : null;
}

/** A short word is a day beside another day, or after "on". */
function clear(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word || word.text.length >= SHORTEST) return word !== undefined;
  const days = words.filter((w) => weekdays.has(w.key)).length;
  return days > 1 || /^(?:on|every|only)$/i.test(words[at - 1]?.text ?? '');
}

function between(from: number, to: number): number[] {
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
}

function inOrder(days: readonly number[]): number[] {
  return [...new Set(days)].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
}
