import { askedAfterClass } from '../../../outreach/prompts/asked.js';
import { type Book, type BookedClass, openBook } from '../../../school/attendance/book.js';
import type { Register } from '../../../school/attendance/types.js';
import { addDays, localDate, localTime } from '../../../school/dates.js';
import { readDate } from '../../../understanding/dates.js';
import type { Entities, Understood } from '../../../understanding/intent.js';
import type { FlowContext, Input } from '../../flow.js';
import { type Looking, findClass } from './find.js';
import { makeupClasses, taughtToNamed } from './makeup.js';
import { ownChildMeant } from './own-child.js';
import { readNames } from './reading.js';
import { choiceOf } from './sheet.js';
import { FLOW, type Wish } from './state.js';
import { type AttStep, enter, go, over, refused } from './steps.js';
import { twoClasses } from './two-classes.js';

/** So long after the question about a class, words without a class are its answer. */
const JUST_MS = 25 * 60_000;

export const NO_WISH: Wish = {
  kind: 'register',
  text: '',
  present: [],
  absent: [],
  allPresent: false,
  partial: false,
  confidence: null,
};

/** Begins for what was said, or for nothing but "mark attendance". */
export async function start(ctx: FlowContext, input: Input): Promise<AttStep> {
  const stranger = notMarking(ctx);
  if (stranger) return over(stranger);
  const understood = input.text === '' ? null : await input.understood();
  const looking = lookingFor(ctx, input.text, understood);
  const outside = beyondReach(ctx, looking);
  if (outside) return refused(ctx, outside, looking.date ?? looking.today);
  const whole = understood?.intent === 'attendance_override' || ctx.actor.teacher === null;
  const step = await look(ctx, looking, ctx.actor.isAdmin && whole ? 'school' : 'own');
  return ownChildMeant(ctx, step) ?? leavingAnother(ctx, step);
}

/** A list that was open and had no Yes: a Yes from now on is not about it, so that is said. */
function leavingAnother({ place, copy }: FlowContext, step: AttStep): AttStep {
  const open =
    place.flow === FLOW && (place.step === 'draft' || place.step === 'ask' || place.step === 'change');
  if (!open || step.kind !== 'go' || step.state.step === 'choose') return step;
  return { ...step, say: [copy.attendance.otherNotSaved, step.say].filter(Boolean).join('\n\n') };
}

export function notMarking({ actor, copy: { attendance: words } }: FlowContext): string | null {
  if (actor.teacher !== null || actor.isAdmin) return null;
  return actor.sharedByTeachers ? words.sharedNumber : words.notTeacher;
}

function lookingFor(ctx: FlowContext, said: string, understood: Understood | null): Looking {
  const today = localDate(ctx.now, ctx.timezone);
  const entities: Entities = understood?.entities ?? {};
  const date = entities.date ? readDate(entities.date, today, { tense: 'past' }) : null;
  return {
    date: date?.date ?? null,
    instrument: entities.instrument ?? null,
    time: entities.time ?? null,
    wish: wishOf(said, understood),
    today,
    clock: localTime(ctx.now, ctx.timezone),
  };
}

function wishOf(said: string, understood: Understood | null): Wish {
  const { entities = {}, intent, by, confidence = 0 } = understood ?? {};
  const { cancelled, makeup } = readNames(said, []);
  const one = entities.student !== undefined || entities.status !== undefined;
  return {
    kind: cancelled ? 'cancelled' : makeup || entities.makeup ? 'extra' : 'register',
    text: said,
    present: entities.present ?? [],
    absent: entities.absent ?? [],
    allPresent: entities.all_present ?? false,
    partial: intent === 'attendance_override' && one && !entities.all_present,
    confidence: by === 'model' ? confidence : null,
  };
}

/** A teacher's days are known without looking anything up. */
function beyondReach(ctx: FlowContext, { date, today }: Looking): 'too_old' | 'not_yet' | null {
  if (date === null) return null;
  if (date > today) return 'not_yet';
  const first = addDays(today, -ctx.settings.attendanceDaysBack);
  return date < first && !ctx.actor.isAdmin ? 'too_old' : null;
}

async function look(ctx: FlowContext, looking: Looking, of: 'own' | 'school'): Promise<AttStep> {
  const last =
    looking.date !== null && looking.date < looking.today && of === 'school' ? looking.date : looking.today;
  const book = await openBook(ctx, { of, from: addDays(last, -ctx.settings.attendanceDaysBack), to: last });
  const onDay = book.classes.filter((c) => c.register.date === (looking.date ?? looking.today));
  const both = looking.wish.kind === 'extra' ? null : twoClasses(looking.wish.text, onDay);
  if (both)
    return oneAtATime(
      ctx,
      { ...looking, time: both.time, wish: wishOf(both.first, null) },
      { book, later: both.second },
    );
  return inBook(ctx, looking, book);
}

/** The first of two classes; the other one is to be written again. */
async function oneAtATime(
  ctx: FlowContext,
  looking: Looking,
  { book, later }: { book: Book; later: string },
): Promise<AttStep> {
  const step = await inBook(ctx, looking, book);
  if (step.kind !== 'go') return step;
  return { ...step, say: [ctx.copy.attendance.oneAtATime(later), step.say].filter(Boolean).join('\n\n') };
}

async function inBook(ctx: FlowContext, looking: Looking, book: Book): Promise<AttStep> {
  const makeup = looking.wish.kind === 'extra' ? makeupClasses(book, looking) : [];
  const found = findClass(
    looking.wish.kind === 'extra' ? taughtToNamed(book, looking.wish) : book.classes,
    looking,
  );
  const { attendance: words } = ctx.copy;
  switch (found.kind) {
    case 'one':
      return enter(ctx, found.found.register, looking.wish);
    case 'several': {
      const asked =
        looking.time === null && looking.instrument === null ? await justAsked(ctx, found.classes) : null;
      if (asked) return enter(ctx, asked, looking.wish);
      return choose(
        found.classes.map((c) => c.register),
        { wish: looking.wish, others: true },
      );
    }
    case 'none': {
      const [only, ...others] = makeup;
      if (only && others.length === 0) return enter(ctx, only, looking.wish);
      if (only) return choose(makeup, { wish: looking.wish, others: true });
      if (found.classes.length === 0) return over(words.noClasses(ctx.settings.attendanceDaysBack));
      const say = found.named ? words.noSuchClass(found.date) : words.noClassOn(found.date);
      return choose(
        found.classes.map((c) => c.register),
        { wish: looking.wish, others: true, say },
      );
    }
  }
}

/** Of several, the one a question after class was about a moment ago. */
async function justAsked(ctx: FlowContext, classes: readonly BookedClass[]): Promise<Register | null> {
  const asked = await askedAfterClass(ctx.db, { personId: ctx.actor.personId, now: ctx.now });
  const found = classes.find(({ register: r }) => r.batchId === asked?.batchId && r.date === asked.date);
  return found && asked && ctx.now.getTime() - asked.at.getTime() < JUST_MS ? found.register : null;
}

interface Choosing {
  wish: Wish;
  others: boolean;
  say?: string;
}

function choose(registers: readonly Register[], { wish, others, say }: Choosing): AttStep {
  return go({ step: 'choose', choices: registers.map(choiceOf), others, page: 0, wish }, { say });
}

/** All classes of the last days, to choose another one from. */
export async function otherClasses(ctx: FlowContext, wish: Wish): Promise<AttStep> {
  const today = localDate(ctx.now, ctx.timezone);
  const from = addDays(today, -ctx.settings.attendanceDaysBack);
  const book = await openBook(ctx, { of: ctx.actor.teacher ? 'own' : 'school', from, to: today });
  const { attendance: words } = ctx.copy;
  if (book.classes.length === 0) return over(words.noClasses(ctx.settings.attendanceDaysBack));
  const newest = [...book.classes].sort((a, b) => (whenOf(a.register) < whenOf(b.register) ? 1 : -1));
  return choose(
    newest.map((c) => c.register),
    { wish, others: false },
  );
}

function whenOf({ date, start }: Register): string {
  return `${date} ${start ?? ''}`;
}
