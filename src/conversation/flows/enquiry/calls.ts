const CALL =
  /(?<![\p{L}\p{M}])(?:(?:please|pls|plz|kindly|can (?:you|u|someone|somebody)|could (?:you|someone))\s+)*(?:(?:call|ring|phone)(?:\s+(?:me|us)(?:\s+back)?|[\s-]?back)|give\s+(?:me|us)\s+(?:a\s+)?(?:call|ring)|(?:mujhe\s+|naaku\s+|naku\s+)?(?:call|phone)\s+(?:karo|kar do|kariye|karna|kijiye|karein|cheyandi|cheyyandi|chey)|(?:मुझे\s+)?(?:कॉल|फ़ोन|फोन)\s+(?:करो|कर दो|करना|कीजिए|कीजिएगा|करें)|(?:నాకు\s+)?(?:కాల్|ఫోన్)\s+(?:చేయండి|చెయ్యండి|చేయి))(?![\p{L}\p{M}])/iu;
const NOT =
  /\b(?:i|we)(?:['’]ll|\s+will|\s+can|\s+shall)\s+(?:call|ring|phone)|\b(?:don['’]?t|do not|no need to|never)\s+(?:call|ring|phone)|\bwill call you\b|\bmat\b|vaddu|मत|वद्दु|వద్దు/iu;
const LONGEST = 80;

/** "Call me tomorrow evening": when they would like the call, in their own words; '' where they do not say. */
export function callWish(text: string): { when: string; rest: string } | null {
  if (NOT.test(text)) return null;
  const found = CALL.exec(text);
  if (!found) return null;
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  const said = tidy(after) || tidy(WHEN.exec(before)?.[0] ?? '');
  return { when: said.slice(0, LONGEST), rest: `${before} , ${after}` };
}

/** Where the hour stands before the call, as in Hindi and Telugu: what follows the last comma, if it is short. */
const WHEN = /[^,.;!?]{2,30}$/u;

function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.;:!?–-]+|[\s,.;:!?–-]+$/g, '')
    .replace(/^(?:and|please|pls|instead|about it|mujhe|naaku|naku|मुझे|నాకు)(?:\s+|$)/iu, '')
    .replace(/(?:^|\s+)(?:instead|please|pls|plz|ko|ku|को|కు)$/iu, '')
    .trim();
}
