import { readDates } from '../dates.js';
import { timeRanges } from '../dates/ranges.js';
import { spokenTimes } from '../dates/time.js';
import { digitsToLatin } from '../text/words.js';

const MONDAY = '2026-01-05';
const COUNTS =
  /(?:\d+\s*out\s+of\s*\d+)|(?:\b(?:all|total|strength|sab|full)\s+\d+)|(?:\d+\s*(?:students?|kids|children|people|members|pupils|persons?|ppl|bach?che|log|mandi|pillalu|days?|din|dino|rojulu|rojula|weeks?|hafte|months?|out\s+of|of\s+\d|మంది|बच्चे|लोग))|(?:\b(?:out\s+of|of)\s+\d+)|(?:\b(?:batch|grade|level|group|section|room)\s*[-#]?\s*(?:\d+|[a-d]\b))/giu;

/** Dates, times and counts are not pupils' numbers: blanked out, everything else stays where it is. */
export function withoutWhen(text: string): string {
  const dates = readDates(text, MONDAY).filter(
    (d) => /\d/.test(digitsToLatin(d.words)) && !/\sko$/i.test(d.words),
  );
  const counts = [...digitsToLatin(text).matchAll(COUNTS)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
  let out = text;
  const times = [...timeRanges(digitsToLatin(text)), ...spokenTimes(text)];
  for (const { start, end } of [...dates, ...times]) out = blank(out, start, end);
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
