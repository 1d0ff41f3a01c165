import type { Write } from '../../../../db/client.js';
import { type ComingClass, type ComingPupil, comingClasses } from '../../../school/absence/coming.js';
import { reportAbsence } from '../../../school/absence/report.js';
import { addDays } from '../../../school/dates.js';
import type { DateRange } from '../../../understanding/dates.js';
import { type Option, buttonId, buttons, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { daysIn, nextClasses } from './read.js';
import { type Away, FLOW, type Klass, type On } from './state.js';
import { type LeaveStep, go, over, todayOf } from './steps.js';
import { tellTeachers } from './tell.js';

/** Without a day the classes of so many days are offered; and further than this nobody plans an absence. */
const NEXT_DAYS = 14;
const LONGEST_DAYS = 60;

export interface PupilAway {
  pupils: readonly { id: string; name: string }[];
  said: string;
  /** Where they were said before. */
  days?: DateRange | null;
  /** HH:MM, and the instrument, as far as they were said. */
  time: string | null;
  instrument: string | null;
  reason: string | null;
}

/** "Can't come tomorrow": which classes that is. */
export async function pupilAway(ctx: FlowContext, away: PupilAway): Promise<LeaveStep> {
  const { leave: words } = ctx.copy;
  const today = todayOf(ctx);
  const days = (away.said === '' ? null : daysIn(away.said, today)) ?? away.days ?? null;
  if (!days || days.to < today) return offerNext(ctx, away, days ? words.past : undefined);
  const latest = addDays(today, LONGEST_DAYS);
  const range = { from: days.from < today ? today : days.from, to: days.to > latest ? latest : days.to };
  const found = await comingClasses(ctx, { ...range, studentIds: away.pupils.map((p) => p.id) });
  if (!found) return over(words.notYours);
  const pupils = found.map((p) => awayOf(p, fitting(p.classes, away))).filter((p) => p.classes.length > 0);
  const [only, ...others] = pupils;
  if (!only) return nothingThen(ctx, found, { away, range });
  const choose = others.length === 0 && range.from === range.to && only.classes.length > 1;
  return choose
    ? go({ step: 'classes', pupils, reason: away.reason, all: true, back: false, page: 0 })
    : go({ step: 'absent', pupils, reason: away.reason });
}

/** The hour and the instrument narrow the classes down where they fit any. */
function fitting(classes: readonly ComingClass[], { time, instrument }: PupilAway): ComingClass[] {
  const open = classes.filter((c) => c.plan !== 'excused');
  const same = (c: ComingClass) => c.instrument.toLowerCase().includes((instrument ?? '').toLowerCase());
  const named = open.filter(same);
  const left = named.length > 0 ? named : open;
  const timed = left.filter((c) => c.start === time);
  return timed.length > 0 ? timed : left;
}

function awayOf({ studentId, name }: ComingPupil, classes: readonly ComingClass[]): Away {
  return { id: studentId, name, classes: classes.map(klassOf) };
}

export function klassOf({ batchId, date, instrument, start }: ComingClass): Klass {
  return { batchId, date, instrument, start };
}

/** Nobody has a class to miss then: it was said before, does not take place anyway, or is on another day. */
async function nothingThen(
  ctx: FlowContext,
  found: readonly ComingPupil[],
  { away, range }: { away: PupilAway; range: { from: string; to: string } },
): Promise<LeaveStep> {
  const { leave: words } = ctx.copy;
  const said = found.filter((p) => p.classes.length > 0);
  if (said.length > 0) {
    const body = said.map((p) => words.absentAlready(p.name, p.classes)).join('\n');
    return {
      kind: 'done',
      reply: buttons(body, [
        willCome(
          ctx,
          said.map((p) => p.studentId),
        ),
      ]),
    };
  }
  const closed = found.flatMap((p) => p.closed);
  if (closed.length > 0) return over(words.closed(closed));
  return offerNext(ctx, away, found.map((p) => words.noClassOn(p.name, range)).join(' '));
}

/** The next classes, to choose from. */
async function offerNext(ctx: FlowContext, away: PupilAway, say?: string): Promise<LeaveStep> {
  const { leave: words } = ctx.copy;
  const from = todayOf(ctx);
  const ids = away.pupils.map((p) => p.id);
  const found = await comingClasses(ctx, { studentIds: ids, from, to: addDays(from, NEXT_DAYS) });
  if (!found) return over(words.notYours);
  const pupils = found.map((p) => awayOf(p, fitting(p.classes, away))).filter((p) => p.classes.length > 0);
  if (pupils.length === 0) return over(away.pupils.map((p) => words.noComing(p.name)).join('\n'));
  const count = say === undefined ? nextClasses(away.said) : null;
  if (count !== null) {
    const next = pupils.map((p) => ({ ...p, classes: p.classes.slice(0, count) }));
    return go({ step: 'absent', pupils: next, reason: away.reason });
  }
  return go({ step: 'classes', pupils, reason: away.reason, all: false, back: false, page: 0 }, say);
}

/** A Yes to the absence that is open. */
export async function noteAbsence(ctx: FlowContext, { pupils, reason }: On<'absent'>): Promise<LeaveStep> {
  const { leave: words } = ctx.copy;
  const lines: string[] = [];
  const names = new Set<string>();
  const writes: Write[] = [];
  for (const { id, classes } of pupils) {
    const { outcome, writes: own } = await reportAbsence(ctx, { studentId: id, classes, reason });
    if (outcome.kind === 'not_yours') return over(words.notYours);
    if (outcome.kind === 'changed') return again(ctx, pupils, reason);
    if (outcome.kind === 'already') {
      lines.push(words.absentAlready(outcome.pupil.name, outcome.classes));
      continue;
    }
    const told = { kind: 'pupil_absence' as const, pupil: outcome.pupil.name, reason };
    const tell = tellTeachers(ctx, outcome.teachers, { ...told, origin: `absence:${outcome.id}` });
    lines.push(words.absentSaved(outcome.pupil.name, outcome.classes));
    for (const name of tell.names) names.add(name);
    writes.push(...own, ...tell.writes);
  }
  const body = [lines.join('\n'), ...(names.size > 0 ? [words.teachersTold([...names])] : [])].join(' ');
  return { ...receipt(ctx, pupils, body), writes };
}

function receipt(
  ctx: FlowContext,
  pupils: readonly Away[],
  body: string,
): Extract<LeaveStep, { kind: 'done' }> {
  const [only, ...others] = pupils;
  const first = only?.classes[0];
  const single = only && others.length === 0;
  const makeup: Option[] =
    single && first
      ? [{ id: buttonId('makeup', 'for', only.id, first.date), title: ctx.copy.leave.bookMakeup }]
      : [];
  const options = [
    ...makeup,
    willCome(
      ctx,
      pupils.map((p) => p.id),
    ),
  ];
  const about = { flow: FLOW, studentId: single ? only.id : null, wish: 'absence' };
  return { kind: 'done', reply: pupils.length > 0 ? buttons(body, options) : text(body), about };
}

/** A pupil for whom it can be said by one button; the others by choosing. */
function willCome(ctx: FlowContext, ids: readonly string[]): Option {
  const [only, ...others] = ids;
  const id = only && others.length === 0 ? buttonId(FLOW, 'come', only) : buttonId(FLOW, 'come');
  return { id, title: ctx.copy.leave.willCome };
}

/** Some class is over, marked or cancelled by now: asks of what there is. */
async function again(ctx: FlowContext, pupils: readonly Away[], reason: string | null): Promise<LeaveStep> {
  const away = { pupils, said: '', time: null, instrument: null, reason };
  return offerNext(ctx, away, ctx.copy.leave.changed);
}
