import { soundKey } from '../text/sound.js';
import { digitsToLatin } from '../text/words.js';
import { beginningsOf } from './ranges.js';

export interface TimeReading {
  /** HH:MM, 24 h. */
  time: string;
  /** False where nothing said morning or evening: then a music school's hours were assumed. */
  certain: boolean;
  /** Where it stands in the text. */
  start: number;
  end: number;
}

type Half = 'am' | 'pm';

const HALVES: readonly (readonly [Half, RegExp])[] = [
  [
    'pm',
    /(?<!\p{L})(evening|evng|eve|shaam|sham|saayantram|sayantram|sayantra|night|raat|raatri|ratri|afternoon|noon|dopahar|dopeher|madhyahnam|शाम|रात|दोपहर|సాయంత్రం|రాత్రి|మధ్యాహ్నం)(?!\p{L})/iu,
  ],
  ['am', /(?<!\p{L})(morning|mrng|subah|subha|savere|udayam|poddunna|सुबह|सवेरे|ఉదయం|పొద్దున)(?!\p{L})/iu],
];

const CLOCK_WORDS = String.raw`baj+e|bje|baj|gantal\p{L}*|gantak\p{L}*|o['’ ]?clock|oclock|hrs|बजे|గంట\p{L}*`;
const HALF_MARK = String.raw`(?<half>[ap])\.?\s?m\b\.?`;
const PATTERNS: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<![\d./:-])(?<hour>\d{1,2})[:.](?<minute>[0-5]\d)(?![\d/]|[.:]\d)(?:\s*${HALF_MARK})?(?:\s*(?:${CLOCK_WORDS}))?`,
    'iu',
  ),
  new RegExp(String.raw`(?<![\d./:-])(?<hour>\d{1,2})\s*${HALF_MARK}`, 'iu'),
  new RegExp(String.raw`(?<![\d./:-])(?<hour>\d{1,2})\s*(?:${CLOCK_WORDS})(?!\p{L})`, 'iu'),
  /(?<![\p{L}\d])(?:at|by|around|from|@)\s*(?<hour>\d{1,2})(?![\d\/:.-]|\s*\p{L})/iu,
  /^\s*(?<hour>\d{1,2})\s*$/u,
];
const HOURS_IN_WORDS =
  'one ek okati|two do rendu|three teen tin mudu|four char chaar nalugu|five paanch panch aidu|six che chhe chah aaru|seven saat sat edu|eight aath enimidi|nine nau tommidi|ten das padi|eleven gyarah padakondu|twelve barah pannendu';
const HOUR_OF_WORD: ReadonlyMap<string, number> = new Map(
  HOURS_IN_WORDS.split('|').flatMap((words, i) => words.split(' ').map((w) => [soundKey(w), i + 1] as const)),
);
const WORD_HOUR = new RegExp(
  String.raw`(?<!\p{L})(?<word>\p{L}[\p{L}\p{M}]*)\s+(?:${CLOCK_WORDS})(?!\p{L})`,
  'iu',
);
const WITH_HALF = /(?<![\d./:-])(?<hour>\d{1,2})(?![\d/:.-])/u;

/** Every time of day that is certainly one: with a colon, a half of the day, or a word such as baje. */
export function spokenTimes(text: string): TimeReading[] {
  const typed = beginningsOf(digitsToLatin(text));
  return PATTERNS.slice(0, 3).flatMap((pattern) =>
    [...typed.matchAll(new RegExp(pattern, 'giu'))].flatMap((match) => fromMatch(match, undefined) ?? []),
  );
}

/** The first time of day in the text: "5pm", "5:30", "17:00", "5 baje", "saayantram 5", or nothing but "5". */
export function readTime(text: string): TimeReading | null {
  const typed = beginningsOf(digitsToLatin(text));
  const half = HALVES.find(([, words]) => words.test(typed))?.[0];
  for (const pattern of PATTERNS) {
    const reading = fromMatch(pattern.exec(typed), half);
    if (reading) return reading;
  }
  return fromWords(typed, half) ?? (half ? nextToHalf(typed, half) : null);
}

function fromMatch(match: RegExpMatchArray | null, half: Half | undefined): TimeReading | null {
  if (!match?.groups) return null;
  const { hour, minute = '0', half: mark } = match.groups;
  const said = mark === undefined ? half : mark.toLowerCase() === 'a' ? 'am' : 'pm';
  return reading(Number(hour), Number(minute), said, match);
}

function fromWords(typed: string, half: Half | undefined): TimeReading | null {
  const match = WORD_HOUR.exec(typed);
  const hour = HOUR_OF_WORD.get(soundKey(match?.groups?.word ?? ''));
  return match && hour !== undefined ? reading(hour, 0, half, match) : null;
}

/** "saayantram 5", "5 in the evening": a number counts as an hour only beside the word for the half of the day. */
function nextToHalf(typed: string, half: Half): TimeReading | null {
  const said = HALVES.find(([name]) => name === half)?.[1].exec(typed);
  const match = WITH_HALF.exec(typed);
  if (!said || !match) return null;
  const gap =
    match.index > said.index
      ? typed.slice(said.index + said[0].length, match.index)
      : typed.slice(match.index + match[0].length, said.index);
  return /^\s*(at|ko|in the|ki|ke)?\s*$/i.test(gap)
    ? reading(Number(match.groups?.hour), 0, half, match)
    : null;
}

function reading(
  hour: number,
  minute: number,
  half: Half | undefined,
  match: RegExpMatchArray,
): TimeReading | null {
  if (hour > 23) return null;
  const start = match.index ?? 0;
  const place = { start, end: start + match[0].length };
  const certain = half !== undefined || hour > 11 || hour === 0;
  return { time: `${pad(hour24(hour, half))}:${pad(minute)}`, certain, ...place };
}

/** With no half of the day said, 1 to 8 are afternoon and evening: classes run from ten to nine. */
function hour24(hour: number, half: Half | undefined): number {
  if (hour > 12 || hour === 0) return hour;
  if (half === 'am') return hour % 12;
  if (half === 'pm') return (hour % 12) + 12;
  return hour < 9 ? hour + 12 : hour;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
