import type { Roster } from './names.js';
import type { Status } from './register/items.js';
import { type Parsed, parseRegister } from './register/parse.js';

export { type Correction, type Draft, readCorrection } from './register/correction.js';

/** A name that has to be asked about. No candidates: nobody of the roster is near. */
export interface Question {
  word: string;
  candidates: string[];
  as: Status | 'unknown';
}

/** What a teacher's sentence says of a class. `present` and `absent` are complete: they include the unnamed. */
export interface RegisterReading {
  present: string[];
  absent: string[];
  /** Those of the lists who were meant by name; whoever was excused before stays so unless named. */
  named: string[];
  ask: Question[];
  /** Names without a word on whether they came. */
  bare: boolean;
  all: Status | null;
  /** What was said, or follows, for the unnamed. Null: nothing follows. */
  rest: Status | null;
  cancelled: boolean;
  makeup: boolean;
  unreadWords: string[];
  /** Somebody was spoken of beside "all" or "the rest", and nobody of this class was read: a draft would leave them out. */
  overheard: boolean;
  /** Whether any word on coming or not coming was said. */
  stated: boolean;
  /** 0 to 1. */
  confidence: number;
}

/** Reads a register from words alone; the roster never leaves this process. */
export function readRegister(text: string, roster: Roster): RegisterReading {
  const parsed = parseRegister(text, roster);
  const makeup = parsed.mentions('makeup');
  const people = namedPeople(parsed, makeup);
  const cancelled = isCancelled(parsed, people);
  const overheard = !cancelled && !makeup && speaksOfSomebody(parsed);
  const rest = cancelled || makeup ? null : restOf(parsed, people, overheard);
  const open = new Set(people.ask.flatMap((q) => q.candidates));
  const decided = (status: Status) => {
    const named = people[status];
    const unnamed = roster.map((p) => p.id).filter((id) => !people.present.has(id) && !people.absent.has(id));
    return [...named, ...(rest === status ? unnamed : [])].filter((id) => !open.has(id));
  };
  const inOrder = (ids: string[]) => roster.map((p) => p.id).filter((id) => ids.includes(id));
  const named = [...people.present, ...people.absent].filter((id) => !open.has(id));
  return {
    present: inOrder(decided('present')),
    absent: inOrder(decided('absent')),
    named: inOrder(named),
    ask: people.ask,
    bare: people.bare,
    all:
      named.length === 0 && people.ask.length === 0 && !cancelled ? (parsed.all ?? wholeClass(parsed)) : null,
    rest,
    cancelled,
    makeup,
    unreadWords: [...parsed.unread],
    overheard,
    stated: parsed.stated,
    confidence: confidenceOf(parsed, people, cancelled),
  };
}

interface People {
  present: Set<string>;
  absent: Set<string>;
  ask: Question[];
  bare: boolean;
}

/** Sorts the names by what was said of them. In a makeup class a name alone means that the child was there. */
function namedPeople(parsed: Parsed, makeup: boolean): People {
  const out: People = { present: new Set(), absent: new Set(), ask: [], bare: false };
  for (const { who, status: said, clear } of parsed.named) {
    const status = clear ? (said ?? (makeup ? 'present' : null)) : null;
    const [id] = who.ids;
    if (status && who.sure && id !== undefined) out[status].add(id);
    else out.ask.push({ word: who.word, candidates: [...who.ids], as: status ?? 'unknown' });
    if (!status) out.bare = true;
  }
  for (const id of out.present) {
    if (!out.absent.delete(id)) continue;
    out.present.delete(id);
    out.ask.push({ word: wordFor(parsed, id), candidates: [id], as: 'unknown' });
  }
  return out;
}

function wordFor(parsed: Parsed, id: string): string {
  return parsed.named.find((n) => n.who.ids.includes(id))?.who.word ?? '';
}

/** "X were present" makes the others absent, "X absent" makes them present; both in one sentence say nothing. */
function restOf(parsed: Parsed, people: People, overheard: boolean): Status | null {
  if (parsed.rest) return parsed.rest;
  // A whole class is seldom absent: with words about somebody in between it is asked.
  if (parsed.all) return overheard && parsed.all === 'absent' ? null : parsed.all;
  if (parsed.denied && people.present.size > 0) return null;
  const said = (status: Status) => people[status].size > 0 || people.ask.some((q) => q.as === status);
  if (said('present') && !said('absent')) return 'absent';
  if (said('absent') && !said('present')) return 'present';
  return parsed.named.length === 0 && !overheard ? wholeClass(parsed) : null;
}

/** "Manikanta has gone to a wedding, the rest came", "… absent, all others present", where the class has no Manikanta. */
function speaksOfSomebody(parsed: Parsed): boolean {
  if (parsed.named.length > 0 || parsed.unread.length === 0) return false;
  const statuses = new Set(parsed.items.flatMap((i) => (i.kind === 'status' ? [i.status] : [])));
  const doubtful = parsed.all === 'absent' && parsed.unread.length > 1;
  const ofAll = parsed.all !== null && statuses.size < 2 && !doubtful;
  return !ofAll && (parsed.rest !== null || parsed.all !== null || wholeClass(parsed) !== null);
}

/** "No absentees": a status without anybody, turned around by a negation. */
function wholeClass(parsed: Parsed): Status | null {
  // A "no" that turns no status around is an answer to something, and no word on whether anybody came.
  const status = parsed.items.find((i) => i.kind === 'status' && i.turned);
  return parsed.nobodyMissing && status?.kind === 'status' ? status.status : null;
}

/** "Cancel that, Sarah also came" cancels no class. */
function isCancelled(parsed: Parsed, people: People): boolean {
  const ofClass = parsed.mentions('class') || parsed.mentions('instrument');
  if (parsed.mentions('cancelled')) return ofClass || people.present.size === 0;
  return parsed.mentions('not_held') && (ofClass || parsed.items.length < 4);
}

function confidenceOf(parsed: Parsed, people: People, cancelled: boolean): number {
  if (cancelled) return people.ask.length > 0 ? 0.6 : 0.95;
  if (parsed.named.length === 0 && parsed.all === null && wholeClass(parsed) === null) return 0;
  const weakest = Math.min(1, ...parsed.named.filter((n) => n.who.sure).map((n) => n.who.score));
  const doubts = 0.1 * people.ask.length + 0.1 * parsed.unread.length;
  return Math.max(0.2, Math.min(people.bare ? 0.5 : 0.97, weakest) - doubts);
}
