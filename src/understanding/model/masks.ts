import { isSpelled } from '../lexicon/tables.js';
import { commonNames } from '../names/table.js';
import { peopleIn } from '../offline/people.js';
import { digitsToLatin, splitWords } from '../text/words.js';

/** What stands in a text for something that was taken out. */
export const MASK = /\[(?:phone|email|code|name)\]/;

/** Phone numbers, e-mail addresses and six digits alone, which may be a one-time code, do not leave the house. */
export function masked(text: string): string {
  return digitsToLatin(text)
    .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, '[email]')
    .replace(/\+?\d[\d\s().-]{6,}\d/g, (run) => (run.replace(/\D/g, '').length >= 9 ? '[phone]' : run))
    .replace(/(?<![\d.,:/-])\d{3}[ -]?\d{3}(?![\d.,:/-]*\d)/g, '[code]');
}

/**
 * An earlier message without anybody's name: what may be one by the tables, and any other word with a capital that is
 * no word of ours. Rather too many than one too few: who was meant before is not the model's business.
 */
export function nameless(text: string): string {
  const people = new Set(peopleIn(text).flatMap((p) => p.name.toLowerCase().split(/\s+/)));
  let out = '';
  let at = 0;
  let after = false;
  for (const word of splitWords(text)) {
    const capital = /^\p{Lu}/u.test(word.text);
    const stranger: boolean = capital && (after || commonNames.has(word.key) || !isSpelled(word.text));
    const name: boolean = word.kind === 'word' && (stranger || people.has(word.text.toLowerCase()));
    out += text.slice(at, word.start) + (name ? '[name]' : word.text);
    at = word.end;
    after = name;
  }
  return (out + text.slice(at)).replace(/\[name\](?:\s+\[name\])+/g, '[name]');
}

/** A text without the first names that many people have; its other words may be the point of it. */
export function withoutCommonNames(text: string): string {
  const words = splitWords(text).filter(
    (w) => w.kind === 'word' && commonNames.has(w.key) && !isSpelled(w.text),
  );
  return words.reduceRight((rest, w) => `${rest.slice(0, w.start)}[name]${rest.slice(w.end)}`, text);
}
