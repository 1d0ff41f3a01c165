import { addDays, localTime } from '../../../school/dates.js';
import type { Session } from '../../../school/sessions.js';
import { type TimetableBatch, timetable } from '../../../school/timetable.js';
import { buttonId } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { type TellStep, askButton, isInstrument, todayOf, told } from './answers.js';
import { nearOf } from './near.js';
import { pagesOf } from './pages.js';
import type { Subject, Wish } from './state.js';

const PAGE = 15;
/** A week of classes is what "attendance" without a day means to a teacher. */
const DAYS = 7;

type Whose = Exclude<Subject, { kind: 'pupils' }>;

/** Who came to a teacher's or the school's classes, newest day first. */
export async function tellRegisters(
  ctx: FlowContext,
  subject: Whose,
  wish: Wish,
): Promise<TellStep | 'not_yours'> {
  const { balance: words, schedule } = ctx.copy;
  const today = todayOf(ctx);
  const from = wish.from ?? addDays(today, 1 - DAYS);
  const to = wish.to && wish.to < today ? wish.to : today;
  if (from > today) return told(ctx, { wish, subject, lines: [words.toCome(from)], options: [] });
  const of = subject.kind === 'school' ? ('school' as const) : { teacherId: subject.id };
  const found = await timetable(ctx, { of, from, to });
  if (found.kind === 'not_yours') return 'not_yours';
  const { instrument } = wish;
  const batches = found.batches.filter((b) => instrument === null || isInstrument(b.instrument, instrument));
  const pages = pagesOf(groupsOf(ctx, batches, subject.kind === 'school'), PAGE);
  const next = { ...wish, from, to, page: wish.page + 1 };
  const more = pages.length > next.page ? [{ id: askButton(subject, next), title: words.earlier }] : [];
  const open = batches.some((b) => b.sessions.some((s) => s.date === today && waits(ctx, s)));
  const mark = { id: buttonId('menu', 'mark_attendance'), title: ctx.copy.general.markAttendance };
  const days = { id: askButton(subject, { topic: 'schedule' }), title: schedule.menu };
  return told(ctx, {
    wish,
    subject,
    lines: pages[wish.page] ?? [words.noRegisters(from, to)],
    options: [...(open && ctx.actor.teacher ? [mark] : []), ...more, days],
  });
}

/** Begun or over today, and not marked. */
function waits(ctx: FlowContext, { state, planned, slots: [slot] }: Session): boolean {
  return (
    state === 'on' &&
    planned === 'yes' &&
    typeof slot?.start === 'string' &&
    slot.start <= localTime(ctx.now, ctx.timezone)
  );
}

function groupsOf(ctx: FlowContext, batches: readonly TimetableBatch[], school: boolean): string[][] {
  const classes = batches.flatMap((b) =>
    b.sessions.filter((s) => s.planned === 'yes' || s.rows.length > 0).map((s) => ({ b, s })),
  );
  const dates = [...new Set(classes.map(({ s }) => s.date))].sort().reverse();
  return dates.map((date) => [
    ctx.copy.schedule.dayHead(date, nearOf(ctx, date)),
    ...classes.filter(({ s }) => s.date === date).map((c) => registerLine(ctx, c, school)),
  ]);
}

function registerLine(
  ctx: FlowContext,
  { b, s }: { b: TimetableBatch; s: Session },
  school: boolean,
): string {
  const { balance: words, attendance } = ctx.copy;
  const start = s.slots[0]?.start;
  const label = start ? `${b.instrument} ${attendance.time(start)}` : b.instrument;
  if (s.state === 'on') return words.registerOpen(label);
  if (s.state !== 'marked') return words.registerOff(label);
  const names = (mark: 'absent' | 'excused') =>
    b.roster.filter((p) => s.rows.some((r) => r.studentId === p.id && r.status === mark)).map((p) => p.name);
  return words.register({
    label,
    present: s.rows.filter((r) => r.status === 'present').length,
    absent: names('absent'),
    excused: names('excused'),
    teacher: school ? (b.teacher?.name ?? null) : null,
  });
}
