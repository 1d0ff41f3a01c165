import { readCommand } from '../../../understanding/commands.js';
import { tagAt } from '../../../understanding/lexicon/tagger.js';
import { splitWords } from '../../../understanding/text/words.js';
import { callWish } from './calls.js';
import { has } from './lexicon.js';

const NAME = '\\p{L}[\\p{L}\\p{M}.]*(?:\\s\\p{Lu}[\\p{L}\\p{M}.]*){0,3}';
const SELF = new RegExp(`\\b(?:my name is|mera naam|naa peru|i am|i'm|this is)\\s+(${NAME})`, 'iu');
const NATIVE = /(?:मेरा नाम|నా పేరు)\s+(\p{L}[\p{L}\p{M}]*)/u;
const PUPIL =
  /\b(?:(?:[Hh]er|[Hh]is|child'?s|son'?s|daughter'?s|kid'?s|the) name is|named|called|(?:son|daughter|beti|beta))\s+(\p{Lu}[\p{L}\p{M}]+(?:\s\p{Lu}[\p{L}\p{M}]+)?)/u;
const LEAD =
  /^(?:(?:her|his|the|my)\s+)?(?:(?:child'?s|son'?s|daughter'?s)\s+)?(?:name\s*(?:is|:|-)|naam(?:\s+hai)?|peru|it'?s|नाम|పేరు|i am|i'm)\s+/iu;
const AGE = /[\s,(]+\d{1,2}\b.*$/u;
const TAIL = /\s+(?:hai|hain|andi|ji|है|అండి)\s*$/iu;

const DAY = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|urday)?s?$/iu;
const NO_NAME = ['weekend', 'weekdays', 'anyDay', 'morning', 'afternoon', 'evening', 'later'] as const;

/** Names that somebody tells unasked: their own, and the pupil's. */
export function readSpeaker(text: string): { self: string | null; pupil: string | null } {
  const self = SELF.exec(text)?.[1] ?? NATIVE.exec(text)?.[1] ?? null;
  const pupil = PUPIL.exec(text)?.[1] ?? null;
  return { self: named(self), pupil: named(pupil) };
}

/** A whole message as the name that was asked for; null where it can hardly be one. */
export function readName(text: string): string | null {
  const told = readSpeaker(text);
  if (told.pupil ?? told.self) return told.pupil ?? told.self;
  const name =
    text
      .split('\n')[0]
      ?.trim()
      .replace(LEAD, '')
      .replace(AGE, '')
      .replace(TAIL, '')
      .replace(/[.,!]+$/, '')
      .trim() ?? '';
  const words = name.split(/\s+/);
  const letters = /^\p{L}[\p{L}\p{M}\s.'’-]*$/u.test(name);
  if (!letters || name.length < 2 || name.length > 60 || words.length > 5) return null;
  if (readCommand(text) !== null || text.includes('?') || has('thanks', text)) return null;
  if (DAY.test(name) || NO_NAME.some((meaning) => has(meaning, name)) || callWish(text)) return null;
  const plain = splitWords(name);
  const known = plain.filter((_, at) => tagAt(plain, at) !== null).length;
  // A sentence of ordinary words is no name; one or two may be ("Asha Sunny").
  return known > 1 && known >= plain.length - 1 ? null : name;
}

/** "I am looking for …" names nobody. */
function named(name: string | null): string | null {
  if (name === null) return null;
  const words = splitWords(name);
  return words.some((_, at) => tagAt(words, at) !== null) || !/^\p{Lu}|^[^\p{Ll}]/u.test(name) ? null : name;
}
