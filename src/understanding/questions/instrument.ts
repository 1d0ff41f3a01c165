import { instrumentIn } from '../offline/words.js';
import { soundKey } from '../text/sound.js';

const ANY = new Set(
  ['music', 'instrument', 'instruments', 'sangeet', 'sangeetam', 'संगीत', 'సంగీతం'].map(soundKey),
);

/** The instrument that is asked about, in the school's own word where it teaches it; null where none in particular is. */
export function instrumentAsked(
  text: string,
  taught: readonly string[],
): { name: string; taught: boolean } | null {
  const said = instrumentIn(text, taught);
  if (said === null || ANY.has(soundKey(said))) return null;
  const own = taught.find((t) => t.toLowerCase() === said.toLowerCase());
  return own === undefined ? { name: said, taught: false } : { name: own, taught: true };
}
