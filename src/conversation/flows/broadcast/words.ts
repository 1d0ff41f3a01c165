import type { Action } from '../../../outreach/broadcast/control.js';
import type { Tap } from '../../../whatsapp/reply.js';
import { FLOW } from './state.js';

const BROADCAST = /broad ?cast|brodcast|broadcst|announcement|ब्रॉडकास्ट|ब्राडकास्ट|घोषणा|బ్రాడ్\u200c?కాస్ట్|ప్రకటన/iu;
/** The first that fits: to go on is said with the word for stopping too ("don't stop"), so it comes first. */
const ACTS: readonly (readonly [Action | 'progress', RegExp])[] = [
  ['approve', /\bapprov|\bapproval|man[zj]+[ou]+r|मंज़?ूर|स्वीकार|aamod|ఆమోద/iu],
  ['resume', /\bresume|\bcontinue|\bgo on\b|\bunpause|phir se|chalu|malli|फिर|चालू|మళ్ళీ|మళ్లీ|కొనసాగ/iu],
  ['cancel', /\bcancel|radd|रद्द|రద్దు/iu],
  ['pause', /\bpause|\bhold\b|\bstop\b|\brok|aapu|aapand|apandi|रोक|ఆపు|ఆపండి/iu],
  ['progress', /\bhow\b|status|progress|going|reach|kais[ae]|ela\b|कैस|कहाँ|स्थिति|ఎలా|స్థితి/iu],
];
/** What is longer says something to somebody. */
const MOST_WORDS = 8;

/** "Pause the broadcast", "how is the broadcast going": meant like the button of that name. */
export function broadcastErrand(text: string): Tap | null {
  const said = text.trim();
  if (said.includes(':') || said.split(/\s+/).length > MOST_WORDS || !BROADCAST.test(said)) return null;
  const act = ACTS.find(([, words]) => words.test(said))?.[0];
  return act ? { flow: FLOW, action: act, args: [] } : null;
}
