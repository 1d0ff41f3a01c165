import { addDays, localTime } from '../../../school/dates.js';
import { type PupilClass, type PupilSchedule, pupilSchedules } from '../../../school/pupil-schedule.js';
import { matchName } from '../../../understanding/names.js';
import type { FlowContext } from '../../flow.js';
import { type TellStep, isInstrument, othersButton, over, todayOf, told, topicButton } from './answers.js';
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
  const from = wish.from ?? todayOf(ctx);
  const found = await pupilSchedules(ctx, {
    studentIds: subject.ids,
    from,
    to: addDays(wish.to ?? from, AHEAD),
  });
  if (found.kind === 'not_yours') return 'not_yours';
  const { pupils, missed } = narrowed(found.pupils, wish);
  if (missed !== null && wish.teacher !== null) return strange(ctx, missed);
  const shown: Subject = { kind: 'pupils', ids: pupils.map((p) => p.studentId) };
  const lines = pupils.flatMap((p, i) => [
    ...(i > 0 ? [''] : []),
    ...linesOf(ctx, p, { wish, few: pupils.length > 1 }),
  ]);
  const lead = missed === null ? [] : [ctx.copy.schedule.noneWith(missed), ''];
  const options = [...othersButton(ctx, shown, wish), ...topicsFor(ctx, shown)];
  return told(ctx, { wish, subject: shown, lines: [...lead, ...lines], options });
}

/** The name that was said is no child's and no teacher's of theirs. */
function strange({ actor, copy }: FlowContext, word: string): TellStep {
  return over(
    copy.schedule.notYourChild(
      word,
      actor.children.map((c) => c.name),
    ),
  );
}

function topicsFor(ctx: FlowContext, subject: Subject) {
  const family = subject.kind === 'pupils' && ctx.actor.children.some((c) => subject.ids.includes(c.id));
  const money = family || ctx.actor.isAdmin;
  return [...(money ? [topicButton(ctx, subject, 'balance')] : []), topicButton(ctx, subject, 'history')];
}

/** Of the instrument or teacher that was named; `missed` where nobody has such a class, and all are shown. */
function narrowed(pupils: PupilSchedule[], { instrument, teacher }: Wish) {
  const asked = instrument ?? teacher;
  if (asked === null) return { pupils, missed: null };
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
  return left.length > 0 ? { pupils: left, missed: null } : { pupils, missed: asked };
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
  if (wish.from === null) {
    const ownWords = pupil.unreadable.map((u) => words.ownWords(u.instrument, u.text));
    const next = nextOf(ctx, pupil.classes, few ? FEW : MANY).map((c) => classLine(ctx, c));
    return next.length + ownWords.length > 0
      ? [words.next(name), ...next, ...ownWords]
      : [words.nothingSoon(name)];
  }
  return daysOf(ctx, pupil, { from: wish.from, to: wish.to ?? wish.from });
}

/** The days that were named; where they have no class, the next ones. A batch nobody can read may meet on any of them. */
function daysOf(
  ctx: FlowContext,
  { name, classes, unreadable }: PupilSchedule,
  { from, to }: { from: string; to: string },
): string[] {
  const { schedule: words } = ctx.copy;
  const ownWords = unreadable.map((u) => words.ownWordsThen(u.instrument, u.text));
  const days = classes.filter((c) => from <= c.date && c.date <= to);
  const head = words.between(name, { from, to, near: nearOf(ctx, from) });
  if (days.length > 0) return [head, ...days.map((c) => classLine(ctx, c, from === to)), ...ownWords];
  const later = classes.filter((c) => c.date > to);
  const after = nextOf(ctx, later, 2).map((c) => classLine(ctx, c));
  const then = after.length > 0 ? [words.afterThat, ...after] : [];
  return [...(ownWords.length > 0 ? [head, ...ownWords] : [words.nothingOn(name, from, to)]), ...then];
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

/** A teacher need not read the own name in every line. */
function classLine(ctx: FlowContext, c: PupilClass, dated = false): string {
  const teacher = c.teacher === ctx.actor.teacher?.name ? null : c.teacher;
  const date = dated ? null : c.date;
  return ctx.copy.schedule.classLine({ ...c, teacher, date, near: nearOf(ctx, c.date) });
}
