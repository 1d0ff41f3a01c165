import type { Child } from '../../../school/people.js';
import { type DateRange, readDateRange } from '../../../understanding/dates.js';
import { readRegister } from '../../../understanding/register.js';

const NOT =
  /(?<![\p{L}\p{M}])(?:not|cannot|can['’]?t|won['’]?t|nahi|nahin|nhi|nai|नहीं|नही)(?![\p{L}\p{M}])|n['’]t\b|lenu\b|ledu\b|raadu\b|raanu\b|లేను|లేడు|లేదు|లేరు|రాదు|రాను|రారు/iu;
const NO_LEAVE =
  /\b(?:no|not|don['’]?t|dont)\b[^.!]*\b(?:leave|need)|(?:leave|chutti|chhutti|selavu|छुट्टी|సెలవు)\s+(?:not|nahi|nahin|vaddu|नहीं|वापस|रद्द|వద్దు|రద్దు)/iu;
const ENDS =
  /\bcancel|\bwithdraw|\brevoke|\bundo\b|\btake(?:n)? (?:it )?back|\braddu\b|\bradd\b|\bwapas\b|\bvapas\b|रद्द|वापस|कैंसिल|రద్దు|వెనక్కి|క్యాన్సిల్/iu;
const ENDS_CLASS =
  /\b(?:cancel\w*|radd\w*)\b[^.,;!?]*\b(?:class|lesson|session)|\b(?:class(?:es)?|lessons?|sessions?)\b[^.,;!?]*\b(?:cancel|radd)|(?:क्लास|క్లాస్)[^.,;!?]*(?:रद्द|कैंसिल|రద్దు|క్యాన్సిల్)/iu;
const A_LEAVE = /\bleave\b|\babsen|\bchh?utti\b|\bselavu\b|\bday off\b|छुट्टी|సెలవు/iu;
const COMES =
  /\b(?:will|can|could|able to|is|are|am) (?:now )?(?:come|coming|attend|attending|back|available)\b|\baa?(?:ye|yeg|unga|ungi|enge|jaye|paye|payi|rahe|raha|rahi)\w*|\bvast\w+|\braagal\w+|\bragal\w+|आ(?:ए|ऊँ|ऊं|एँ|येग|पाए| पा| रह| सक|जाए)|వస్తా|వస్తుం|రాగల/iu;

/** "She will come after all", "cancel my leave": the opposite of a leave. "Cancel my class" is one. */
export function takesBack(said: string): boolean {
  if (/\bafter all\b/i.test(said) || NO_LEAVE.test(said)) return true;
  if (ENDS.test(said) && A_LEAVE.test(said)) return true;
  if (ENDS_CLASS.test(said)) return false;
  return COMES.test(said) && !NOT.test(said);
}

const LONG = 60;
const OTHER = /make ?-?up|\bpay|\bfees?\b|मेकअप|మేకప్/iu;

/** A few words right after a leave or an absence that take it back. */
export function takesThatBack(said: string): boolean {
  return said.length <= LONG && !OTHER.test(said) && takesBack(said);
}

const PART =
  /\bhalf\b|\bhours?\b|\bmorning\b|\bafternoon\b|\bevening\b|\bnight\b|\blate\b|\bearly\b|\bfirst class\b|\blast class\b|\bone class\b|\baadha\b|\badha\b|\bsubah\b|\bshaam\b|\bsham\b|\bdopahar\b|\bghante?\b|\budayam\b|\bsayantram\b|\bsaayantram\b|\bmadhyahnam\b|\bsagam\b|\bganta\b|आधे|आधा|सुबह|शाम|दोपहर|घंटे|ఉదయం|సాయంత్రం|మధ్యాహ్నం|సగం|గంట/iu;

/** A part of a day, or one hour of it. */
export function isPartOfDay(said: string, time: string | null): boolean {
  return time !== null || PART.test(said);
}

/** The days that are named, looking ahead. */
export function daysIn(said: string, today: string): DateRange | null {
  return readDateRange(said, today, { tense: 'future' });
}

const OWN =
  /(?<![\p{L}\p{M}])(?:i|i['’]?m|myself|my (?:own )?(?:leave|class|classes)|main|mujhe|meri (?:chutti|class)|nenu|naaku|naku|naa (?:selavu|class))(?![\p{L}\p{M}])|मैं|मुझे|నేను|నాకు/iu;
const CHILDS =
  /(?<![\p{L}\p{M}])(?:son|daughter|kid|kids|child|children|she|he|her|him|both|beta|beti|bachch\w+|baccha|babu|papa|ammayi|abbayi|pillalu)(?![\p{L}\p{M}])|बेट|बच्च|బాబు|పాప|అబ్బాయి|అమ్మాయి|పిల్ల/iu;

/** Of a teacher who is a parent as well: who is meant; null where the words do not tell. */
export function whoseIs(said: string, children: readonly Child[]): 'own' | 'child' | null {
  const child = CHILDS.test(said) || namedIn(said, children).length > 0;
  const own = OWN.test(said);
  return child === own ? null : own ? 'own' : 'child';
}

const EVERY =
  /\bboth\b|\ball\b|\bkids\b|\bchildren\b|\bdono\b|\bsab\b|\biddaru\b|\bandaru\b|\bpillalu\b|दोनों|सभी|बच्चे|ఇద్దరూ|ఇద్దరు|పిల్లలు|అందరూ/iu;

/** The children who are named; all of them for "both" and "all". */
export function namedIn<P extends { id: string; name: string }>(said: string, children: readonly P[]): P[] {
  const { named, ask } = readRegister(said, children);
  const ids = new Set([...named, ...ask.flatMap((q) => (q.candidates.length === 1 ? q.candidates : []))]);
  const found = children.filter((c) => ids.has(c.id));
  return found.length === 0 && EVERY.test(said) ? [...children] : found;
}

const COUNTS: readonly RegExp[] = [
  /^(?:1|one|ek|oka|okka|एक|ఒక|ఒక్క)$/iu,
  /^(?:2|two|do|rendu|दो|రెండు)$/iu,
  /^(?:3|three|teen|tin|mood[uo]|तीन|మూడు)$/iu,
  /^(?:4|four|char|chaar|naalugu|nalugu|चार|నాలుగు)$/iu,
];
const NEXT_CLASSES =
  /(?:next|coming|upcoming|agl[ei]|aane wal[ei]|tarvat[ih]i?|vache|vacche|अगली|अगले|आने वाली|తర్వాతి|తరువాతి|వచ్చే)\s+(?:(\p{L}[\p{L}\p{M}]*|\d)\s+)?(?:class|lesson|session|क्लास|క్లాస)/iu;

/** "The next two classes": how many; null where no number of classes is named. */
export function nextClasses(said: string): number | null {
  const found = NEXT_CLASSES.exec(said);
  if (!found) return null;
  if (found[1] === undefined) return 1;
  const at = COUNTS.findIndex((words) => words.test(found[1] ?? ''));
  return at < 0 ? null : at + 1;
}
