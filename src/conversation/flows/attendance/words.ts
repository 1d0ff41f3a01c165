import { openRegister } from '../../../school/attendance/register.js';
import { localDate } from '../../../school/dates.js';
import { readCommand } from '../../../understanding/commands.js';
import { readDate, readTime } from '../../../understanding/dates.js';
import { matchName } from '../../../understanding/names.js';
import type { FlowContext } from '../../flow.js';
import { answerNames, answerStatus, answerWho, begin, correct, markAll } from './marking.js';
import { namesEverybody, readChange, readNames, saysSomething } from './reading.js';
import { blankSheet, namesOf } from './sheet.js';
import { NO_WISH } from './start.js';
import type { Choice, Sheet, State } from './state.js';
import { type AttStep, enter, go, keep, openClass, refused } from './steps.js';

type On<Step extends State['step']> = Extract<State, { step: Step }>;

/** "Wait", "no wait", "ek minute", "aagandi": more is to come. */
const WAIT =
  /^(?:(?:no|ok|oh|oops|sorry|please|pls|just|nahi|arre)[ ,]+)*(?:wait+|hold on|hang on|(?:one|1|ek|oka)\s?(?:min(?:ute|it)?|sec(?:ond)?|nimisham|nimusham)|ruk(?:o|iye|ho)?|aag(?:u|andi)|रुको|रुकिए|एक मिनट|ఆగండి|ఆగు|ఒక్క నిమిషం)(?: (?:wait|please|pls|ji|andi))*[.!…]*$/iu;

/** What is typed at a step. */
export async function typed(ctx: FlowContext, state: State, said: string): Promise<AttStep> {
  const { attendance: words } = ctx.copy;
  switch (state.step) {
    case 'choose':
      return chosen(ctx, state, said);
    case 'names':
      return names(ctx, state.sheet, said);
    case 'ask':
      return answered(ctx, state.sheet, said);
    case 'draft':
    case 'change': {
      // Whoever says yes to the list of changes sees it whole before it is saved.
      if (readCommand(said) === 'yes') return go({ step: 'draft', sheet: state.sheet });
      if (WAIT.test(said.trim())) return go(state, { say: words.noHurry });
      if (speaksOfOther(ctx, state.sheet, said)) return { kind: 'unclear', help: words.helpDraft };
      return changed(ctx, state, said);
    }
  }
}

/** "The 5 o'clock one", "keyboard", "yesterday's": the choices that fit. */
async function chosen(ctx: FlowContext, state: On<'choose'>, said: string): Promise<AttStep> {
  const today = localDate(ctx.now, ctx.timezone);
  const date = readDate(said, today, { tense: 'past' })?.date;
  const time = readTime(said)?.time;
  const lower = said.toLowerCase();
  const byWord = (c: Choice) => lower.includes(c.instrument.toLowerCase());
  const narrowings: ((c: Choice) => boolean)[] = [
    ...(date ? [(c: Choice) => c.date === date] : []),
    ...(time ? [(c: Choice) => c.start?.slice(0, 5) === time] : []),
    ...(state.choices.some(byWord) ? [byWord] : []),
  ];
  if (narrowings.length === 0) return { kind: 'unclear', help: ctx.copy.attendance.helpChoose };
  const left = state.choices.filter((c) => narrowings.every((fits) => fits(c)));
  const [only, ...others] = left;
  const wish = state.wish.text === '' ? { ...state.wish, text: said } : state.wish;
  if (only && others.length === 0) return openClass(ctx, only, wish);
  if (only) return go({ ...state, choices: left, page: 0, wish });
  return { kind: 'unclear', help: ctx.copy.attendance.helpChoose };
}

async function names(ctx: FlowContext, sheet: Sheet, said: string): Promise<AttStep> {
  const command = readCommand(said);
  if (command === 'yes') return go({ step: 'names', sheet }, { say: ctx.copy.attendance.ifAllCame });
  // A bare "no" is an answer to something else, not a class of which nobody came.
  if (command !== null || speaksOfOther(ctx, sheet, said)) {
    return { kind: 'unclear', help: ctx.copy.attendance.helpNames };
  }
  const reading = readNames(said, sheet.roster);
  const heard = { ...sheet, message: said };
  if (reading.cancelled) return cancelled(ctx, sheet, said);
  if (saysSomething(reading) || reading.unread.length > 0) return keep(ctx, begin(heard, reading));
  if (sheet.kind === 'register' && namesEverybody(said, sheet.roster))
    return keep(ctx, markAll(heard, 'present'));
  return { kind: 'unclear', help: ctx.copy.attendance.helpNames };
}

async function cancelled(ctx: FlowContext, { klass }: Sheet, said: string): Promise<AttStep> {
  const opened = await openRegister(ctx, klass);
  if (opened.kind !== 'open') return refused(ctx, opened.kind, klass.date);
  return keep(ctx, { ...blankSheet(opened.register, 'cancelled'), message: said });
}

async function answered(ctx: FlowContext, sheet: Sheet, said: string): Promise<AttStep> {
  const [question] = sheet.open;
  const unclear: AttStep = { kind: 'unclear', help: ctx.copy.attendance.helpAsk };
  switch (question?.ask) {
    case undefined:
      return go({ step: 'draft', sheet });
    case 'status':
      return came(ctx, sheet, said);
    case 'who': {
      const match = matchName(
        said,
        sheet.roster.filter((p) => question.candidates.includes(p.id)),
      );
      return match.kind === 'one' ? keep(ctx, answerWho(sheet, match.id)) : unclear;
    }
    case 'unread': {
      const match = matchName(said, sheet.roster);
      if (match.kind === 'one') return keep(ctx, answerWho(sheet, match.id));
      if (match.kind === 'none') return unclear;
      const which = { ask: 'who' as const, word: said, candidates: match.ids, mark: question.mark };
      return keep(ctx, { ...sheet, open: [which, ...sheet.open.slice(1)] });
    }
  }
}

/** "Came", "absent": of those who were asked about; or each by name. */
async function came(ctx: FlowContext, sheet: Sheet, said: string): Promise<AttStep> {
  const [question] = sheet.open;
  if (question?.ask !== 'status') return { kind: 'unclear' };
  // "Ok" says neither.
  if (readCommand(said) !== null) return { kind: 'unclear', help: ctx.copy.attendance.helpAsk };
  const asked = sheet.roster.filter((p) => question.pupils.includes(p.id));
  const byName = readNames(said, sheet.roster);
  if (byName.present.length + byName.absent.length > 0) return keep(ctx, answerNames(sheet, byName));
  const together = readNames(`${namesOf(sheet, question.pupils).join(', ')} ${said}`, asked);
  const all = (ids: readonly string[]) => ids.length === asked.length;
  if (all(together.present)) return keep(ctx, answerStatus(sheet, 'present'));
  if (all(together.absent)) return keep(ctx, answerStatus(sheet, 'absent'));
  return { kind: 'unclear', help: ctx.copy.attendance.helpAsk };
}

async function changed(ctx: FlowContext, state: On<'draft' | 'change'>, said: string): Promise<AttStep> {
  const { sheet } = state;
  const { attendance: words } = ctx.copy;
  const reading = readNames(said, sheet.roster);
  if (reading.cancelled && sheet.kind !== 'cancelled') return cancelled(ctx, sheet, said);
  if (sheet.kind === 'cancelled') return heldAfterAll(ctx, sheet, said);
  if (sheet.kind === 'extra')
    return saysSomething(reading)
      ? keep(ctx, correct(sheet, reading))
      : { kind: 'unclear', help: words.helpDraft };
  const change = readChange(said, sheet);
  if (change === 'unchanged') return go(state, { say: words.unchanged });
  return change ? keep(ctx, correct(sheet, change)) : { kind: 'unclear', help: words.helpDraft };
}

/** Names, where the class was to be cancelled: it took place. */
async function heldAfterAll(ctx: FlowContext, { klass, roster }: Sheet, said: string): Promise<AttStep> {
  if (!saysSomething(readNames(said, roster)))
    return { kind: 'unclear', help: ctx.copy.attendance.helpDraft };
  const opened = await openRegister(ctx, klass);
  return opened.kind === 'open'
    ? enter(ctx, opened.register, { ...NO_WISH, text: said })
    : refused(ctx, opened.kind, klass.date);
}

/** Another day or hour than this list's: not a word about it. What is very short is too easily something else. */
function speaksOfOther(ctx: FlowContext, { klass }: Sheet, said: string): boolean {
  const date = readDate(said, localDate(ctx.now, ctx.timezone), { tense: 'past' });
  if (date?.certain && date.date !== klass.date && date.words.length > 3) return true;
  const time = readTime(said);
  return time !== null && klass.start !== null && time.time !== klass.start && time.end - time.start > 2;
}
