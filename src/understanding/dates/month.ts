import { splitWords } from '../text/words.js';
import { addDays, makeDay, partsOf } from './calendar.js';
import { months, nearby } from './words.js';

const MONTH_WORDS = keysOf('month|mnth|months|mahina|mahine|mahinaa|nela|nelalo|महीना|महीने|माह|నెల|నెలలో');

/** A whole month that a text names ("this month", "last month", "in June"): its days, or null. The past is meant. */
export function readMonth(text: string, today: string): { from: string; to: string } | null {
  const words = splitWords(text);
  const { year, month } = partsOf(today);
  const at = words.findIndex((w) => MONTH_WORDS.has(w.key));
  if (at >= 0) {
    const near = nearby.get(words[at - 1]?.key ?? '');
    return near ? wholeMonth(year, month + (near === 'last' ? -1 : near === 'next' ? 1 : 0)) : null;
  }
  const named = words.find((w, i) => months.has(w.key) && !isVerb(w.text) && !nextToNumber(words, i));
  const number = named ? (months.get(named.key) ?? 0) : 0;
  return named ? wholeMonth(number > month ? year - 1 : year, number) : null;
}

/** A word that names a month, or says which one is meant. */
export function isMonth({ key }: { key: string }): boolean {
  return MONTH_WORDS.has(key) || months.has(key) || nearby.has(key);
}

/** "May I know …" is no month. */
function isVerb(word: string): boolean {
  return /^(?:may|mar|march)$/.test(word);
}

function nextToNumber(words: readonly { kind: string }[], at: number): boolean {
  return words[at - 1]?.kind === 'number' || words[at + 1]?.kind === 'number';
}

/** A month of 0 or 13 is that of the year before or after. */
function wholeMonth(year: number, month: number): { from: string; to: string } | null {
  const [y, m] = month < 1 ? [year - 1, month + 12] : month > 12 ? [year + 1, month - 12] : [year, month];
  const from = makeDay(y, m, 1);
  const next = m === 12 ? makeDay(y + 1, 1, 1) : makeDay(y, m + 1, 1);
  return from && next ? { from, to: addDays(next, -1) } : null;
}

function keysOf(list: string): ReadonlySet<string> {
  return new Set(list.split('|').flatMap((w) => splitWords(w).map((s) => s.key)));
}
