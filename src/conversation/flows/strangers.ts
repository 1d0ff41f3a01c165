import type { Understood } from '../../understanding/intent.js';
import { commonNames } from '../../understanding/names/table.js';
import { splitWords } from '../../understanding/text/words.js';
import { namedIn } from './leave/read.js';

/** "Rahul sir, my daughter cannot come": somebody is spoken to, not of. */
const ADDRESSED = /\b(?:sir|ma['’]?a?m|madam|miss|teacher|garu|ji|saab)\b|सर|मैम|जी|గారు|సార్|మేడమ్/iu;

/**
 * Who is surely named by a family, and is none of its children: what was meant for somebody else's child must not be
 * done to its own. Null where nobody is. A single word that is no common name may be anything.
 */
export function namedStranger(
  said: string,
  understood: Understood | null,
  children: readonly { id: string; name: string }[],
): string | null {
  const word = understood?.entities.student;
  if (word === undefined || children.length === 0 || namedIn(said, children).length > 0) return null;
  if (ADDRESSED.test(said)) return null;
  const [first, second] = splitWords(word);
  const whole = first && second && /^\p{Lu}/u.test(first.text) && /^\p{Lu}/u.test(second.text);
  const name = understood?.by === 'model' || whole || (first && commonNames.has(first.key));
  return name ? word.replace(/['’]s$/u, '') : null;
}
