import type { Actor } from '../../../school/people.js';
import { asciiDigits } from '../../../school/phone.js';
import type { Tap } from '../../../whatsapp/reply.js';

/** A code that ran out lately is still meant as one: it is told so, and goes to no model. */
const MEANT_MS = 60 * 60_000;
/** Longer texts hold six digits for another reason. */
const SHORT = 80;

const NOT_ME = new Set(
  'not me|thats not me|that is not me|this is not me|it is not me|its not me|not my child|not my kid|wrong person|main nahi|mai nahi|main nahin|main nahi hoon|main nahi hun|woh main nahi|मैं नहीं|मैं नही|मैं नहीं हूँ|मैं नहीं हूं|वह मैं नहीं|nenu kadu|nenu kaadu|nenu kadhu|nenu kaadhu|నేను కాదు|నేను కాను|అది నేను కాదు'.split(
    '|',
  ),
);
const LINK_ME = new Set(
  'link my number|link me|link number|link my account|link account|मेरा नंबर जोड़ें|मेरा नंबर जोड़ो|नंबर जोड़ें|नंबर जोड़ो|mera number jodo|mera number jod do|నా నంబర్ జతచేయండి|నంబర్ జతచేయండి|naa number jathacheyandi|naa number link cheyandi'.split(
    '|',
  ),
);

/**
 * What is about who somebody is and nothing else, read before all understanding: a code that is awaited, what an
 * office link carries, "not me" and "link my number".
 */
export function accountErrand(
  { text, late }: { text: string; late: boolean },
  actor: Actor,
  now: Date,
): Tap | null {
  // An office link may be passed on, and says itself how long it counts.
  const invite = /\bLINK-((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})\b/i.exec(text)?.[1];
  if (invite) return { flow: 'account', action: 'use', args: [invite.toUpperCase()] };
  if (late) return null;
  const code = codeIn(text, actor, now);
  if (code) return { flow: 'account', action: 'code', args: [code] };
  const said = text
    .toLowerCase()
    .replace(/['’?.!,।*"“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const whom = actor.isAdmin ? invitedIn(text) : null;
  if (whom) return { flow: 'account', action: 'invite', args: [whom] };
  const linked = actor.teacher !== null || actor.children.length > 0;
  if (linked && NOT_ME.has(said)) return { flow: 'account', action: 'not', args: [] };
  return LINK_ME.has(said) ? { flow: 'menu', action: 'link_account', args: [] } : null;
}

/** One group of six digits while a code is awaited, however often it came; two are none. */
function codeIn(text: string, { codeUntil }: Actor, now: Date): string | null {
  if (codeUntil === null || now.getTime() - codeUntil.getTime() > MEANT_MS || text.length > SHORT)
    return null;
  const groups = asciiDigits(text).matchAll(/(?<!\d)\d{3}[ -]?\d{3}(?!\d)/g);
  const [only, ...others] = new Set([...groups].map(([digits]) => digits.replace(/\D/g, '')));
  return only && others.length === 0 ? only : null;
}

/** "link for Priya" of the office, not "payment link for Priya". */
const LINK_FOR = [
  /^(?:please |pls )?(?:make |create |send |give |get )?(?:me )?(?:an? |the |office )*link (?:for|to) (.+)$/i,
  /^(.+?) (?:ke liye|ko|ka|ki) link(?: banao| bana do| do| chahiye)?$/i,
  /^(.+?) (?:kosam|ki|ku) link(?: cheyandi| ivvandi| kavali)?$/i,
  /^(.+?) के लिए लिंक(?: बनाओ| बनाएँ| दो| चाहिए)?$/u,
  /^(.+?) కోసం లింక్(?: చేయండి| ఇవ్వండి| కావాలి)?$/u,
];

/** Whom the office wants a link for, as an argument of a tap can carry it; `inviteeOf` reads it back. */
function invitedIn(text: string): string | null {
  const said = text
    .replace(/[?.!।]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const name = said.length > SHORT ? undefined : LINK_FOR.flatMap((r) => r.exec(said)?.[1] ?? [])[0];
  return name && !/pay|fee|razorpay|upi|पेमेंट|फ़?ीस|పేమెంట్|ఫీజు/i.test(name)
    ? Buffer.from(name).toString('base64url')
    : null;
}

export function inviteeOf(arg: string): string {
  return Buffer.from(arg, 'base64url').toString('utf8');
}
