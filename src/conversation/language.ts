import type { PersonRow } from '../mailbox/mailbox.js';
import { followsWriting } from '../outreach/consent.js';
import { Language } from '../understanding/intent.js';
import { detectLanguage } from '../understanding/offline.js';
import { scriptOf } from '../understanding/text/script.js';
import type { TurnInput } from './input.js';

/**
 * What the person chose; until then the script they write in. Latin letters may be any of the three languages and
 * change nothing, unless it is a plain English sentence.
 */
export function languageOf(person: PersonRow, before: Language | null, input: TurnInput): Language {
  const kept = Language.safeParse(person.language);
  if (kept.success && !followsWriting(person.preferences)) return kept.data;
  const soFar = before ?? kept.data ?? 'en';
  const words = input.text.match(/\p{L}+/gu)?.length ?? 0;
  if (words === 0 || input.tap) return soFar;
  const written = detectLanguage(input.text);
  if (scriptOf(input.text) !== 'latin') return written;
  return written === 'en' && words >= 3 ? 'en' : soFar;
}
