import { type Roster, matchName } from '../../../understanding/names.js';
import {
  type Question as Asked,
  type RegisterReading,
  readCorrection,
  readRegister,
} from '../../../understanding/register.js';
import type { Sheet, Wish } from './state.js';

type Said = 'present' | 'absent';

/** What a text says of a class: who came and who did not, by the ids of the roster it was read against. */
export interface Reading {
  present: string[];
  absent: string[];
  /** What everybody becomes whom nobody named; null when nothing follows for them. */
  rest: Said | null;
  /** Named, with no word of whether they came. */
  bare: string[];
  /** Words that may mean several pupils, or one who is not near enough to be taken for certain. */
  several: { word: string; ids: string[]; mark: Said | null }[];
  /** Names that fit nobody. */
  unread: { word: string; mark: Said | null }[];
  /** Other words that nobody knows. */
  noise: string[];
  /** Whether any word on coming or not coming was said. */
  stated: boolean;
  cancelled: boolean;
  makeup: boolean;
  /** 0 to 1 where a model read the names, else null. */
  confidence: number | null;
}

const NOTHING: Reading = {
  present: [],
  absent: [],
  rest: null,
  bare: [],
  several: [],
  unread: [],
  noise: [],
  stated: false,
  cancelled: false,
  makeup: false,
  confidence: null,
};

/** Whether it says anything about anybody of the roster. */
export function saysSomething(r: Reading): boolean {
  return r.rest !== null || [r.present, r.absent, r.bare, r.several].some((list) => list.length > 0);
}

/** Reads a first message by rules; the names a model heard are matched only where the rules read nobody. */
export function readWish(wish: Wish, roster: Roster): Reading {
  const byRules = fromRegister(readRegister(wish.text, roster));
  if (saysSomething(byRules) || byRules.cancelled || wish.confidence === null) return byRules;
  const heard = fromHeard(wish, roster);
  return saysSomething(heard) ? heard : byRules;
}

export function readNames(text: string, roster: Roster): Reading {
  return fromRegister(readRegister(text, roster));
}

/** "Everyone", "andaru" as the answer to who came, with no other word. */
export function namesEverybody(text: string, roster: Roster): boolean {
  if (text.split(/\s+/).length > 3) return false;
  const { rest, present, absent, several, unread, noise, stated } = readNames(`${text} present`, roster);
  const others = [...present, ...absent, ...several, ...unread, ...noise];
  return rest === 'present' && stated && others.length === 0;
}

const ALSO = /(?<!\p{L})(also|too|as well|bhi|bi|kuda|kooda|भी|కూడా)(?!\p{L})/iu;

/** "Sarah was also present": goes with what was said before, and says nothing of the others. */
export function saysAlso(text: string): boolean {
  return ALSO.test(text);
}

/** Whether it speaks of everybody ("all", "the rest"), and not only of those it names. */
export function speaksOfAll(text: string, roster: Roster): boolean {
  const { toPresent, toAbsent } = readCorrection(text, roster, { present: [], absent: [] });
  const { named } = readRegister(text, roster);
  return [...toPresent, ...toAbsent].some((id) => !named.includes(id));
}

function fromRegister(read: RegisterReading): Reading {
  const of = (ids: string[]) => ids.filter((id) => read.named.includes(id));
  return {
    ...NOTHING,
    present: of(read.present),
    absent: of(read.absent),
    rest: read.rest,
    ...questions(read.ask),
    ...(read.overheard ? { unread: [stranger(read)] } : { noise: read.unreadWords }),
    stated: read.stated,
    cancelled: read.cancelled,
    makeup: read.makeup,
  };
}

/** Which of the words is the name is not known: they are asked about together. */
function stranger({ unreadWords, rest }: RegisterReading): Reading['unread'][number] {
  const mark = rest === 'present' ? 'absent' : rest === 'absent' ? 'present' : null;
  return { word: unreadWords.join(' '), mark };
}

/** What a sentence changes in a list that stands. Null when it changes nothing of it. */
export function readChange(text: string, sheet: Sheet): Reading | 'unchanged' | null {
  const of = (mark: Said) => sheet.roster.filter((p) => sheet.marks[p.id] === mark).map((p) => p.id);
  const found = readCorrection(text, sheet.roster, { present: of('present'), absent: of('absent') });
  const { named, unreadWords } = readRegister(text, sheet.roster);
  // Who told us beforehand changes only by name, not by "all".
  const stays = (id: string) => sheet.marks[id] === 'excused' && !named.includes(id);
  const change: Reading = {
    ...NOTHING,
    present: found.toPresent.filter((id) => !stays(id)),
    absent: found.toAbsent.filter((id) => !stays(id)),
    ...questions(found.ask),
    noise: unreadWords,
  };
  if (saysSomething(change) || change.unread.length > 0) return change;
  return found.unchanged.length > 0 ? 'unchanged' : null;
}

function questions(asked: readonly Asked[]): Pick<Reading, 'bare' | 'several' | 'unread'> {
  const mark = (q: Asked) => (q.as === 'unknown' ? null : q.as);
  const isBare = (q: Asked) => q.candidates.length === 1 && q.as === 'unknown';
  return {
    bare: [...new Set(asked.filter(isBare).flatMap((q) => q.candidates))],
    several: asked
      .filter((q) => q.candidates.length > 0 && !isBare(q))
      .map((q) => ({ word: q.word, ids: q.candidates, mark: mark(q) })),
    unread: asked.filter((q) => q.candidates.length === 0).map((q) => ({ word: q.word, mark: mark(q) })),
  };
}

/** The words that a model took out of the message, each matched like a typed name. */
function fromHeard(wish: Wish, roster: Roster): Reading {
  const reading: Reading = { ...NOTHING, confidence: wish.confidence };
  const hear = (word: string, mark: Said) => {
    const match = matchName(word, roster);
    if (match.kind === 'one') reading[mark] = [...reading[mark], match.id];
    else if (match.kind === 'several') reading.several = [...reading.several, { word, ids: match.ids, mark }];
    else reading.unread = [...reading.unread, { word, mark }];
  };
  for (const word of wish.present) hear(word, 'present');
  for (const word of wish.absent) hear(word, 'absent');
  const onlyPresent = wish.present.length > 0 && wish.absent.length === 0;
  const onlyAbsent = wish.absent.length > 0 && wish.present.length === 0;
  const rest = wish.allPresent || onlyAbsent ? 'present' : onlyPresent ? 'absent' : null;
  return { ...reading, rest };
}
