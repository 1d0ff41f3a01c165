import type { Facts, Slot } from '../../../school/enquiry/facts.js';
import { ageIn } from '../../../understanding/offline/words.js';
import { digitsToLatin, splitWords } from '../../../understanding/text/words.js';

/** Ages in which people begin, in words: from three on. */
const NUMBERS = [
  'three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह',
  'మూడు నాలుగు అయిదు ఆరు ఏడు ఎనిమిది తొమ్మిది పది పదకొండు పన్నెండు పదమూడు పద్నాలుగు పదిహేను పదహారు',
];
const FIRST = 3;
const LENGTH =
  /(?:\d{1,2}|\b(?:a|an|one|half|few|some|couple of))\s*(?:years?|yrs?|yr|months?|saal|mahin\p{L}*|nela\p{L}*|ella|yella|साल|महीन\p{L}*|ఏళ్\p{L}*|నెల\p{L}*|సంవత్స\p{L}*)/iu;

/** How old somebody is; a bare number only where that was asked. */
export function readAge(text: string, slot: Slot | null): number | null {
  if (slot === 'level' || slot === 'days') return null;
  const plain = digitsToLatin(text);
  const read = ageIn(plain).age;
  if (read !== undefined) return read;
  const told = /\b(?:is|turned|aged?|just)\s+(\d{1,2})\b(?!\s*(?:pm|am|:|\/))/iu.exec(plain)?.[1];
  const beside = /\((\d{1,2})\)|,\s*(\d{1,2})\s*(?=,|$)/u.exec(plain);
  const near = beside?.[1] ?? beside?.[2] ?? OF_CHILD.exec(plain)?.[1] ?? I_AM.exec(plain)?.[1];
  const asked = slot === 'who' || slot === 'age';
  const bare = asked ? (/^\D*(\d{1,2})\D*$/u.exec(plain)?.[1] ?? inWords(text)) : undefined;
  const years = Number(told ?? near ?? bare ?? 0);
  return years >= 2 && years <= 90 ? years : null;
}

/** "My son 9", "I am 45". */
const OF_CHILD =
  /(?:\b(?:son|daughter|kid|child|boy|girl|beta|beti|bete|babu|papa|paapa|abbayi|ammayi)\b|बेटा|बेटी|बेटे|बच्चा|बच्ची|బాబు|పాప|అబ్బాయి|అమ్మాయి)\p{M}*\s*(?:is|of)?\s*(\d{1,2})\b(?!\s*(?:pm|am|:|\/|,?\s*(?:and|&)\s*\d))/iu;
const I_AM =
  /(?<![\p{L}\p{M}])(?:i am|i['’]?m|main|mai|nenu|मैं|నేను)\s+(\d{2})(?![\d:]|\s*(?:pm|am|min|km|k\b))/iu;

/** They tell their own age. */
export function selfAged(text: string): boolean {
  return I_AM.test(digitsToLatin(text));
}

function inWords(text: string): number | undefined {
  const keys = splitWords(text).map((w) => w.key);
  const tables = NUMBERS.map((row) => splitWords(row).map((w) => w.key));
  const found = tables.map((row) => row.findIndex((key) => keys.includes(key))).find((at) => at >= 0);
  return found === undefined ? undefined : found + FIRST;
}

/** A bare age says who it is for where only one answer is likely. */
export function whoAged(age: number | null, slot: Slot | null): Facts['who'] {
  if (age === null) return null;
  if (age < 16) return 'child';
  return slot === 'who' && age > 17 ? 'self' : null;
}

/** "2 years", "six months", "a year": for how long somebody has learnt. */
export function saysHowLong(text: string): boolean {
  return LENGTH.test(digitsToLatin(text));
}
