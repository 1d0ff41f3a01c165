import { phonesIn } from '../../../school/phone.js';
import type { Tap } from '../../../whatsapp/reply.js';

const NAMED = {
  AI_OFF: ['ai', 'the ai', 'एआई', 'ఏఐ'],
  BOT_OFF: ['bot', 'the bot', 'बॉट', 'బాట్'],
  OUTGOING_OFF: [
    'outgoing',
    'sending',
    'outgoing messages',
    'all sending',
    'भेजना',
    'संदेश भेजना',
    'పంపడం',
    'సందేశాలు పంపడం',
  ],
  NEW_PEOPLE_OFF: ['new people', 'strangers', 'naye log', 'नए लोग', 'కొత్తవాళ్ళు', 'kottavallu'],
} as const;
const LOCAL = {
  off: [
    'band karo',
    'band kar do',
    'aapu',
    'aapeyandi',
    'aapandi',
    'बंद',
    'बंद करो',
    'बंद करें',
    'ఆఫ్',
    'ఆపండి',
    'ఆపేయండి',
  ],
  on: ['chalu karo', 'modalu pettandi', 'चालू', 'चालू करो', 'चालू करें', 'ఆన్', 'మొదలుపెట్టండి'],
} as const;

/** "AI off", "sending on again": each switch in every way it is said, as a whole message. */
export const SWITCH_ERRANDS = Object.entries(NAMED).flatMap(([key, names]) =>
  (['off', 'on'] as const).map((way) => ({
    action: 'ask',
    args: [key, way],
    words: names.flatMap((name) => [...said(name, way), ...LOCAL[way].map((l) => `${name} ${l}`)]).join('|'),
  })),
);

function said(name: string, way: 'off' | 'on'): string[] {
  const again = way === 'on' ? [`${name} on again`, `turn ${name} on again`] : [];
  return [
    `${name} ${way}`,
    `turn ${name} ${way}`,
    `switch ${name} ${way}`,
    `turn ${way} ${name}`,
    `switch ${way} ${name}`,
    ...(way === 'off' ? [`stop ${name}`, `disable ${name}`] : [`start ${name}`, `enable ${name}`]),
    ...again,
  ];
}

const PILOT_ONLY = /^(?:pilot|पायलट|పైలట్)\s+(?:only|for|सिर्फ़|सिर्फ|మాత్రమే)[\s:]*(?=[+\d०-९౦-౯])/iu;
const PILOT_OFF =
  /^(?:end |stop )?(?:the )?(?:pilot|पायलट|పైలట్)\s*(?:off|end|over|बंद|बंद करो|बंद करें|ఆఫ్|ఆపండి)?[.!]*$/iu;

/** "Pilot only +91 90000 00016", "pilot off": whom alone to answer. Null where it is neither. */
export function pilotErrand(text: string): Tap | null {
  const words = text.trim();
  if (PILOT_ONLY.test(words)) {
    const args = phonesIn(words);
    return args.length > 0 ? { flow: 'admin', action: 'pilot', args } : null;
  }
  if (/^(?:pilot|पायलट|పైలట్)$/iu.test(words)) return { flow: 'admin', action: 'switches', args: [] };
  return PILOT_OFF.test(words) ? { flow: 'admin', action: 'pilot', args: [] } : null;
}
