import type { Intent, Understood } from '../../understanding/intent.js';
import { buttonId, buttons } from '../../whatsapp/reply.js';
import { type Answer, type Routing, plain } from './outcome.js';

/** From here on what is done without a further question may be done on the word of whoever understood it. */
const CERTAIN = 0.85;

/**
 * A STOP, a START and a handover come about at once, and somebody who meant none of them would hear nothing more of
 * their child, or of the bot. A guess is asked about. Null for every other wish: it asks by itself before it writes.
 */
export function askedFirst(r: Routing, { intent, confidence }: Understood): Answer | null {
  if (confidence >= CERTAIN) return null;
  const { general, human } = r.ctx.copy;
  const ask = (body: string, yes: { id: string; title: string }) => {
    const no = { id: buttonId('human', 'no'), title: human.notNow };
    return plain(r, buttons(body, [yes, no]), {}, intent);
  };
  const meant = (what: Intent) => buttonId('menu', 'yes', what);
  switch (intent) {
    case 'opt_out':
      return ask(general.stopAsk, { id: meant(intent), title: general.stopMessages });
    case 'opt_in':
      return ask(general.startAsk, { id: meant(intent), title: general.startMessages });
    case 'talk_to_human':
      return ask(human.offer, { id: buttonId('human', 'yes', 'asked'), title: human.talk });
    default:
      return null;
  }
}
