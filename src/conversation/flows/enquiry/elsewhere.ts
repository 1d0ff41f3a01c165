import type { Concept } from '../../../understanding/lexicon/tables.js';
import { stretches } from '../../../understanding/offline/words.js';
import type { FlowContext, Input } from '../../flow.js';
import { ownWish } from '../elsewhere.js';
import type { State } from './state.js';

const QUESTION =
  /\?|^(?:and\s+)?(?:where|what|which|when|how|who|why|do you|does|are you|are there|is there|is it|can i|can we|kya|kahan|kab|kaise|kitn\p{L}*|ekkada|eppudu|ela|emi|क्या|कहाँ|कहां|कब|कैसे|कितन\p{L}*|ఎక్కడ|ఎప్పుడు|ఎలా|ఏమి)(?![\p{L}\p{M}])/iu;

export function isQuestion(said: string): boolean {
  return QUESTION.test(said.trim());
}

/** Said of what is paid already or owed, and not of what a course would cost. */
const OWN_FEES =
  /(?<![\p{L}\p{M}])(?:my|our|meri|hamari|naa|maa|मेरी|हमारी|నా|మా)\s+(?:fe+s?e?s?|dues?|payments?|फ़?ीस|ఫీజు\p{M}*)(?![\p{L}\p{M}])/iu;

/**
 * Whether a text in the middle of an enquiry wants something of its own, and is no answer to it: "fees bharni hai".
 * What a course costs, and on which days it is, belongs to the enquiry.
 */
export async function leavesEnquiry(ctx: FlowContext, state: State, input: Input): Promise<boolean> {
  const slot = state.step === 'ask' ? state.slot : null;
  const known = ctx.actor.roles[0] !== 'prospect';
  const wish = await ownWish(input);
  switch (wish) {
    case 'payment_status':
    case 'payment_link':
      return paysNow(input.text, known);
    case 'classes_remaining':
    case 'attendance_history':
      return known;
    case 'report_leave':
    case 'makeup_request':
      return known && slot !== 'days' && slot !== 'level';
    case 'check_schedule':
      return known && slot !== 'days' && state.step !== 'offer' && isQuestion(input.text);
    default:
      return false;
  }
}

function paysNow(said: string, known: boolean): boolean {
  if (OWN_FEES.test(said)) return true;
  const paying = (['pay', 'due', 'paid', 'promise'] satisfies Concept[]).some(
    (c) => stretches(said, c).length > 0,
  );
  return paying && (known || !isQuestion(said));
}
