import type { Concept } from '../lexicon/tables.js';

export type Status = 'present' | 'absent';
export type Break = 'and' | 'comma' | 'colon' | 'dash' | 'stop' | 'but';

/** A typed name: sure when it fits exactly one pupil. No ids: it fits nobody. */
export interface Who {
  kind: 'who';
  word: string;
  ids: readonly string[];
  sure: boolean;
  score: number;
}

export type Item =
  | Who
  | { kind: 'unknown'; word: string; nameLike: boolean }
  | {
      kind: 'status';
      status: Status;
      side: 'left' | 'right' | 'any';
      denied?: true;
      turned?: true;
      came?: true;
      there?: true;
      firm?: true;
    }
  /** English words stand before what they deny, Telugu ones after it, Hindi ones on either side. */
  | { kind: 'neg'; english: boolean; after?: true }
  | { kind: 'break'; strength: Break }
  | { kind: 'all' | 'all_came' | 'rest' | 'none' | 'any' | 'both' | 'did' | 'neither' | 'none_else' }
  | { kind: 'except_pre' | 'except_post' | 'only' | 'also' | 'toggle' | 'instead' | 'including' }
  /** A word with a meaning of its own that may yet be a name: "meri" is "my", and Mary mistyped. */
  | { kind: 'known'; concepts: ReadonlySet<Concept>; word: string; maybe?: Who };
