import { addDays } from '../../../school/dates.js';
import type { Session } from '../../../school/sessions.js';
import { type TimetableBatch, timetable } from '../../../school/timetable.js';
import { type Option, buttonId } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { type TellStep, askButton, isInstrument, todayOf, told } from './answers.js';
import { nearOf } from './near.js';
import { pagesOf } from './pages.js';
import type { Subject, Wish } from './state.js';

/** Where the day that was asked has no class, the next one is looked for so far ahead. */
const AHEAD = 14;
const PAGE = 20;

type Whose = Exclude<Subject, { kind: 'pupils' }>;
interface Days {
  from: string;
  to: string;
}

/** A teacher's or the whole school's classes: today's, or those of the days that were named. */
export async function tellTimetable(
  ctx: FlowContext,
  subject: Whose,
  wish: Wish,
): Promise<TellStep | 'not_yours'> {
  const today = todayOf(ctx);
  const days: Days = { from: wish.from ?? today, to: wish.to ?? wish.from ?? today };
  const of = subject.kind === 'school' ? ('school' as const) : { teacherId: subject.id };
  const found = await timetable(ctx, { of, from: days.from, to: addDays(days.to, AHEAD) });
  if (found.kind === 'not_yours') return 'not_yours';
  const { instrument } = wish;
  const batches = found.batches.filter((b) => instrument === null || isInstrument(b.instrument, instrument));
  const pages = pagesOf(groupsOf(ctx, subject, { batches, days }), PAGE);
  const left = pages.length > wish.page + 1;
  const more: Option[] = left
    ? [{ id: askButton(subject, { ...wish, page: wish.page + 1 }), title: ctx.copy.schedule.more }]
    : [];
  const name = nameLine(ctx, subject, batches);
  return told(ctx, {
    wish,
    subject,
    lines: [...name, ...(pages[wish.page] ?? [])],
    options: [...more, ...onward(ctx, subject, days)],
  });
}

function nameLine(
  { actor, copy }: FlowContext,
  subject: Whose,
  batches: readonly TimetableBatch[],
): string[] {
  if (subject.kind === 'school' || subject.id === actor.teacher?.id) return [];
  const name = batches.find((b) => b.teacher)?.teacher?.name;
  return name ? [copy.schedule.timetableOf(name)] : [];
}

/** Where one goes on from here: other days, marking, one's own children. */
function onward(ctx: FlowContext, subject: Whose, { from, to }: Days): Option[] {
  const { schedule: words, general } = ctx.copy;
  const today = todayOf(ctx);
  const [tomorrow, sunday] = [addDays(today, 1), addDays(today, 6)];
  const ask = (days: Days) => askButton(subject, { topic: 'schedule', ...days });
  const own = subject.kind === 'teacher' && subject.id === ctx.actor.teacher?.id;
  const [child, ...others] = ctx.actor.children;
  const children: Option[] =
    own && child
      ? [
          {
            id: askButton('children', { topic: 'schedule' }),
            title: others.length > 0 ? words.all : child.name,
          },
        ]
      : [];
  return [
    ...(from === tomorrow && to === tomorrow
      ? []
      : [{ id: ask({ from: tomorrow, to: tomorrow }), title: words.tomorrow }]),
    ...(to > from ? [] : [{ id: ask({ from: today, to: sunday }), title: words.week }]),
    ...children,
    ...(own ? [{ id: buttonId('menu', 'mark_attendance'), title: general.markAttendance }] : []),
  ];
}

function groupsOf(
  ctx: FlowContext,
  subject: Whose,
  { batches, days }: { batches: readonly TimetableBatch[]; days: Days },
): string[][] {
  const { schedule: words } = ctx.copy;
  if (batches.length === 0) return [[words.noClassesAtAll]];
  const within = datesOf(batches, (date) => date <= days.to);
  const next = datesOf(batches, (date) => date > days.to)[0];
  const show = (date: string) => dayLines(ctx, { date, batches, school: subject.kind === 'school' });
  const none = [[words.noClasses(days.from, days.to)], ...(next ? [[words.afterThat, ...show(next)]] : [])];
  const ownWords = batches
    .filter((b) => !b.recurrence.readable && b.roster.length > 0)
    .map((b) => words.ownWordsOf(b.instrument, b.recurrence.text, b.roster.length));
  return [...(within.length > 0 ? within.map(show) : none), ...(ownWords.length > 0 ? [ownWords] : [])];
}

/** The dates on which something is certain. */
function datesOf(batches: readonly TimetableBatch[], when: (date: string) => boolean): string[] {
  const dates = batches.flatMap((b) => b.sessions.filter(isClass).map((s) => s.date));
  return [...new Set(dates)].filter(when).sort();
}

function isClass(s: Session): boolean {
  return s.planned !== 'maybe' || s.state !== 'on' || s.makeups.length > 0;
}

function dayLines(
  ctx: FlowContext,
  { date, batches, school }: { date: string; batches: readonly TimetableBatch[]; school: boolean },
): string[] {
  const { schedule: words } = ctx.copy;
  const classes = batches
    .flatMap((b) => b.sessions.filter((s) => s.date === date && isClass(s)).map((s) => ({ b, s })))
    .sort((x, y) => ((x.s.slots[0]?.start ?? '') < (y.s.slots[0]?.start ?? '') ? -1 : 1));
  return [words.dayHead(date, nearOf(ctx, date)), ...classes.map((c) => batchLine(ctx, c, school))];
}

function batchLine(ctx: FlowContext, { b, s }: { b: TimetableBatch; s: Session }, school: boolean): string {
  const [first] = s.slots;
  return ctx.copy.schedule.batchLine({
    start: first?.start ?? null,
    end: s.slots.at(-1)?.end ?? null,
    instrument: b.instrument,
    teacher: school ? (b.teacher?.name ?? null) : null,
    place: b.place,
    plan: s.state === 'marked' ? 'on' : s.state,
    reason: s.holiday?.reason ?? null,
    pupils: b.roster.length,
    excused: s.absences.length,
    makeups: s.makeups.length,
    marked: s.state === 'marked',
  });
}
