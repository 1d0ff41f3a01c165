import type { Intent } from '../../understanding/intent.js';
import type { Input } from '../flow.js';

/** From here on a text that does not fit what was asked is taken as a wish of its own. */
export const ANOTHER_WISH = 0.75;
/** More words than this are worth asking the model where the plain rules are not certain. */
const SHORT = 3;
/** Said beside any answer. */
const NO_WISH: ReadonlySet<Intent> = new Set(['greeting', 'thanks', 'help', 'out_of_scope']);

/** What a text surely wants by itself, whatever was asked before; null where it may as well be an answer. */
export async function ownWish(input: Input): Promise<Intent | null> {
  const long = input.text.trim().split(/\s+/).length > SHORT;
  const { intent, confidence } = await (long ? input.understood() : input.plainly());
  return confidence >= ANOTHER_WISH && !NO_WISH.has(intent) ? intent : null;
}

/**
 * Whether a text names one of the choices, or a day, and is no answer all the same: "Ananya can't come tomorrow" to
 * "for whom would you like to pay?". `own`: wishes in whose words the question may be answered.
 */
export async function wantsElse(input: Input, own: readonly Intent[]): Promise<boolean> {
  const wish = await ownWish(input);
  return wish !== null && !own.includes(wish);
}
