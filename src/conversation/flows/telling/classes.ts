import { addDays, localTime } from '../../../school/dates.js';
import { type PupilClass, type PupilSchedule, pupilSchedules } from '../../../school/pupil-schedule.js';
import { matchName } from '../../../understanding/names.js';
import type { FlowContext } from '../../flow.js';
import { type TellStep, isInstrument, othersButton, todayOf, told, topicButton } from './answers.js';
import { nearOf } from './near.js';
import type { Subject, Wish } from './state.js';

/** So far ahead the next class is looked for. */
const AHEAD = 21;
const FEW = 3;
const MANY = 5;

/** The next classes of pupils, or those of the days that were named. */
export async function tellClasses(
  ctx: FlowContext,
  subject: Extract<Subject, { kind: 'pupils' }>,
  wish: Wish,
): Promise<TellStep | 'not_yours'> {
  const today = todayOf(ctx);
  const [from, to] = [wish.from ?? today, wish.to ?? today];
  const last = addDays(to > today ? to : today, AHEAD);
  const found = await pupilSchedules(ctx, {
    studentIds: subject.ids,
    from: from < today ? from : today,
    to: last,
  });
  if (found.kind === 'not_yours') return 'not_yours';
  const { pupils, said } = narrowed(found.pupils, wish);
  const options = [...othersButton(ctx, subject, wish), ...topicsFor(ctx, subject)];
  const lines = pupils.flatMap((p, i) => [
    ...(i > 0 ? [''] : []),
    ...linesOf(ctx, p, { wish, few: pupils.length > 1 }),
  ]);
  const missing = said === null ? [] : [ctx.copy.schedule.noneWith(said), ''];
  return told(ctx, { wish, subject, lines: [...missing, ...lines], options });
}

function topicsFor(ctx: FlowContext, subject: Subject) {
  const family = subject.kind === 'pupils' && ctx.actor.children.some((c) => subject.ids.includes(c.id));
  const money = family || ctx.actor.isAdmin;
  return [...(money ? [topicButton(ctx, subject, 'balance')] : []), topicButton(ctx, subject, 'history')];
}

/** Of the instrument or teacher that was named; `said` where nobody has such a class, and all are shown. */
function narrowed(pupils: PupilSchedule[], { instrument, teacher }: Wish) {
  const asked = instrument ?? teacher;
  if (asked === null) return { pupils, said: null };
  const fits = (c: PupilClass) =>
    instrument !== null
      ? isInstrument(c.instrument, instrument)
      : matchName(asked, [{ id: 't', name: c.teacher ?? '' }]).kind !== 'none';
  const left = pupils
    .map((p) => ({
      ...p,
      classes: p.classes.filter(fits),
      unreadable: p.unreadable.filter((u) => instrument !== null && isInstrument(u.instrument, instrument)),
    }))
    .filter((p) => p.classes.length > 0 || p.unreadable.length > 0);
  return left.length > 0 ? { pupils: left, said: null } : { pupils, said: asked };
}

function linesOf(
  ctx: FlowContext,
  pupil: PupilSchedule,
  { wish, few }: { wish: Wish; few: boolean },
): string[] {
  const { schedule: words } = ctx.copy;
  const { name, standing } = pupil;
  if (standing !== 'active' && !pupil.classes.some((c) => c.plan === 'makeup'))
    return [standing === 'paused' ? words.paused(name) : words.notEnrolled(name)];
  const ownWords = pupil.unreadable.map((u) => words.ownWords(u.instrument, u.text));
  const next = nextOf(ctx, pupil.classes, few ? FEW : MANY);
  if (wish.from === null || wish.to === null) {
    const shown = next.map((c) => classLine(ctx, c));
    return shown.length + ownWords.length > 0
      ? [words.next(name), ...shown, ...ownWords]
      : [words.nothingSoon(name)];
  }
  const { from, to } = { from: wish.from, to: wish.to };
  const days = pupil.classes.filter((c) => from <= c.date && c.date <= to);
  if (days.length > 0)
    return [words.between(name, from, to), ...days.map((c) => classLine(ctx, c)), ...ownWords];
  const after = next.filter((c) => c.date > to).slice(0, 2);
  const then = after.length > 0 ? [words.afterThat, ...after.map((c) => classLine(ctx, c))] : [];
  return [words.nothingOn(name, from, to), ...then, ...ownWords];
}

/** The next that take place, with what falls out between them. */
function nextOf(ctx: FlowContext, classes: readonly PupilClass[], count: number): PupilClass[] {
  const [today, clock] = [todayOf(ctx), localTime(ctx.now, ctx.timezone)];
  const over = (c: PupilClass) => c.date === today && (c.end ?? c.start ?? '24') <= clock;
  const ahead = classes.filter((c) => c.date >= today && !over(c));
  const on = ahead.filter((c) => c.plan === 'on' || c.plan === 'makeup').slice(0, count);
  const last = on.at(-1);
  const end = last && on.length === count ? ahead.indexOf(last) + 1 : ahead.length;
  return ahead.slice(0, Math.min(end, count * 2));
}

function classLine(ctx: FlowContext, c: PupilClass): string {
  return ctx.copy.schedule.classLine({ ...c, near: nearOf(ctx, c.date) });
}
