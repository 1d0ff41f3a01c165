import { commonNames } from '../../../understanding/names/table.js';
import { soundKey } from '../../../understanding/text/sound.js';
import { splitWords } from '../../../understanding/text/words.js';
import { type Reply, buttonId, buttons } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';

const FEES = /\bfe+s?e?s?\b|\bdues?\b|\bpayments?\b|फ़?ीस|शुल्क|बकाया|भुगतान|ఫీజు|బాకీ|చెల్లింపు/iu;
/** Somebody who asks what learning something costs, or wants to begin, is not asking after a pupil. */
const NEW = /\b(?:join|learn|enrol\w*|admission|trial|demo|class(?:es)?|course)\b|सीख|दाख़?िला|నేర్చు|చేర/iu;

const MY = '(?:my|our|meri|mera|mere|hamari|naa|maa|मेरी|मेरा|हमारी|నా|మా)';
/** What only somebody has who learns here: fees of their own, a class that can be moved. */
const OWN_FEES = new RegExp(
  `(?<![\\p{L}\\p{M}])${MY}\\s+(?:fe+s?e?s?|dues?|payments?|balance|फ़?ीस|ఫీజు)`,
  'iu',
);
const OWN_CLASS = new RegExp(
  `\\b(?:reschedule|postpone|move|cancel|miss(?:ed)?)\\s+(?:${MY}|today['’]?s|tomorrow['’]?s)\\s+(?:\\p{L}+\\s+)?(?:class|lesson|session)|(?<![\\p{L}\\p{M}])${MY}\\s+(?:attendance|makeup)`,
  'iu',
);
const WOULD_BE = /\b(?:would|will|if)\b/iu;

/** "show Arjun's fees", "my fees", "reschedule my class", from a number that nobody has on file. */
export function asksOfAPupil({ actor }: FlowContext, text: string): boolean {
  if (actor.roles[0] !== 'prospect') return false;
  if (OWN_CLASS.test(text)) return true;
  if (!FEES.test(text) || NEW.test(text)) return false;
  if (OWN_FEES.test(text) && !WOULD_BE.test(text)) return true;
  const possessive = /\p{Lu}\p{L}+['’]s\b/u.test(text);
  return possessive || splitWords(text).some((w) => w.kind === 'word' && commonNames.has(soundKey(w.text)));
}

/** The answer to that. */
export function linkOrEnquire(ctx: FlowContext, said: string): Reply {
  return linkFirst(ctx, FEES.test(said) ? 'fees' : 'other');
}

/** Nothing about anybody: how to be linked, and how to begin. */
export function linkFirst({ copy }: FlowContext, about: 'fees' | 'other'): Reply {
  return buttons(about === 'fees' ? copy.payments.noChild : copy.account.notOnFile, [
    { id: buttonId('menu', 'link_account'), title: copy.account.menu },
    { id: buttonId('menu', 'enrollment_inquiry'), title: copy.enquiry.menu },
  ]);
}
