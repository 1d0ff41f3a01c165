import { addDays } from '../../../school/dates.js';
import { type Attended, type PupilHistory, pupilHistories } from '../../../school/pupil-history.js';
import { type PupilClass, type PupilSchedule, pupilSchedules } from '../../../school/pupil-schedule.js';
import type { FlowContext } from '../../flow.js';
import {
  type TellStep,
  askButton,
  isInstrument,
  othersButton,
  todayOf,
  told,
  topicButton,
} from './answers.js';
import type { Subject, Wish } from './state.js';

const PAGE = 12;
const FEW = 5;
/** Where there was no class on the day that was asked, the one before is looked for so far back. */
const BACK = 21;

type Pupils = Extract<Subject, { kind: 'pupils' }>;

/** The last classes of pupils, those of some days, or whether they came on one. */
export function tellHistory(ctx: FlowContext, subject: Pupils, wish: Wish): Promise<TellStep | 'not_yours'> {
  return wish.from !== null && wish.from === wish.to
    ? tellDay(ctx, subject, { ...wish, from: wish.from })
    : tellLast(ctx, subject, wish);
}

async function tellLast(ctx: FlowContext, subject: Pupils, wish: Wish): Promise<TellStep | 'not_yours'> {
  const { from, to, instrument } = wish;
  const found = await pupilHistories(ctx, { studentIds: subject.ids, from, to });
  if (found.kind === 'not_yours') return 'not_yours';
  const pupils = found.pupils.map((p) => ({
    ...p,
    classes: p.classes.filter((c) => instrument === null || isInstrument(c.instrument, instrument)),
  }));
  const several = pupils.length > 1;
  const size = several ? FEW : PAGE;
  const lines = pupils.flatMap((p, i) => [...(i > 0 ? [''] : []), ...linesOf(ctx, p, { wish, size })]);
  const left = !several && (pupils[0]?.classes.length ?? 0) > (wish.page + 1) * size;
  const earlier = {
    id: askButton(subject, { ...wish, page: wish.page + 1 }),
    title: ctx.copy.balance.earlier,
  };
  return told(ctx, {
    wish,
    subject,
    lines,
    options: [...(left ? [earlier] : []), ...onward(ctx, subject, wish)],
  });
}

function onward(ctx: FlowContext, subject: Pupils, wish: Wish) {
  const own = ctx.actor.isAdmin || ctx.actor.children.some((c) => subject.ids.includes(c.id));
  return [
    ...othersButton(ctx, subject, wish),
    topicButton(ctx, subject, 'schedule'),
    ...(own ? [topicButton(ctx, subject, 'balance')] : []),
  ];
}

function linesOf(
  ctx: FlowContext,
  { name, classes }: PupilHistory,
  { wish, size }: { wish: Wish; size: number },
): string[] {
  const { balance: words } = ctx.copy;
  const { from, to, page } = wish;
  const ranged = from !== null && to !== null;
  if (classes.length === 0) return [ranged ? words.noHistoryThen(name, from, to) : words.noHistory(name)];
  const head = ranged ? words.historyBetween(name, from, to) : words.historyHead(name);
  const count = (mark: Attended['mark']) => classes.filter((c) => c.mark === mark).length;
  const counts = { present: count('present'), absent: count('absent'), excused: count('excused') };
  const shown = classes.slice(page * size, (page + 1) * size).map((c) => words.attended(c));
  return [head, ...(ranged ? [words.counts(counts)] : []), ...shown];
}

async function tellDay(
  ctx: FlowContext,
  subject: Pupils,
  wish: Wish & { from: string },
): Promise<TellStep | 'not_yours'> {
  const { from: date, instrument } = wish;
  const { balance: words } = ctx.copy;
  const found = await pupilSchedules(ctx, { studentIds: subject.ids, from: addDays(date, -BACK), to: date });
  if (found.kind === 'not_yours') return 'not_yours';
  const future = date > todayOf(ctx);
  const fits = (c: PupilClass) => instrument === null || isInstrument(c.instrument, instrument);
  const lines = found.pupils.flatMap((p) => dayLines(ctx, { ...p, classes: p.classes.filter(fits) }, date));
  return told(ctx, {
    wish,
    subject,
    lines: future ? [words.toCome(date)] : lines,
    options: onward(ctx, subject, wish),
  });
}

function dayLines(ctx: FlowContext, { name, classes, unreadable }: PupilSchedule, date: string): string[] {
  const { balance: words } = ctx.copy;
  const that = classes.filter((c) => c.date === date);
  if (that.length > 0) return that.map((c) => classThen(ctx, name, c));
  const before = classes.filter((c) => c.date < date && c.mark !== null).at(-1);
  const last = before?.mark ? [words.lastOne, words.attended(attended(before, before.mark))] : [];
  // A batch nobody can read may have met all the same.
  const none = unreadable.length > 0 ? words.noHistoryThen(name, date, date) : words.noClass(name, date);
  return [none, ...last];
}

function classThen(ctx: FlowContext, name: string, c: PupilClass): string {
  const { balance: words } = ctx.copy;
  const off = c.plan === 'cancelled' || c.plan === 'holiday' || c.plan === 'teacher_away';
  if (off) return words.notHeld(name, c.instrument, c.date);
  return c.mark ? words.was(name, attended(c, c.mark)) : words.notMarked(name, c.instrument, c.date);
}

function attended({ date, instrument }: PupilClass, mark: Attended['mark']): Attended {
  return { date, instrument, mark, isExtra: false };
}
