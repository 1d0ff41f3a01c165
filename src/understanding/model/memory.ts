import type { ReadRequest } from '../intent.js';
import { masked, nameless } from './masks.js';
import { tokensOf } from './size.js';

/** A text of more words than this says by itself what it is about. */
const LEANING_WORDS = 12;
/** Letters of one earlier message, and tokens of all of them together: what is paid for on every such call. */
const LONGEST = { person: 90, school: 50 };
const TOKENS = 70;

/**
 * What was said before, for a text that may lean on it ("and for Meera?", "same for tomorrow"): oldest first, what a
 * person wanted beside their words, no names or numbers in it. The latest lines win where there is no room for all.
 */
export function memoryFor({ text, history = [] }: ReadRequest): string[] {
  if (text.trim().split(/\s+/).length > LEANING_WORDS) return [];
  const out: string[] = [];
  let room = TOKENS;
  for (const { from, text: said, intent } of history.toReversed()) {
    const words = nameless(masked(plain(said)))
      .slice(0, LONGEST[from])
      .trim();
    const line = `${from}${intent ? ` (${intent})` : ''}: ${words}`;
    room -= tokensOf(line);
    if (room < 0) break;
    out.unshift(line);
  }
  return out;
}

/** One line, and nothing that could pass for a mark of ours. */
function plain(said: string): string {
  return said.replace(/[<>*_~]/g, ' ').replace(/\s+/g, ' ');
}
