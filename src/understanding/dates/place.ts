import type { Word } from '../text/words.js';

/** Which way an unclear word points: registers look back, plans look ahead. */
export type Tense = 'past' | 'future';

export interface Found {
  date: string;
  /** False where the word alone could have meant another day ("kal", "next Friday" on a Wednesday). */
  certain: boolean;
  /** How many words it took. */
  length: number;
}

export interface Place {
  words: readonly Word[];
  at: number;
  today: string;
  tense: Tense | undefined;
}

export function keyAt({ words, at }: Place, offset: number): string {
  return words[at + offset]?.key ?? '';
}
export function numberAt(place: Place, offset: number): number | null {
  return place.words[place.at + offset]?.kind === 'number' ? Number(keyAt(place, offset)) : null;
}
export function touching({ words, at }: Place, offset: number): boolean {
  return words[at + offset]?.start === words[at + offset - 1]?.end;
}
