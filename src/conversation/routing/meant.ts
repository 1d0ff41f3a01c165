import { addDays, localDate } from '../../school/dates.js';
import { readDate } from '../../understanding/dates.js';
import type { Intent } from '../../understanding/intent.js';
import type { FlowContext } from '../flow.js';
import { readNames } from '../flows/attendance/reading.js';
import { officeArranges } from '../flows/human/arranges.js';
import type { SimpleIntent } from '../flows/index.js';
import { namedIn } from '../flows/leave/read.js';
import type { Routing } from './outcome.js';

/** "Few absent", "two were absent today": a teacher who is away does not say it so, but "two days" may be their own. */
const OTHERS_ABSENT =
  /^(?!.*\b(?:i|i['’]?m|i['’]?ll|me|my|main|mai|mein|mujhe|nenu|naku|naaku)\b)(?:few|some|many|most|half|\d+|two|three|four|five)\b(?!\s+(?:days?|din|dino|roju\w*|weeks?|haft\w+|hours?)\b).*\b(?:absent|absentees?)\b/iu;

type Wish = Exclude<Intent, SimpleIntent>;

const CANNOT_COME =
  /\b(?:can|could|will|would|wo|ca) ?(?:not|n['’]?t|nt)\b|\bcannot\b|\bnot coming\b|\bunable to\b|\bnahi\w* (?:aa|a)\w+|\braa?du\b|\braale\w+|नहीं आ|రాదు|రాడు|రాలే/iu;

/** The office has no fees of its own: it asks for a pupil's, and they stand on the pupil's card. */
export function asMeant({ ctx, input }: Routing, intent: Wish): Wish {
  const { actor } = ctx;
  const family = actor.children.length > 0;
  if (intent === 'report_leave' && actor.teacher && !family && OTHERS_ABSENT.test(input.text))
    return 'mark_attendance';
  // "Advik can't come Saturday", of a teacher who is Advik's mother as well.
  if (
    intent === 'mark_attendance' &&
    family &&
    CANNOT_COME.test(input.text) &&
    namedIn(input.text, actor.children).length > 0
  )
    return 'report_leave';
  if (family && !actor.teacher && !actor.isAdmin && MISTAKEN.has(intent) && officeArranges(input.text))
    return 'talk_to_human';
  if (SHOWS_OR_MARKS.has(intent) && cancelsAhead(ctx, input.text)) return 'report_leave';
  return intent === 'payment_status' && actor.isAdmin && !family ? 'student_lookup' : intent;
}

/** For what a change of batch, or the end of the classes, is easily taken. */
const MISTAKEN: ReadonlySet<Intent> = new Set([
  'makeup_request',
  'check_schedule',
  'enrollment_inquiry',
  'general_query',
  'report_leave',
]);
const SHOWS_OR_MARKS: ReadonlySet<Intent> = new Set(['check_schedule', 'mark_attendance']);
const ASKS = /\?|^\s*(?:is|are|do|does|did|will|was|why|when|which|kya|क्या)(?![\p{L}\p{M}])/iu;
const AHEAD =
  /(?<![\p{L}\p{M}])(?:will|hog[ai]|rahegi|rakhenge|undadu|होगी|होगा|रहेगी|ఉండదు)(?![\p{L}\p{M}])/iu;

/** "No class tomorrow", of a teacher: a class to come is called off by a leave, of which the families are told. */
function cancelsAhead({ actor, now, timezone, settings }: FlowContext, said: string): boolean {
  if (!actor.teacher || ASKS.test(said) || !(readNames(said, []).cancelled || CALLS_OFF.test(said)))
    return false;
  const today = localDate(now, timezone);
  const behind = readDate(said, today, { tense: 'past' })?.date;
  const ahead = readDate(said, today, { tense: 'future' })?.date;
  if (behind === undefined || ahead === undefined || ahead <= today) return false;
  // "Thursday", "kal" may be the last or the next: one that may still be marked is marked.
  return behind > today || behind < addDays(today, -settings.attendanceDaysBack) || AHEAD.test(said);
}

const CALLS_OFF = /\bcancel|\bno class|\bcall(?:ed|ing)? off|रद्द|कैंसिल|రద్దు|క్యాన్సిల్/iu;
