import { readDates } from '../../../understanding/dates.js';
import { onlyWhen } from './when.js';

const NO = String.raw`(?:(?:no|nope|nahi|nahin|kadu|kaadu|नहीं|కాదు)[\s,.!-]+)?(?:please\s+)?`;
const THE_TEXT = String.raw`(?:it|this|(?:the\s+)?(?:text|message|words?|wording))`;
/** "Text: …", "change it to …", "no, say …": what they shall read instead. */
const ANEW = [
  new RegExp(
    `^${NO}(?:change|correct|edit|rewrite|update)\\s+(?:${THE_TEXT}\\s*)?(?:to|as|:)\\s*:?\\s*([\\s\\S]+)$`,
    'iu',
  ),
  new RegExp(
    `^${NO}(?:(?:the\\s+)?(?:new\\s+)?(?:text|message)|टेक्स्ट|संदेश|టెక్స్ట్|సందేశం|మెసేజ్)\\s*:\\s*([\\s\\S]+)$`,
    'iu',
  ),
  new RegExp(
    `^${NO}(?:(?:it|${THE_TEXT})\\s+should\\s+(?:say|read|be)|say|write|likho|likhiye)\\s*:?\\s+([\\s\\S]+)$`,
    'iu',
  ),
  new RegExp(`^${NO}(?:लिखो|लिखें|लिखिए|రాయండి|రాయి)\\s*:?\\s+([\\s\\S]+)$`, 'u'),
];
const SWAP =
  /^(?:please\s+)?(?:replace|change)\s+[“"'‘]?(.+?)[”"'’]?\s+(?:with|to|by)\s+[“"'‘]?(.+?)[”"'’]?$/iu;
const BARE =
  /^(?:edit|change|correct|rewrite)(?:\s+(?:it|this|(?:the\s+)?(?:text|message|words?)))?(?:\s+please)?$|^(?:badlo|badal do|text badlo|maarchu|marchandi|बदलो|बदलें|टेक्स्ट बदलें|మార్చు|మార్చండి|టెక్స్ట్ మార్చండి)$/iu;

/** What they shall read instead; 'ask' where only the wish to change it was said; null where it was not. */
export function edited(said: string, message: string, today: string): { message: string } | 'ask' | null {
  const text = said.trim();
  if (BARE.test(text.replace(/[.!?]+$/, ''))) return 'ask';
  const swap = SWAP.exec(text);
  const swapped = swap?.[1] && swap[2] ? swappedIn(message, swap[1], swap[2]) : null;
  if (swapped) return { message: swapped };
  const anew = ANEW.flatMap((pattern) => pattern.exec(text)?.[1] ?? [])[0];
  const words = anew?.replace(/^[“"]|[”"]$/g, '').trim();
  if (!words) return null;
  const day = otherDay(message, words, today);
  if (day) return { message: day };
  return words.split(/\s+/).length > 1 ? { message: words } : null;
}

function swappedIn(message: string, from: string, to: string): string | null {
  const at = message.toLowerCase().indexOf(from.toLowerCase());
  return at < 0 ? null : message.slice(0, at) + to + message.slice(at + from.length);
}

/** "Change it to Friday": of a text that names one day it is the day that changes. */
function otherDay(message: string, words: string, today: string): string | null {
  const when = onlyWhen(words, today);
  if (!when?.date || when.time !== null) return null;
  const [day, ...others] = readDates(message, today, { tense: 'future' });
  return day && others.length === 0 ? message.slice(0, day.start) + words + message.slice(day.end) : null;
}
