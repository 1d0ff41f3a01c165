import { commonNames } from '../../../understanding/names/table.js';
import { soundKey } from '../../../understanding/text/sound.js';
import { splitWords } from '../../../understanding/text/words.js';
import { type Reply, buttonId, buttons } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';

const FEES = /\bfe+s?e?s?\b|\bdues?\b|\bpayments?\b|फ़?ीस|शुल्क|बकाया|भुगतान|ఫీజు|బాకీ|చెల్లింపు/iu;
/** Somebody who asks what learning something costs, or wants to begin, is not asking after a pupil. */
const NEW = /\b(?:join|learn|enrol\w*|admission|trial|demo|class(?:es)?|course)\b|सीख|दाख़?िला|నేర్చు|చేర/iu;

/** "show Arjun's fees", from a number that nobody has on file. */
export function asksOfAPupil({ actor }: FlowContext, text: string): boolean {
  if (actor.roles[0] !== 'prospect' || !FEES.test(text) || NEW.test(text)) return false;
  const possessive = /\p{Lu}\p{L}+['’]s\b/u.test(text);
  return possessive || splitWords(text).some((w) => w.kind === 'word' && commonNames.has(soundKey(w.text)));
}

/** Nothing about anybody: how to be linked, and how to begin. */
export function linkFirst({ copy }: FlowContext): Reply {
  return buttons(copy.payments.noChild, [
    { id: buttonId('menu', 'link_account'), title: copy.account.menu },
    { id: buttonId('menu', 'enrollment_inquiry'), title: copy.enquiry.menu },
  ]);
}
