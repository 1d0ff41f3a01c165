import { scriptOf } from '../text/script.js';
import { soundKey } from '../text/sound.js';
import { honorifics } from './table.js';

/** A name taken apart once: what it looks like, and how each part sounds. */
export interface PersonName {
  id: string;
  /** Plain lower-case letters, one space between parts. */
  plain: string;
  parts: readonly string[];
  sounds: readonly string[];
  /** The whole as one word: "saiteja". */
  joined: string;
}

export interface TypedName {
  /** With honorifics: somebody may be called Baby Rani. */
  whole: string;
  plain: string;
  sounds: readonly string[];
  joined: string;
  /** The parts as typed, with their capitals. */
  parts: readonly string[];
  /** Typed in Hindi or Telugu letters, where English vowels come out differently. */
  native: boolean;
}

export function nameOf(id: string, name: string): PersonName {
  const parts = split(name);
  const sounds = parts.map(soundKey);
  return { id, plain: plainOf(parts), parts, sounds, joined: sounds.join('') };
}

/** Null when nothing but honorifics and signs was typed. */
export function typedName(typed: string): TypedName | null {
  const all = split(typed);
  const parts = all.length > 1 ? all.filter((part) => !honorifics.has(soundKey(part))) : all;
  const sounds = parts.map(soundKey).filter((s) => s !== '');
  if (sounds.length === 0) return null;
  return {
    whole: plainOf(all),
    plain: plainOf(parts),
    sounds,
    joined: sounds.join(''),
    parts,
    native: scriptOf(typed) !== 'latin',
  };
}

/** "A.R. Rao" has three parts, "D'Souza" one. */
function split(name: string): string[] {
  const noPossessive = name.normalize('NFC').replace(/['’`]s(?!\p{L})/giu, '');
  return (
    noPossessive.match(/(?:[\p{L}\p{M}'’`]|\u200c|\u200d)+|\d+/gu)?.map((p) => p.replace(/['’`]/g, '')) ?? []
  );
}

function plainOf(parts: readonly string[]): string {
  return parts
    .join(' ')
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .toLowerCase();
}
