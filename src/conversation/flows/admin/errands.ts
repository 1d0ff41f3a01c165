import type { Tap } from '../../../whatsapp/reply.js';
import { broadcastErrand } from '../broadcast/words.js';
import { SWITCH_ERRANDS, pilotErrand } from './switch-words.js';

/** The office's errands by their names, as whole messages; each with the row or button it stands for. */
const ERRANDS: readonly { words: string; action: string; args?: string[] }[] = [
  { action: 'office', words: 'office|the office|office menu|ऑफ़िस|ऑफिस|दफ़्तर|ఆఫీస్|ఆఫీసు' },
  {
    action: 'leads',
    words:
      'lead|leads|leads waiting|new leads|show leads|open leads|show open leads|pending leads|list leads|leads list|any leads|any new leads|enquiries|new enquiries|naye leads|kotha leads|लीड|नए लीड|नई पूछताछ|లీడ్స్|కొత్త లీడ్స్|కొత్త విచారణలు',
  },
  {
    action: 'letters',
    words:
      'dead letters|dead letter|show dead letters|unanswered|unanswered messages|बिना जवाब के संदेश|जवाब बाक़ी|జవాబు లేని సందేశాలు',
  },
  {
    action: 'usage',
    words:
      'usage|ai cost|ai cost today|cost of ai|how much did the ai cost|what did the ai cost|how much does the ai cost|failures|failed messages|usage today|todays usage|today usage|show usage|cost|costs|cost today|usage and cost|usage and cost today|stats|stats today|aaj ka usage|आज का इस्तेमाल|आज का हिसाब|ఈరోజు వాడకం',
  },
  {
    action: 'held',
    words:
      'handovers|handed over|with the office|with office|who is waiting|whos waiting|who waits|waiting people|hand back|hand backs|ऑफ़िस के पास|ऑफिस के पास|कौन इंतज़ार में है|ఆఫీస్ దగ్గర|ఎవరు ఎదురుచూస్తున్నారు',
  },
  {
    action: 'money',
    words:
      'money|unbooked|unbooked money|unbooked payments|money to settle|payments to settle|refunds|unknown payments|bina darj paise|पैसे|बिना दर्ज पैसे|पैसों का निपटारा|रिफ़ंड|रिफंड|నమోదు కాని డబ్బు|తేల్చాల్సిన డబ్బు|రీఫండ్లు|రీఫండ్‌లు',
  },
  { action: 'switches', words: 'switch|switches|show switches|स्विच|స్విచ్‌లు|స్విచ్లు' },
  ...SWITCH_ERRANDS,
];

const BY_WORDS = new Map(
  ERRANDS.flatMap(({ words, action, args = [] }) =>
    words.split('|').map((said) => [said, { flow: 'admin', action, args }] as const),
  ),
);

/** Whose conversation is to come back to the bot: a name or a number. */
const HAND_BACK: readonly RegExp[] = [
  /^(?:please )?(?:hand ?back|give back|hand over back|back to bot)\s*:?\s+(?:to (?:the )?bot\s+)?(.{2,60})$/iu,
  /^(.{2,60}?)\s+(?:ko\s+)?(?:bot (?:ko|ke paas)\s+)?(?:wapas|vapas|waapas)\s+(?:karo|kar do|do|de do|lo|le lo)$/iu,
  /^(.{2,60}?)\s+(?:को\s+)?(?:बॉट (?:को|के पास)\s+)?वापस\s+(?:करो|करें|कर दो|दो|दें|लो|लें)$/u,
  /^(.{2,60}?)\s+(?:ni\s+|nu\s+)?(?:bot ?ki\s+)?tirigi\s+(?:ivvandi|ivvu|teesuko|teesukondi)$/iu,
  /^(.{2,60}?)\s+(?:ని\s+|ను\s+)?(?:బాట్\u200c?(?:కి|కు)\s+)?(?:తిరిగి|వెనక్కి)\s+(?:ఇవ్వండి|ఇవ్వు|తీసుకో|తీసుకోండి)$/u,
];

/** That somebody of the office has seen to the lead of this number. */
const CALLED =
  /\b(?:called|phoned|rang|took up|taken up|take up|spoke|spoken|done|contacted|finished|call kiya|call kar diya|phone kiya|phone kar diya|ho gaya|call chesa|call chesanu|phone chesa|ayipoyindi)\b|फ़ोन|फोन|कॉल|हो गया|ఫోన్|కాల్|అయిపోయింది/iu;
const REFERENCE = /\bE[-\s]?(\d{3,9})(?!\d)/iu;
const SHORT = 80;

/** "usage today", "AI off": what the office writes in these very words is meant like a tap of that row. */
export function officeErrand(text: string): Tap | null {
  const said = text.trim();
  return named(said) ?? handBack(said) ?? calledLead(said) ?? broadcastErrand(said);
}

/** Said with a name or a number; these arguments are never part of a button's id. */
function handBack(said: string): Tap | null {
  const word = HAND_BACK.map((p) => p.exec(said)?.[1]?.trim()).find((w) => w !== undefined);
  return word ? { flow: 'admin', action: 'backto', args: [word.replace(/[.!]+$/, '')] } : null;
}

function calledLead(said: string): Tap | null {
  const number = said.length <= SHORT ? REFERENCE.exec(said)?.[1] : undefined;
  return number && CALLED.test(said) && !said.includes('?')
    ? { flow: 'admin', action: 'called', args: [`E-${number}`] }
    : null;
}

function named(text: string): Tap | null {
  const said = text
    .toLowerCase()
    .replace(/['’?.!,]/g, '')
    .replace(/^(?:please|pls|plz|kindly)\s+|\s+(?:please|pls|plz)$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return BY_WORDS.get(said) ?? pilotErrand(text);
}
