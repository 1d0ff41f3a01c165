import { readDates } from '../dates.js';
import { timeRanges } from '../dates/ranges.js';
import { spokenTimes } from '../dates/time.js';
import { blank, digitsToLatin } from '../text/words.js';

const MONDAY = '2026-01-05';
// "20 min late", "100%", "6 me se 5", "4/6", "baki 4", and everything of which a class has so many.
const COUNTS =
  /(?:\b(?:due|gone|went|going|gng|able|back|bcz|coming)\s+2\b(?!\s*(?:absent|present|abs|prs)))|(?:(?<!\d)(?!100\s*%)\d+\s*(?:mins?\b|minutes?|nimishalu|minat|hours?|hrs?\b|ghante|ghanta|%|percent|मिनट|నిమిష))|(?:\d+\s*(?:me|mein|mai|में|मे)\s+(?:se|से)\s+\d+)|(?:\b\d+\s*\/\s*\d+\b(?!\s*,))|(?:(?:\b(?:rest|baa?ki|others?|remaining|migat[ha]*|migilina)|बाकी|మిగతా|మిగిలిన)\s+(?:sab\s+|ke\s+|the\s+)?\d+)|(?:\d+\s*out\s+of\s*\d+)|(?:\b(?:all|total|strength|sab|full)\s+\d+)|(?:\d+\s*(?:students?|kids|children|people|members|pupils|persons?|ppl|bach?che|log|mandi|pillalu|days?|din|dino|rojulu|rojula|weeks?|hafte|months?|out\s+of|of\s+\d|మంది|बच्चे|लोग))|(?:\b(?:out\s+of|of)\s+\d+)|(?:\b(?:batch|grade|level|group|section|room)\s*[-#]?\s*(?:\d+|[a-d]\b))/giu;

/** Dates, times and counts are not pupils' numbers: blanked out, everything else stays where it is. */
export function withoutWhen(text: string): string {
  const ranks = ranksIn(text);
  const dates = readDates(text, MONDAY).filter(
    (d) =>
      /\d/.test(digitsToLatin(d.words)) &&
      !/\sko$/i.test(d.words) &&
      !ranks.some((r) => d.start >= r.start && d.end <= r.end),
  );
  const counts = [...digitsToLatin(text).matchAll(COUNTS)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
  let out = text;
  const times = [...timeRanges(digitsToLatin(text)), ...spokenTimes(text)];
  for (const when of [...dates, ...times]) out = blank(out, when);
  for (const { start, end } of counts)
    out =
      out.slice(0, start) +
      out.slice(start, end).replace(/[\d\u0966-\u096f\u0c66-\u0c6f]/g, ' ') +
      out.slice(end);
  return out;
}

// "2nd and 4th absent": two or more ranks right before what is said of them are pupils, not days.
const RANKS =
  /(?<!\b(?:on|for|of|dated?)\s+)\b\d{1,2}(?:st|nd|rd|th)(?:\s*(?:,|and|&|aur|n)\s*\d{1,2}(?:st|nd|rd|th))+\s+(?:students?\s+|ones?\s+|were\s+|are\s+)?(?=abs|pres|prs|came|come|did|not|no\b|missing|on\s+leave|late)/giu;

function ranksIn(text: string) {
  return [...text.matchAll(RANKS)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
}
