import { addDays, daysBetween, instantOf, localDate } from '../../../school/dates.js';
import { readDates, readTime } from '../../../understanding/dates.js';
import { blank, splitWords } from '../../../understanding/text/words.js';
import type { FlowContext } from '../../flow.js';
import { type Heard, readWish } from './reading.js';
import { isTelling, saysToTell } from './who.js';

/** When something is to go, as it was said; `now` takes an earlier time back. */
export interface When {
  date: string | null;
  time: string | null;
  now: boolean;
}

/** What the office wants told, and when. */
export type TimedWish = Heard & { when: When | null };

const NOW =
  /^(?:no[,\s]+)?(?:send\s+)?(?:it\s+)?(?:right\s+)?(?:now|immediately|at once|right away|abhi|turant|ippude|ventane|अभी|तुरंत|ఇప్పుడే|వెంటనే)(?:\s+(?:send|bhejo|bhej do|pampandi|pampu|भेजो|भेजें|పంపండి))?$/iu;
const PARTS: readonly (readonly [string, RegExp])[] = [
  ['09:00', /(?<!\p{L})(?:morning|subah|savere|udayam|poddunna|सुबह|सवेरे|ఉదయం|పొద్దున)(?!\p{L})/iu],
  ['14:00', /(?<!\p{L})(?:afternoon|dopahar|madhyahnam|दोपहर|మధ్యాహ్నం)(?!\p{L})/iu],
  ['18:00', /(?<!\p{L})(?:evening|shaam|sayantram|saayantram|शाम|సాయంత్రం)(?!\p{L})/iu],
];
/** What may stand beside a time and says nothing of its own. */
const BESIDE =
  /^(?:schedule|scheduled|send|it|this|that|at|on|for|by|around|the|please|pls|plz|ok|yes|no|only|in|am|pm|a|p|m|o|clock|hrs|ko|ku|ki|ke|se|baje|bje|gantalaku|bhejo|bhej|bhejna|do|dena|pampandi|pampu|pampali|morning|afternoon|evening|subah|savere|dopahar|shaam|udayam|poddunna|madhyahnam|sayantram|saayantram|को|के|बजे|भेजो|भेजें|भेजिए|भेज|दो|सुबह|सवेरे|दोपहर|शाम|కు|కి|గంటలకు|గంటకి|గంటలకి|పంపండి|పంపు|ఉదయం|పొద్దున|మధ్యాహ్నం|సాయంత్రం)$/iu;
/** Of those, what begins to say to whom. */
const ADDRESSES = /^(?:send|please|pls|plz|bhejo|bhej|to|the|भेजो|भेज|పంపండి|పంపు)$/iu;
/** As many words as a time may have. */
const LONGEST = 8;
const FARTHEST_DAYS = 60;
const DEFAULT_TIME = '09:00';

/** "tomorrow 9am", "schedule it for Friday 10:30", "now": a time and nothing else; null where it says more. */
export function onlyWhen(text: string, today: string): When | null {
  const said = text.trim().replace(/[.!?]+$/, '');
  if (NOW.test(said)) return { date: null, time: null, now: true };
  const dates = readDates(said, today, { tense: 'future' });
  const [first, ...others] = dates;
  if (others.length > 0) return null;
  const undated = first ? blank(said, first) : said;
  const time = readTime(undated);
  const rest = time ? blank(undated, time) : undated;
  if (!splitWords(rest).every((w) => w.kind === 'mark' || BESIDE.test(w.text))) return null;
  const part = PARTS.find(([, words]) => words.test(said))?.[0] ?? null;
  const at = time?.time ?? part;
  return first || at ? { date: first?.date ?? null, time: at, now: false } : null;
}

/** To whom and what (reading.ts), and a time before it, in what addresses, or after it. */
export function readTimedWish(text: string, today: string): TimedWish {
  const before = whenBefore(text.trim(), today);
  if (before) return { ...readWish(before.rest), when: before.when };
  const addressed = /^([^:\n]{2,80}?)\s*:(?!\d)\s*([\s\S]{2,})$/u.exec(text.trim());
  const inside = addressed?.[1] ? whenInside(addressed[1], today) : null;
  if (inside && addressed?.[2]) return { ...readWish(`${inside.rest}: ${addressed[2]}`), when: inside.when };
  const after = /^([\s\S]+?)[,.;]\s*(?:and\s+)?((?:send|schedule)\b[^,.;]{0,60})$/iu.exec(text.trim());
  const last = after?.[2] ? onlyWhen(after[2], today) : null;
  if (last && after?.[1]) return { ...readWish(after[1]), when: last };
  const wish = readWish(text);
  const alone = wish.message === null ? null : onlyWhen(wish.message, today);
  return alone ? { to: wish.to, message: null, when: alone } : { ...wish, when: null };
}

/** "Tomorrow 9am tell all parents …": not "tomorrow is a holiday, tell …". */
function whenBefore(text: string, today: string): { when: When; rest: string } | null {
  const words = splitWords(text).slice(0, LONGEST);
  const prefixes = words.map((w) => ({ last: w.text, end: w.end }));
  const found = prefixes
    .filter((p) => !ADDRESSES.test(p.last))
    .map(({ end }) => ({ end, when: onlyWhen(text.slice(0, end), today) }))
    .findLast((p) => p.when !== null);
  if (!found?.when || found.when.now) return null;
  const { end, when } = found;
  const rest = text.slice(end).replace(/^[\s,:–—-]+/u, '');
  const addresses = isTelling(rest) || (saysToTell(rest) && readWish(rest).to !== null);
  return addresses ? { when, rest } : null;
}

/** "Send tomorrow at 9 am to all families": the time among the words that address. */
function whenInside(head: string, today: string): { when: When; rest: string } | null {
  const [date, ...others] = readDates(head, today, { tense: 'future' });
  if (!date || others.length > 0) return null;
  const undated = blank(head, date);
  const time = readTime(undated);
  const rest = (time ? blank(undated, time) : undated).replace(/\b(?:at|on)\s+(?=\s|to\b|$)/giu, ' ');
  return { when: { date: date.date, time: time?.time ?? null, now: false }, rest: rest.replace(/\s+/g, ' ') };
}

/** The instant that is meant, as ISO; null is now. 'bad' where it is over, or too far away. */
export function instantFor({ now, timezone }: FlowContext, when: When | null): string | null | 'bad' {
  if (when === null || when.now) return null;
  const today = localDate(now, timezone);
  const time = when.time ?? DEFAULT_TIME;
  const on = (date: string) => instantOf(date, time, timezone);
  const at = when.date ? on(when.date) : on(today) > now ? on(today) : on(addDays(today, 1));
  const far = daysBetween(today, localDate(at, timezone)) > FARTHEST_DAYS;
  return at <= now || far ? 'bad' : at.toISOString();
}
