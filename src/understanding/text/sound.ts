import { toLatin } from './script.js';

// Spellings that Indian writers use for one sound. Order matters: digraphs before single letters.
const SAME_SOUND: readonly (readonly [RegExp, string])[] = [
  [/[^a-z0-9]/g, ''],
  [/x/g, 'ks'],
  [/t?ch+/g, '6'],
  [/ck/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/qu(?=[ei])/g, 'k'],
  [/q/g, 'k'],
  [/ph/g, 'f'],
  [/([stdbkgj])h/g, '$1'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/ee/g, 'i'],
  [/oo|ou/g, 'u'],
  [/y/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/(?<=[aeiou])h(?![aeiou])/g, ''],
  [/6/g, 'ch'],
];

const cache = new Map<string, string>();
const CACHE_SIZE = 5000;

/**
 * What a word sounds like, written one way: Lakshmi and Laxmi, nahi and naheen's "nahi", सारा and Sarah
 * have the same key. Words in other scripts come out in Latin letters.
 */
export function soundKey(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const plain = toLatin(word.normalize('NFC')).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const key = SAME_SOUND.reduce((text, [pattern, by]) => text.replace(pattern, by), plain);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(word, key);
  return key;
}
