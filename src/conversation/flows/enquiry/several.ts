import type { Another, Facts } from '../../../school/enquiry/facts.js';
import type { Instrument } from '../../../school/enquiry/open.js';
import { digitsToLatin } from '../../../understanding/text/words.js';
import { readInstrument } from './instruments.js';
import { readName } from './names.js';

/** More than one child at once. */
const SEVERAL =
  /\b(?:two|2|three|3|both|twins?|do|teen|dono|iddaru|mugguru)\b.{0,20}\b(?:kids|children|daughters|sons|girls|boys|bachch?e|bachch?on|pillalu|pillalaki)\b|\b(?:son|beta|bete)\b\s*(?:,|&|and|aur)\s*(?:a |my )?(?:daughter|beti)\b|\b(?:daughter|beti)\b\s*(?:,|&|and|aur)\s*(?:a |my )?(?:son|beta|bete)\b|(?:दो|दोनों|तीन)\s+बच्च|बेट[ाे] और बेटी|बेटी और बेट[ाे]|(?:ఇద్దరు|ముగ్గురు)\s+పిల్లల/iu;
const BETWEEN = '\\s*(?:,|&|and|aur|mariyu|और|మరియు)\\s*';
const YEARS = '\\s*(?:yrs?|years?(?:\\s+old)?|saal|yella|ella|साल|ఏళ్[ళల]?\\p{M}*)?';
const AGES = new RegExp(
  `(?<!\\d)(\\d{1,2})${YEARS}(?:${BETWEEN}(\\d{1,2}))(?:${YEARS}${BETWEEN}(\\d{1,2}))?(?!\\d|\\s*(?:am|pm))`,
  'iu',
);
const SPLIT = new RegExp(BETWEEN, 'iu');

/**
 * "Two kids, 7 and 10, piano and guitar": a wish for each, in the order they are told of; the first is the enquiry's
 * own. One instrument alone is for all of them. Null where it is not of several children.
 */
export function readSeveral(
  text: string,
  listening: { taught: readonly Instrument[]; facts: Facts; slot: string | null },
): Partial<Facts> | null {
  if (!SEVERAL.test(text)) return null;
  const ages = agesIn(text);
  const instruments = instrumentsIn(text, listening);
  const count = Math.max(ages.length, instruments.length);
  if (count < 2) return null;
  const wish = (i: number): Another => {
    const instrument = instruments.length > 1 ? instruments[i] : instruments[0];
    return {
      instrument: instrument?.name ?? null,
      instrumentId: instrument?.id ?? null,
      age: ages[i] ?? null,
      name: null,
      studentId: null,
    };
  };
  const { instrument, instrumentId, age } = wish(0);
  const also = Array.from({ length: count - 1 }, (_, i) => wish(i + 1));
  const own = { ...(instrumentId ? { instrument, instrumentId } : {}), ...(age === null ? {} : { age }) };
  return { who: 'child', ...own, also };
}

function agesIn(text: string): number[] {
  const [, ...found] = AGES.exec(digitsToLatin(text)) ?? [];
  return found.flatMap((n) => (n === undefined ? [] : Number(n))).filter((n) => n >= 2 && n <= 25);
}

function instrumentsIn(text: string, listening: Parameters<typeof readInstrument>[1]): Instrument[] {
  const read = readInstrument(text, { ...listening, slot: null });
  if (read?.kind === 'one') return [{ id: read.id, name: read.name }];
  if (read?.kind !== 'several') return [];
  const said = text.toLowerCase();
  const at = ({ name }: Instrument) => {
    const found = said.indexOf(name.toLowerCase().split(' ').at(-1) ?? name);
    return found < 0 ? said.length : found;
  };
  return listening.taught.filter((i) => read.ids.includes(i.id)).sort((a, b) => at(a) - at(b));
}

/** "Anika and Rohan", where the names of several children were asked for; what is missing stays unknown. */
export function readNames(text: string, { also }: Pick<Facts, 'also'>): Partial<Facts> | null {
  const [name, ...rest] = text.split(SPLIT).map(readName);
  if (!name || rest.length === 0) return null;
  return { name, also: also.map((a, i) => ({ ...a, name: rest[i] ?? a.name })) };
}
