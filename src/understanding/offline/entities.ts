import { readDateRange, readDates, readTime } from '../dates.js';
import type { Entities, Intent, ReadRequest } from '../intent.js';
import type { RosterEntry } from '../names.js';
import { commonNames, surnames } from '../names/table.js';
import { digitsToLatin, splitWords } from '../text/words.js';
import type { Features } from './features.js';
import { ageIn, instrumentIn, languageIn, messageIn, reasonIn, stretches } from './words.js';

const REGISTERS: ReadonlySet<Intent> = new Set(['mark_attendance', 'attendance_override']);
const ABOUT_A_PUPIL: ReadonlySet<Intent> = new Set([
  'attendance_history',
  'check_schedule',
  'classes_remaining',
  'payment_status',
  'payment_link',
  'report_leave',
  'makeup_request',
  'student_lookup',
  'link_account',
]);

/** The words of the message that matter for its intent, as typed. Nothing is put in that was not said. */
export function entitiesOf(request: ReadRequest, intent: Intent, features: Features): Entities {
  const { text, instruments } = request;
  const out: Entities = { ...whenOf(request) };
  const instrument = instrumentIn(text, instruments);
  if (instrument) out.instrument = instrument;
  if (features.has.has('makeup')) out.makeup = true;
  if (REGISTERS.has(intent)) Object.assign(out, registerOf(features));
  // Staff name pupils, whatever they are called; families speak of their own and of much else.
  const loose = request.role === 'admin' || intent === 'student_lookup';
  const student = ABOUT_A_PUPIL.has(intent) ? pupilIn(features.people, loose) : undefined;
  if (student) out.student = fullName(text, student, features.people);
  if (intent === 'attendance_override') Object.assign(out, overrideOf(features.people, text));
  if (intent === 'report_leave') Object.assign(out, reasonIn(text));
  if (intent === 'enrollment_inquiry') Object.assign(out, ageIn(text));
  if (intent === 'change_language') Object.assign(out, languageIn(text));
  if (intent === 'send_broadcast') Object.assign(out, messageIn(text));
  if (intent === 'link_account' || intent === 'enrollment_inquiry') Object.assign(out, nameIn(text));
  const id =
    /\b(?:[A-Z]{1,5}-\d{2,}|\d{8,})\b/.exec(text)?.[0] ??
    /\b(?:id|roll|admission)\s*(?:no\.?|number)?\s*[:#-]?\s*(\d{3,7})\b/i.exec(text)?.[1];
  if (id && (intent === 'student_lookup' || intent === 'link_account')) out.id = id;
  return out;
}

/** What stands between two dates that are meant together: "to", "and", another date; not a sentence. */
const JOINED = /^(?:[^.?!]{0,12}|.*\b(?:to|till|se|and|aur|nunchi)\s*)$/iu;
/** A week named whole: "next week", "agle hafte"; a "weekend batch" or "2 days a week" is none. */
const WEEK =
  /(?:this|next|last|coming|is|iss|agle|agla|pichle|pichhle|ee|vache|vacche|poyina|gata|इस|अगले|पिछले|ఈ|వచ్చే|పోయిన|గత)\s+(?:weekend|week|hafte|hafta|vaaram|varam|हफ़्ते|हफ्ते|వారం)/iu;

/** Date words from the first date to the last ("Thursday to Saturday"), or a week named whole. */
function whenOf({ text, today }: ReadRequest): Entities {
  const out: Entities = {};
  const dates = readDates(text, today);
  const [first, last] = [dates[0], dates.at(-1)];
  if (first && last) {
    const end = JOINED.test(text.slice(first.end, last.start)) ? last.end : first.end;
    out.date = text.slice(beginOf(text, first.start), end);
  } else if (readDateRange(text, today)) {
    const week = WEEK.exec(text)?.[0];
    if (week) out.date = week;
  }
  const time = readTime(text);
  if (time && !/^\s*\d+\s*$/.test(digitsToLatin(text))) out.time = time.time;
  return out;
}

/** "3 to 5 december" begins with the 3. */
function beginOf(text: string, start: number): number {
  const lead = /\d{1,2}(?:st|nd|rd|th)?\s*(?:to|till|se|-|–|nunchi|nundi|से|నుండి|నుంచి)\s*$/iu.exec(
    text.slice(0, start),
  );
  return lead ? lead.index : start;
}

/** Somebody with a name that many have, else a word with a capital; any other stranger of a word is no name for sure. */
function pupilIn(people: readonly RosterEntry[], loose: boolean): RosterEntry | undefined {
  const first = (p: RosterEntry) => splitWords(p.name)[0];
  return (
    people.find((p) => commonNames.has(first(p)?.key ?? '')) ??
    people.find((p) => /^\p{Lu}/u.test(p.name) && p.name !== p.name.toUpperCase()) ??
    (loose ? people[0] : undefined)
  );
}

/** "Sarah Thomas": where one pupil is spoken of, the name that follows at once is her surname. */
function fullName(text: string, { name }: RosterEntry, people: readonly RosterEntry[]): string {
  const next = splitWords(text.slice(text.indexOf(name) + name.length))[0];
  const known = next?.kind === 'word' && surnames.has(next.key) && next.start === 1 ? next.text : null;
  const surname = known ?? people.find((p) => text.includes(`${name} ${p.name}`))?.name;
  return surname ? `${name} ${surname}` : name;
}

/** "Rahul sir marked it wrongly": a pupil is spoken of otherwise. */
function isTeacher(text: string, { name }: RosterEntry): boolean {
  return /^\s+(?:sir|madam|mam|maam|ma'am|miss|teacher|सर|मैडम|సార్|మేడం)(?!\p{L})/iu.test(
    text.slice(text.indexOf(name) + name.length),
  );
}

function registerOf({ parsed }: Features): Entities {
  // Of a class that was not held one says why, and any word nobody knows may be the reason.
  const held = !parsed.mentions('cancelled') && !parsed.mentions('not_held');
  const named = parsed.named.filter(({ who }) => held || commonNames.has(splitWords(who.word)[0]?.key ?? ''));
  const words = (status: 'present' | 'absent') =>
    named.filter((n) => n.status === status).map((n) => n.who.word);
  const [present, absent] = [words('present'), words('absent')];
  return {
    ...(present.length > 0 ? { present } : {}),
    ...(absent.length > 0 ? { absent } : {}),
    ...(parsed.all === 'present' && absent.length === 0 ? { all_present: true } : {}),
  };
}

/** What a mark is to become: after a "to" where two are named, else the first. */
function overrideOf(all: readonly RosterEntry[], text: string): Entities {
  const people = all.filter((p) => !isTeacher(text, p));
  const said = (['absent', 'present', 'come'] as const)
    .flatMap((concept) => stretches(text, concept).map((words) => ({ concept, at: text.indexOf(words) })))
    .sort((a, b) => a.at - b.at);
  const becomes = said.find(({ at }) => /\bto\s*$/i.test(text.slice(0, at))) ?? said[0];
  const undone = becomes?.concept === 'absent' && /\b(?:remove|delete|hata)/i.test(text);
  const status = becomes && (becomes.concept === 'absent' && !undone ? 'absent' : 'present');
  const [pupil] = people;
  return { ...(pupil ? { student: fullName(text, pupil, people) } : {}), ...(status ? { status } : {}) };
}

function nameIn(text: string): Entities {
  const name = /\b(?:my name is|myself|naa peru|mera naam|name is)\s+(\p{L}+(?:\s\p{Lu}\p{L}+)?)/iu.exec(
    text,
  )?.[1];
  return name ? { name } : {};
}
