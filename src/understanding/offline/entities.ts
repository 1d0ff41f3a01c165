import { readDateRange, readDates, readTime } from '../dates.js';
import type { Entities, Intent, ReadRequest } from '../intent.js';
import type { RosterEntry } from '../names.js';
import { digitsToLatin } from '../text/words.js';
import type { Features } from './features.js';
import { ageIn, instrumentIn, languageIn, messageIn, reasonIn } from './words.js';

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
  if (ABOUT_A_PUPIL.has(intent) && features.people[0]) out.student = features.people[0].name;
  if (intent === 'attendance_override') Object.assign(out, overrideOf(features.people, features));
  if (intent === 'report_leave') Object.assign(out, reasonIn(text));
  if (intent === 'enrollment_inquiry') Object.assign(out, ageIn(text));
  if (intent === 'change_language') Object.assign(out, languageIn(text));
  if (intent === 'send_broadcast') Object.assign(out, messageIn(text));
  if (intent === 'link_account' || intent === 'enrollment_inquiry') Object.assign(out, nameIn(text));
  const id = /\b(?:[A-Z]{1,5}-\d{2,}|\d{8,})\b/.exec(text)?.[0];
  if (id && (intent === 'student_lookup' || intent === 'link_account')) out.id = id;
  return out;
}

/** Date words from the first date to the last ("Thursday to Saturday"), or a week named whole. */
function whenOf({ text, today }: ReadRequest): Entities {
  const out: Entities = {};
  const dates = readDates(text, today);
  const [first, last] = [dates[0], dates.at(-1)];
  if (first && last) out.date = text.slice(beginOf(text, first.start), last.end);
  else if (readDateRange(text, today)) {
    const week = /(?:\p{L}+\s+)?(?:week|weekend|hafte|hafta|vaaram|varam|हफ्ते|వారం)/iu.exec(text)?.[0];
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

function registerOf({ parsed }: Features): Entities {
  const words = (status: 'present' | 'absent') =>
    parsed.named.filter((n) => n.status === status).map((n) => n.who.word);
  const [present, absent] = [words('present'), words('absent')];
  return {
    ...(present.length > 0 ? { present } : {}),
    ...(absent.length > 0 ? { absent } : {}),
    ...(parsed.all === 'present' && absent.length === 0 ? { all_present: true } : {}),
  };
}

function overrideOf(people: readonly RosterEntry[], { has }: Features): Entities {
  const status = has.has('absent') ? 'absent' : has.has('present') || has.has('come') ? 'present' : undefined;
  return { ...(people[0] ? { student: people[0].name } : {}), ...(status ? { status } : {}) };
}

function nameIn(text: string): Entities {
  const name = /\b(?:my name is|myself|naa peru|mera naam|name is)\s+(\p{L}+(?:\s\p{Lu}\p{L}+)?)/iu.exec(
    text,
  )?.[1];
  return name ? { name } : {};
}
