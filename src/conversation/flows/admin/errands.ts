import type { Tap } from '../../../whatsapp/reply.js';

/** The office's errands by their names, as whole messages; each with the row or button it stands for. */
const ERRANDS: readonly { words: string; action: string; args?: string[] }[] = [
  { action: 'office', words: 'office|the office|office menu|ऑफ़िस|ऑफिस|दफ़्तर|ఆఫీస్|ఆఫీసు' },
  {
    action: 'leads',
    words:
      'lead|leads|leads waiting|new leads|show leads|any leads|any new leads|enquiries|new enquiries|naye leads|kotha leads|लीड|नए लीड|नई पूछताछ|లీడ్స్|కొత్త లీడ్స్|కొత్త విచారణలు',
  },
  {
    action: 'letters',
    words:
      'dead letters|dead letter|show dead letters|unanswered|unanswered messages|बिना जवाब के संदेश|जवाब बाक़ी|జవాబు లేని సందేశాలు',
  },
  {
    action: 'usage',
    words:
      'usage|usage today|todays usage|today usage|show usage|cost|costs|cost today|usage and cost|usage and cost today|stats|stats today|aaj ka usage|आज का इस्तेमाल|आज का हिसाब|ఈరోజు వాడకం',
  },
  { action: 'switches', words: 'switch|switches|show switches|स्विच|స్విచ్‌లు|స్విచ్లు' },
  { action: 'ask', args: ['AI_OFF', 'off'], words: wordsFor('ai', 'off') },
  { action: 'ask', args: ['AI_OFF', 'on'], words: wordsFor('ai', 'on') },
  { action: 'ask', args: ['BOT_OFF', 'off'], words: wordsFor('bot', 'off') },
  { action: 'ask', args: ['BOT_OFF', 'on'], words: wordsFor('bot', 'on') },
];

function wordsFor(what: 'ai' | 'bot', way: 'on' | 'off'): string {
  const named = what === 'ai' ? ['ai', 'the ai', 'एआई', 'ఏఐ'] : ['bot', 'the bot', 'बॉट', 'బాట్'];
  const local =
    way === 'off'
      ? ['band karo', 'aapandi', 'बंद करो', 'बंद करें', 'ఆపండి', 'ఆపేయండి']
      : ['chalu karo', 'modalu pettandi', 'चालू करो', 'चालू करें', 'మొదలుపెట్టండి'];
  return named
    .flatMap((n) => [
      ...[`${n} ${way}`, `turn ${n} ${way}`, `switch ${n} ${way}`, `turn ${way} ${n}`, `switch ${way} ${n}`],
      ...local.map((l) => `${n} ${l}`),
    ])
    .join('|');
}

const BY_WORDS = new Map(
  ERRANDS.flatMap(({ words, action, args = [] }) =>
    words.split('|').map((said) => [said, { flow: 'admin', action, args }] as const),
  ),
);

/** "usage today", "AI off": what the office writes in these very words is meant like a tap of that row. */
export function officeErrand(text: string): Tap | null {
  const said = text
    .toLowerCase()
    .replace(/['’?.!,]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return BY_WORDS.get(said) ?? null;
}
