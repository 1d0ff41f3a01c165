import { readCommand } from '../../../understanding/commands.js';
import type { DateRange } from '../../../understanding/dates.js';
import type { FlowContext, Input } from '../../flow.js';
import { ANOTHER_WISH, wantsElse } from '../elsewhere.js';
import { takeLeaveBack } from './back.js';
import { comesAfterAll } from './comes.js';
import { pupilAway } from './pupil.js';
import { daysIn, isPartOfDay, namedIn, takesBack, whoseIs } from './read.js';
import { ofChildren, ofPupils, own, start } from './start.js';
import type { Away, On, State } from './state.js';
import { type LeaveStep, go, over, todayOf } from './steps.js';
import { picked } from './taps.js';
import { ownLeave } from './teacher.js';

/** What is typed at a step. */
export async function typed(ctx: FlowContext, state: State, input: Input): Promise<LeaveStep> {
  const said = input.text;
  const { children, teacher } = ctx.actor;
  if (readCommand(said) === 'no') return over(ctx.copy.leave.nothingNoted);
  switch (state.step) {
    case 'whose': {
      const whose = whoseIs(said, children);
      const { saying } = state;
      if (whose === 'own' && teacher) return own(ctx, teacher.id, saying);
      const named = namedIn(said, children);
      if (named.length > 0) return ofPupils(ctx, named, saying);
      return whose === 'child' ? ofChildren(ctx, saying) : { kind: 'unclear' };
    }
    case 'child': {
      if (await wantsElse(input, ['report_leave'])) return { kind: 'unclear' };
      const named = namedIn(said, children);
      const saying = daysIn(said, todayOf(ctx)) ? { ...state.saying, said } : state.saying;
      return named.length > 0 ? ofPupils(ctx, named, saying) : { kind: 'unclear' };
    }
    case 'days':
    case 'plan':
      // "My son can't come either" is another's absence, not other days of one's own.
      if (children.length > 0 && whoseIs(said, children) === 'child') return start(ctx, input);
      return daysTyped(ctx, state, input);
    case 'leaves':
      return teacher && daysIn(said, todayOf(ctx))
        ? takeLeaveBack(ctx, { teacherId: teacher.id, said })
        : { kind: 'unclear', help: ctx.copy.leave.helpChoose };
    case 'classes':
    case 'absent':
      return ofAbsence(ctx, state, input);
    case 'back':
    case 'comes':
      return { kind: 'unclear' };
  }
}

/** Of an absence that is spoken of: another child, "she comes after all", or more of the same. */
async function ofAbsence(
  ctx: FlowContext,
  state: On<'classes'> | On<'absent'>,
  input: Input,
): Promise<LeaveStep> {
  const said = input.text;
  if (await wantsElse(input, ['report_leave'])) return { kind: 'unclear' };
  const back = state.step === 'classes' && state.back;
  if (!back && takesBack(said)) return over(ctx.copy.leave.nothingNoted);
  const named = namedIn(said, ctx.actor.children);
  const pupils = named.some((c) => state.pupils.every((p) => p.id !== c.id)) ? named : null;
  if (pupils && back) return comesAfterAll(ctx, { pupils, said });
  if (pupils) {
    const days = state.step === 'absent' ? spanOf(state.pupils) : null;
    return pupilAway(ctx, { pupils, said, days, time: null, instrument: null, reason: state.reason });
  }
  return state.step === 'classes' ? classTyped(ctx, state, input) : absentTyped(ctx, state, input);
}

/** From the first to the last day of some classes. */
function spanOf(pupils: readonly Away[]): DateRange | null {
  const dates = pupils.flatMap((p) => p.classes.map((c) => c.date)).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  return from !== undefined && to !== undefined ? { from, to, certain: true } : null;
}

const REASON_WORDS = 5;

/** "Family function", beside the plan that is shown: a few words that ask nothing and answer nothing. */
function plainReason(said: string): string | null {
  const words = said.trim().replace(/^(?:the\s+)?reason\s*(?:is|:)?\s+|^(?:because of|due to|for)\s+/iu, '');
  const plain = /^[\p{L}\p{M}\s.,'’-]{3,60}$/u.test(words) && words.split(/\s+/).length <= REASON_WORDS;
  return plain && readCommand(said) === null ? words : null;
}

/** Other days, or a reason. */
async function daysTyped(ctx: FlowContext, state: On<'days'> | On<'plan'>, input: Input): Promise<LeaveStep> {
  const said = input.text;
  const teacherId = state.step === 'days' ? state.teacherId : state.shown.teacherId;
  if (daysIn(said, todayOf(ctx)) || isPartOfDay(said, null))
    return ownLeave(ctx, { teacherId, said, time: null, reason: state.reason });
  const { entities, intent, confidence } = await input.understood();
  if (entities.reason !== undefined) return go({ ...state, reason: entities.reason });
  const elsewhere = confidence >= ANOTHER_WISH && intent !== 'report_leave' && intent !== 'out_of_scope';
  const reason = state.step === 'plan' && state.reason === null && !elsewhere ? plainReason(said) : null;
  return reason ? go({ ...state, reason }) : { kind: 'unclear', help: ctx.copy.leave.helpDays };
}

/** "Thursday", "the violin one": the classes that fit. */
async function classTyped(ctx: FlowContext, state: On<'classes'>, input: Input): Promise<LeaveStep> {
  const said = input.text;
  const days = daysIn(said, todayOf(ctx));
  const lower = said.toLowerCase();
  const words = state.pupils.some((p) => p.classes.some((c) => lower.includes(c.instrument.toLowerCase())));
  const named = namedIn(said, state.pupils);
  const why = !days && !words ? (await input.plainly()).entities.reason : undefined;
  if (why !== undefined) return go({ ...state, reason: why });
  if (!days && !words && named.length === 0) return { kind: 'unclear', help: ctx.copy.leave.helpChoose };
  const pupils = (named.length > 0 ? named : state.pupils)
    .map((p) => ({
      ...p,
      classes: p.classes.filter(
        (c) =>
          (!days || (days.from <= c.date && c.date <= days.to)) &&
          (!words || lower.includes(c.instrument.toLowerCase())),
      ),
    }))
    .filter((p) => p.classes.length > 0);
  const count = pupils.reduce((n, p) => n + p.classes.length, 0);
  if (count === 0 && !state.back)
    return pupilAway(ctx, { pupils: state.pupils, said, time: null, instrument: null, reason: state.reason });
  if (count === 0) return { kind: 'unclear', help: ctx.copy.leave.helpChoose };
  return count === 1 || (days && days.from < days.to) || named.length > 1
    ? picked(state, pupils)
    : go({ ...state, pupils, all: true, page: 0 });
}

/** Another day, or why. */
async function absentTyped(ctx: FlowContext, state: On<'absent'>, input: Input): Promise<LeaveStep> {
  if (daysIn(input.text, todayOf(ctx))) {
    const { entities } = await input.understood();
    const { time = null, instrument = null, reason } = entities;
    const away = { pupils: state.pupils, said: input.text, time, instrument };
    return pupilAway(ctx, { ...away, reason: reason ?? state.reason });
  }
  const { entities } = await input.understood();
  return entities.reason === undefined ? { kind: 'unclear' } : go({ ...state, reason: entities.reason });
}
