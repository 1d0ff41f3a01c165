import { type Nearness, nearness } from './near.js';
import type { PersonName, TypedName } from './person.js';

/**
 * `several` with one id is a person who may be meant but is not near enough to be taken: ask.
 * `score` is 1 for the full name, less the more had to be assumed.
 */
export type NameMatch =
  | { kind: 'one'; id: string; score: number }
  | { kind: 'several'; ids: string[] }
  | { kind: 'none' };

export const NONE: NameMatch = { kind: 'none' };

export type Test = (person: PersonName) => boolean;

/** The first test that anybody passes decides: one is a hit, more are asked about. */
export function decide(
  people: readonly PersonName[],
  tests: readonly (readonly [number, Test])[],
): NameMatch | null {
  for (const [score, test] of tests) {
    const ids = people.filter(test).map((p) => p.id);
    if (ids.length > 1) return { kind: 'several', ids };
    if (ids[0] !== undefined) return { kind: 'one', id: ids[0], score };
  }
  return null;
}

/** Each typed word takes a part of its own. */
export function fits(
  typed: readonly string[],
  parts: readonly string[],
  same: (typed: string, part: string) => boolean,
) {
  const free = [...parts];
  return typed.every((word) => {
    const at = free.findIndex((part) => same(word, part));
    if (at >= 0) free.splice(at, 1);
    return at >= 0;
  });
}

/**
 * How near a typed word is to a part of a name, by sound and, for the first name, by letters. In Hindi and Telugu
 * letters John is written "jaan" and Mary "meree": there o and a, and e and a, stand for each other.
 */
export function closeness(typed: string, part: string, name: TypedName): Nearness {
  const level = (s: string) => s.replace(/[oe]/g, 'a');
  if (name.native && level(typed) === level(part)) return { kind: 'slip', distance: 0 };
  return nearness(typed, part, name.native);
}

/** The better of the two: "Sraah" is a swap in letters only, "Samayra" is Samaira in sound only. */
export function closenessToFirst(typed: string, person: PersonName, name: TypedName): Nearness {
  const bySound = closeness(typed, person.sounds[0] ?? '', name);
  if (name.native || bySound.kind === 'slip') return bySound;
  const byLetters = nearness(name.parts[0]?.toLowerCase() ?? '', person.plain.split(' ')[0] ?? '', false);
  return byLetters.kind === 'far'
    ? bySound
    : byLetters.kind === 'slip'
      ? byLetters
      : bySound.kind === 'far'
        ? byLetters
        : bySound;
}
