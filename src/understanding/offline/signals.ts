import type { Concept } from '../lexicon/tables.js';
import { commonNames } from '../names/table.js';
import type { Parsed } from '../register/parse.js';
import { splitWords } from '../text/words.js';

/** What a message is like as a whole, besides its words. */
export type Signal =
  | '@question'
  | '@statement'
  | '@names'
  | '@list'
  | '@numbers'
  | '@dated'
  | '@count'
  | '@short'
  | '@bare'
  | '@small';

export interface Counts {
  words: number;
  unknown: number;
  misspelt: number;
  /** Words that only sound like one of the tables: "Goud" like good. */
  alike: number;
  /** Words that are common first names. */
  names: number;
  /** Words of business, as against small talk. */
  business: number;
}

const QUESTION_CONCEPTS: readonly Concept[] = [
  'ask_when',
  'ask_many',
  'ask_much',
  'ask_what',
  'ask_how',
  'ask_where',
  'ask_who',
  'ask_why',
  'ask_if',
];
const VERB_FIRST = /^\s*(?:is|am|are|was|were|did|does|do|can|could|will|would|has|have|shall|may|hav|cn)\b/i;
const ASKING_END = /(?:\?|\bkyaa?|क्या|ందా|ాయా|ారా|ాడా|వచ్చా|ావా)\s*[?.!]*\s*$/iu;
// Telugu asks with a long a at the end of the verb: vachada, unda, nerpistara, cheyagalava.
const ASKING_VERB =
  /(?:[dt]ada|inda|unda|chara|chada|tara|tundaa?|taara|stara|gal[av]+|galara|vacha|ledaa?|yocha|tava)$/i;

export function signalsOf(
  text: string,
  parsed: Parsed,
  has: ReadonlySet<Concept | Signal>,
  counts: Counts,
): Signal[] {
  const out: Signal[] = [];
  const named = parsed.named.filter((n) => !/^\d+$/.test(n.who.word));
  const numbers = parsed.named.length - named.length;
  // "Evaru raledu" is "nobody came" from a teacher; only with a question mark is it "who".
  const nobody = has.has('any') && (has.has('neg') || has.has('absent')) && !text.includes('?');
  const question = asks(text, has) && !nobody && !tells(text, parsed);
  // A name may have been taken for another word, or be one ("babu").
  const someone =
    parsed.named.length > 0 ||
    parsed.unread.length > 0 ||
    counts.unknown + counts.names + counts.misspelt > 0 ||
    (counts.alike > 0 && counts.words <= 3) ||
    has.has('child') ||
    has.has('only');
  const whole = parsed.all !== null || parsed.rest !== null || parsed.excepted;
  if (question) out.push('@question');
  const stated = parsed.stated || parsed.named.some((n) => n.status !== null);
  if ((stated && (whole || (someone && !has.has('i')))) || parsed.excepted) out.push('@statement');
  else if (parsed.stated && parsed.nobodyMissing && counts.words <= 4 && !has.has('i'))
    out.push('@statement');
  if (named.length > 0 || counts.unknown > 0) out.push('@names');
  if (named.length > 1 || (counts.names > 1 && !parsed.stated)) out.push('@list');
  if (numbers > 1) out.push('@numbers');
  if (counts.words <= 3) out.push('@short');
  if (counts.unknown > 0 && counts.unknown === counts.words) out.push('@bare');
  if (counts.business === 0 && counts.unknown === 0) out.push('@small');
  return out;
}

function asks(text: string, has: ReadonlySet<Concept | Signal>): boolean {
  if (QUESTION_CONCEPTS.some((c) => has.has(c)) || VERB_FIRST.test(text) || ASKING_END.test(text))
    return true;
  const last = splitWords(text).findLast((w) => w.kind === 'word');
  return (
    last !== undefined && last.text.length > 3 && !commonNames.has(last.key) && ASKING_VERB.test(last.text)
  );
}

/** "All except Ali who is sick", "A came, B didn't": whoever says so much asks nothing, unless a verb or a mark does. */
function tells(text: string, parsed: Parsed): boolean {
  const told = new Set(parsed.named.map((n) => n.status));
  return (parsed.excepted || told.size > 1) && !text.includes('?') && !VERB_FIRST.test(text);
}
