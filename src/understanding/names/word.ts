import type { PersonName, TypedName } from './person.js';
import { NONE, type NameMatch, type Test, closeness, closenessToFirst, decide } from './rules.js';
import { commonNames, nicknames } from './table.js';

/** One typed word: a part of the name, a nickname, its beginning, initials, or a slip of the pen. */
export function matchWord(name: TypedName, people: readonly PersonName[]): NameMatch {
  const typed = name.sounds[0] ?? '';
  const exact = decide(people, [[0.95, (p) => p.sounds.includes(typed)]]);
  if (exact) return exact;
  const initials = /^\p{Lu}{2,3}$/u.test(name.parts[0] ?? '')
    ? byInitials(name.parts[0] ?? '', people)
    : NONE;
  if (initials.kind !== 'none') return initials;
  if (typed.length < 3) return nicknames.has(typed) ? (nickOrStart(typed, people) ?? NONE) : NONE;
  return nickOrStart(typed, people) ?? misspelt(typed, name, people);
}

/** "AR" for Aditya Rao; only in capitals, so that "ar" stays a word. */
export function byInitials(letters: string, people: readonly PersonName[]): NameMatch {
  const wanted = letters.toLowerCase();
  const initials = (p: PersonName) =>
    p.parts
      .map((part) => part[0] ?? '')
      .join('')
      .toLowerCase();
  return decide(people, [[0.85, (p) => p.parts.length > 1 && initials(p) === wanted]]) ?? NONE;
}

/**
 * "Addy" for Aditya, "Sam" for Samaira, "Ish" for Ishaan. Asked about: a name of its own that only begins
 * another, and the beginning of a later part (Tom for Sarah Thomas).
 */
function nickOrStart(typed: string, people: readonly PersonName[]): NameMatch | null {
  const full = nicknames.get(typed) ?? [];
  const nick = people.filter((p) => full.includes(p.sounds[0] ?? ''));
  const starts = people.filter((p) => begins(typed, p.sounds[0] ?? ''));
  const first = [...new Set([...nick, ...starts])];
  const ids = (first.length > 0 ? first : people.filter((p) => p.sounds.some((s) => begins(typed, s)))).map(
    (p) => p.id,
  );
  const [id] = ids;
  if (id === undefined) return null;
  const sure = first.length > 0 && (nick.length > 0 || !commonNames.has(typed));
  return ids.length === 1 && sure ? { kind: 'one', id, score: 0.85 } : { kind: 'several', ids };
}

/** At least three letters of the beginning, with or without the u or i of a pet name: "Yashu". */
function begins(typed: string, sound: string): boolean {
  if (typed.length < 3 || sound.length <= typed.length)
    return sound.length === typed.length && petName(typed, sound);
  return sound.startsWith(typed) || petName(typed, sound);
}

function petName(typed: string, sound: string): boolean {
  return /^.{3,}[iu]$/.test(typed) && sound.startsWith(typed.slice(0, -1)) && sound !== typed;
}

/** A slip hits only when nobody else is as near; what is merely near is asked about. */
function misspelt(typed: string, name: TypedName, people: readonly PersonName[]): NameMatch {
  const near = people
    .map((p) => ({ id: p.id, ...closenessToFirst(typed, p, name) }))
    .filter((p) => p.kind !== 'far')
    .sort((a, b) => a.distance - b.distance);
  const [best, next] = near;
  if (!best) return bySurname(typed, name, people);
  const known = commonNames.has(typed) && !name.native;
  const alone = !next || next.distance > best.distance;
  if (best.kind === 'slip' && alone && !known) return { kind: 'one', id: best.id, score: 0.75 };
  // A known name is another child's name, not a slip, unless it differs in the least way.
  return known && best.kind !== 'slip' ? NONE : { kind: 'several', ids: near.map((p) => p.id) };
}

function bySurname(typed: string, name: TypedName, people: readonly PersonName[]): NameMatch {
  if (typed.length < 5 || commonNames.has(typed)) return NONE;
  const test: Test = (p) => p.sounds.slice(1).some((s) => closeness(typed, s, name).kind === 'slip');
  return decide(people, [[0.7, test]]) ?? NONE;
}
