import type { Facts } from '../../../school/enquiry/facts.js';
import type { Instrument } from '../../../school/enquiry/open.js';
import { readCommand } from '../../../understanding/commands.js';
import { INSTRUMENT_NAMES } from '../../../understanding/lexicon/instruments.js';
import { correctWords } from '../../../understanding/lexicon/misspelt.js';
import { tagAt } from '../../../understanding/lexicon/tagger.js';
import { stretches } from '../../../understanding/offline/words.js';
import { splitWords } from '../../../understanding/text/words.js';

export type InstrumentReading =
  /** `alone`: the message says nothing else. */
  | { kind: 'one'; id: string; name: string; alone: boolean }
  | { kind: 'several'; ids: string[] }
  | { kind: 'not_taught'; word: string };

interface Listening {
  taught: readonly Instrument[];
  facts: Facts;
  slot: string | null;
}

/** Which instrument a message names, by the school's own names or by what people call them. */
export function readInstrument(text: string, { taught, facts, slot }: Listening): InstrumentReading | null {
  const without = text.replace(NOT_THAT, ' ');
  const named = ownNames(without, taught);
  const ids = [...new Set([...named, ...commonNames(without, taught)])];
  const others = ids.filter((id) => id !== facts.instrumentId);
  // Beside the one they have named before, it is the other that is news.
  const [only, ...more] = others.length > 0 && others.length < ids.length ? others : ids;
  if (only !== undefined && more.length > 0) return { kind: 'several', ids: [only, ...more] };
  const found = taught.find((i) => i.id === only);
  if (found) return { kind: 'one', ...found, alone: splitWords(without).length <= words(found.name) };
  const unknown = stretches(without, 'instrument')[0];
  if (unknown !== undefined) return { kind: 'not_taught', word: unknown };
  return slot === 'instrument' ? strange(text) : null;
}

/** "not piano": what they do not mean. */
const NOT_THAT = /\b(?:not|instead of|rather than)\s+(?:the\s+)?\p{L}+/giu;

function words(name: string): number {
  return splitWords(name).length + 1;
}

/** Names as the school writes them, for instruments that no table knows. */
function ownNames(text: string, taught: readonly Instrument[]): string[] {
  const keys = ` ${keysOf(text)} `;
  return taught.filter(({ name }) => keys.includes(` ${keysOf(name)} `)).map(({ id }) => id);
}

/** "gitar", "గిటార్", "singing": under the word by which a school would name it. */
function commonNames(text: string, taught: readonly Instrument[]): string[] {
  return stretches(text, 'instrument').flatMap((typed) => {
    const key = correctWords(splitWords(typed))
      .map((w) => w.key)
      .join(' ');
    const canonical = Object.entries(INSTRUMENT_NAMES).find(([, names]) =>
      names.split('|').some((n) => keysOf(n) === key),
    )?.[0];
    const wanted = canonical ?? typed.toLowerCase();
    const fitting = taught.filter(({ name }) => fits(name.toLowerCase(), wanted));
    return fitting.map(({ id }) => id);
  });
}

function fits(name: string, wanted: string): boolean {
  return name.includes(wanted) || wanted.includes(name);
}

function keysOf(text: string): string {
  return splitWords(text)
    .map((w) => w.key)
    .join(' ');
}

/** A word or two that nobody knows, where an instrument was asked for. */
function strange(text: string): InstrumentReading | null {
  const typed = splitWords(text).filter((w) => w.kind === 'word');
  const known = readCommand(text) !== null || typed.some((_, at) => tagAt(typed, at) !== null);
  return typed.length > 0 && typed.length < 3 && !known && text.length < 30
    ? { kind: 'not_taught', word: text.trim().replace(/[?!.]+$/, '') }
    : null;
}
