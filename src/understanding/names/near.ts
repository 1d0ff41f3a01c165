import { editDistance } from '../text/distance.js';

/** How a typed sound compares with a name's sound. `slip`: surely the same, mistyped. `maybe`: worth asking about. */
export interface Nearness {
  kind: 'slip' | 'maybe' | 'far';
  distance: number;
}

const VOWELS = /[aeiou]/g;

/**
 * A slip leaves the consonants in their order and changes a vowel, swaps two neighbours, or loses one letter
 * of a long name. Another consonant in a short word is another name: Meera and Meena, Rohan and Roshan.
 */
export function nearness(typedSound: string, nameSound: string, native: boolean): Nearness {
  const [typed, name] = [typedSound, nameSound].map(withoutBreath) as [string, string];
  const distance = editDistance(typed, name);
  if (swapped(typedSound, nameSound)) return { kind: 'slip', distance: Math.max(distance, 1) };
  const length = Math.min(typedSound.length, nameSound.length);
  // Few people mistype the first letter: such a one gives way to whoever begins alike.
  const far = typed[0] === name[0] ? 0 : 0.5;
  // "Arjn" has all consonants of Arjun, and one too many for Arun.
  const other = bones(typed) === bones(name) ? 0 : 0.25;
  return { kind: kindOf({ typed, name, distance, length, native }), distance: distance + far + other };
}

interface Pair {
  typed: string;
  name: string;
  distance: number;
  /** Letters of the shorter one, before anything was left out. */
  length: number;
  native: boolean;
}

function kindOf({ typed, name, distance, length, native }: Pair): Nearness['kind'] {
  const vowelsOnly = bones(typed) === bones(name);
  if (length < 3) return 'far';
  // Esha is ईशा and Eshwar ఈశ్వర్ in their own letters.
  const start = (sound: string) => (native ? sound.replace(/^e/, 'i') : sound)[0];
  const sameStart = start(typed) === start(name);
  // Aryan in its own letters has the consonants of Rohan, and is not him.
  if (distance === 0 || (vowelsOnly && native && sameStart && distance <= 2)) return 'slip';
  if (length < 4) return distance === 1 && vowelsOnly && sameStart ? 'maybe' : 'far';
  if (distance > (length >= 7 ? 2 : 1)) return vowelsOnly && distance <= 2 ? 'maybe' : 'far';
  if (!sameStart || otherGender(typed, name)) return 'maybe';
  if (vowelsOnly || length >= 8) return 'slip';
  return length >= 6 && distance === 1 && typed.length !== name.length ? 'slip' : 'maybe';
}

/** An h inside a name is the letter that is most often left out or put elsewhere: Rohn, Roahn. */
function withoutBreath(sound: string): string {
  return sound.replace(/(?<=.)h/g, '').replace(/(.)\1+/g, '$1');
}

function bones(sound: string): string {
  return sound.replace(VOWELS, '');
}

/** Advik and Advika, Harsh and Harshi are two children. */
function otherGender(typed: string, name: string): boolean {
  return typed === `${name}a` || typed === `${name}i`;
}

function swapped(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 4 || editDistance(a, b) !== 1) return false;
  return [...a].sort().join('') === [...b].sort().join('');
}
