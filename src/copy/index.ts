import type { Language } from '../understanding/intent.js';
import { type Copy, en } from './en.js';
import { hi } from './hi.js';
import { te } from './te.js';

const COPIES: Record<Language, Copy> = { en, hi, te };

/** The words for a person's language. */
export function copyFor(language: Language): Copy {
  return COPIES[language];
}

export type { Copy };
