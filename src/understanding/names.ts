import { nearness } from './names/near.js';
import { type PersonName, type TypedName, nameOf, typedName } from './names/person.js';
import { NONE, type NameMatch, type Test, closeness, decide, fits } from './names/rules.js';
import { CASE_ENDINGS, commonNames, nicknames } from './names/table.js';
import { byInitials, matchWord } from './names/word.js';

export type { NameMatch } from './names/rules.js';

export interface RosterEntry {
  id: string;
  name: string;
}
export type Roster = readonly RosterEntry[];

const prepared = new WeakMap<Roster, PersonName[]>();

/** Who of the roster is meant by the typed words. Two who fit equally well are `several`, never one of them. */
export function matchName(typed: string, roster: Roster): NameMatch {
  const people = peopleOf(roster);
  const number = /^\s*(?:#|no\.?|number|roll(?:\s*no\.?)?)?\s*(\d{1,3})\s*$/iu.exec(typed)?.[1];
  if (number !== undefined) return byNumber(Number(number), roster);
  const name = typedName(typed);
  if (!name) return NONE;
  const match = matchTyped(name, people);
  return match.kind === 'none' ? withoutEnding(name, people) : match;
}

function peopleOf(roster: Roster): PersonName[] {
  const known = prepared.get(roster);
  if (known) return known;
  const people = roster.map((entry) => nameOf(entry.id, entry.name));
  prepared.set(roster, people);
  return people;
}

/** "3" is the third of the roster as it was shown. */
function byNumber(number: number, roster: Roster): NameMatch {
  const entry = roster[number - 1];
  return entry ? { kind: 'one', id: entry.id, score: 0.95 } : NONE;
}

function matchTyped(name: TypedName, people: readonly PersonName[]): NameMatch {
  const whole = decide(people, [
    [1, (p) => p.plain === name.whole],
    [0.99, (p) => p.plain === name.plain],
    [0.98, (p) => p.joined === name.joined],
  ]);
  if (whole) return whole;
  return name.sounds.length > 1 ? matchWords(name, people) : matchWord(name, people);
}

/** "Aditya Rao", "Aditya R", "A. Rao", "Rao Aditya": every typed word has to belong to the same person. */
function matchWords(name: TypedName, people: readonly PersonName[]): NameMatch {
  const initialsOnly = name.sounds.every((s) => s.length === 1);
  if (initialsOnly) return byInitials(name.parts.join(''), people);
  if (name.sounds.every((s) => s.length < 3)) return NONE;
  const exact = decide(people, [
    [0.97, (p) => fits(name.sounds, p.sounds, (typed, part) => typed === part)],
    [0.92, (p) => fits(name.sounds, p.sounds, (typed, part) => typed === part || startOf(typed, part))],
  ]);
  if (exact) return exact;
  const near = (p: PersonName) =>
    fits(name.sounds, p.sounds, (t, part) => startOf(t, part) || isSlip(t, part, name));
  return decide(people, [[0.8, near]]) ?? NONE;
}

/** An initial or the beginning of the name; one word of three letters at least has to carry the match. */
function startOf(typed: string, part: string): boolean {
  return part.startsWith(typed) || (nicknames.get(typed)?.includes(part) ?? false);
}

function isSlip(typed: string, part: string, name: TypedName): boolean {
  return !commonNames.has(typed) && nearness(typed, part, name.native).kind === 'slip';
}

/** "సారాకి", "Sarahki": the name with a case ending written to it. */
function withoutEnding(name: TypedName, people: readonly PersonName[]): NameMatch {
  const last = name.sounds.at(-1) ?? '';
  const endings = name.native ? [...CASE_ENDINGS.strong, ...CASE_ENDINGS.weak] : CASE_ENDINGS.strong;
  if (commonNames.has(last)) return NONE;
  for (const ending of endings) {
    const stem = last.slice(0, -ending.length);
    if (!last.endsWith(ending) || stem.length < 3) continue;
    const sounds = [...name.sounds.slice(0, -1), stem];
    const match = matchSounds({ ...name, sounds }, people);
    if (match.kind !== 'none') return match;
  }
  return NONE;
}

/** Only what sounds the same, or nearly so in other letters: an ending may not be guessed on top of a slip. */
function matchSounds(name: TypedName, people: readonly PersonName[]): NameMatch {
  const same: Test = (p) => fits(name.sounds, p.sounds, (typed, part) => typed === part);
  const alike: Test = (p) =>
    fits(name.sounds, p.sounds, (typed, part) => closeness(typed, part, name).distance === 0);
  return (
    decide(people, [
      [0.85, same],
      [0.75, alike],
    ]) ?? NONE
  );
}
