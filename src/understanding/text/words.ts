import { toLatin } from './script.js';
import { soundKey } from './sound.js';

export interface Word {
  kind: 'word' | 'number' | 'mark';
  /** As typed. */
  text: string;
  /** Its sound (text/sound.ts); for numbers the digits, for marks the mark itself. */
  key: string;
  start: number;
  end: number;
}

const PIECES =
  /(?<word>\b(?:e?v?e?ry|any|ny|some|sum)1(?!\d)|\bno1(?=\s+(?:c[au]*m|attend|turn|show))|\p{L}(?:[\p{L}\p{M}]|\u200c|\u200d)*(?:['’`](?=\p{L}\p{L}|t\b|s\b)[\p{L}\p{M}]+)*)|(?<number>\d+)|(?<mark>[\n,;:!?&+|/()=#*।…\-–—.]|[✅✔✓☑👍❌✖✗✘👎❎])/gu;

/** Splits a message into words, numbers and the marks that matter. Positions are those of the text given. */
export function splitWords(text: string): Word[] {
  const out: Word[] = [];
  for (const piece of digitsToLatin(text).matchAll(PIECES)) {
    const typed = piece[0];
    const start = piece.index;
    const place = { text: text.slice(start, start + typed.length), start, end: start + typed.length };
    if (piece.groups?.word !== undefined) out.push({ kind: 'word', key: wordKey(typed), ...place });
    else if (piece.groups?.number !== undefined)
      out.push({ kind: 'number', key: String(Number(typed)), ...place });
    else out.push({ kind: 'mark', key: typed, ...place });
  }
  return out;
}

/** "th" of "25th", "pm" of "5pm", "న" of "25న": what hangs on a number is no word of its own, and nobody's name. */
export function hangsOnNumber(words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  return word?.kind === 'word' && before?.kind === 'number' && before.end === word.start;
}

/** "Sarah's" sounds like "Sarah"; "didn't" stays one word; "every1" is everyone; "I'll" is not ill, "kiya" not "kya". */
function wordKey(typed: string): string {
  if (/^i['’`]ll$/i.test(typed)) return 'ivill';
  if (/^(?:kiya|kiyaa|किया)$/i.test(typed)) return 'karia';
  return soundKey(typed.replace(/['’`]s$/i, '').replace(/1$/, 'one'));
}

/** Hindi and Telugu digits as 0-9, one for one, so that positions stay. */
export function digitsToLatin(text: string): string {
  return text.replace(/[\u0966-\u096f\u0c66-\u0c6f]/g, toLatin);
}

/** The same text with this stretch of it blanked out: everything else stays where it is. */
export function blank(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}
