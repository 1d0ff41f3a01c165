import { datesFrom } from './dates.js';
import { placeRows, readPlaces } from './places.js';
import { type ClassOf, type PupilClass, classOfPupil } from './pupil-classes.js';
import { type Member, batchesOf, memberRows, pupilIds, readMembers } from './pupil-rows.js';
import { readRecurrence } from './recurrence.js';
import { type DateRange, type ScheduleAnswers, scheduleReads } from './schedule-rows.js';
import type { ViewContext } from './views.js';
import { viewOf } from './views.js';

export type { PupilClass } from './pupil-classes.js';

export interface PupilSchedule {
  studentId: string;
  name: string;
  /** 'paused': all the pupil's enrolments rest. */
  standing: 'active' | 'paused' | 'none';
  /** Whatever became of them, earliest first. */
  classes: PupilClass[];
  /** Batches of which nobody can read when they meet, in their own words. */
  unreadable: { instrument: string; text: string }[];
}

export type PupilsScheduled = { kind: 'scheduled'; pupils: PupilSchedule[] } | { kind: 'not_yours' };

/** The classes of these pupils between two dates, for who may see them. One request. */
export async function pupilSchedules(
  ctx: ViewContext,
  { studentIds, ...range }: DateRange & { studentIds: readonly string[] },
): Promise<PupilsScheduled> {
  const view = viewOf(ctx.actor, studentIds);
  if (!view) return { kind: 'not_yours' };
  const [members, places, ...answers] = await ctx.db.batch([
    memberRows(ctx.db, studentIds),
    placeRows(ctx.db, pupilIds(studentIds)),
    ...scheduleReads(ctx.db, batchesOf(view, studentIds, range), range),
  ]);
  const found = { answers, places: readPlaces(places), dates: datesFrom(range.from, range.to) };
  const seen = readMembers(members).filter((m) => view.as !== 'teacher' || taught(m, answers));
  const pupils = [...new Set(seen.map((m) => m.studentId))].map((id) =>
    scheduleOf(
      seen.filter((m) => m.studentId === id),
      found,
    ),
  );
  return pupils.length === 0 ? { kind: 'not_yours' } : { kind: 'scheduled', pupils };
}

/** A teacher sees who is in a class of theirs, or comes to one for a makeup. */
function taught({ studentId, batchId, status }: Member, answers: ScheduleAnswers): boolean {
  const [batches, , , , , , , makeups] = answers;
  const member = status === 'active' && batches.some((b) => b.id === batchId);
  return member || makeups.some((m) => m.studentId === studentId);
}

type Found = Pick<ClassOf, 'answers' | 'places'> & { dates: string[] };

function scheduleOf(members: readonly Member[], { dates, ...found }: Found): PupilSchedule {
  const [{ studentId, name } = { studentId: '', name: '' }] = members;
  const [batches] = found.answers;
  const active = members.filter((m) => m.status === 'active' && m.batchId !== null);
  const paused = members.some((m) => m.status === 'paused') && !members.some((m) => m.status === 'active');
  const rows = batches.map((row) => ({ row, recurrence: readRecurrence(row.recurrence, row) }));
  const own = rows.filter(({ row }) => active.some((m) => m.batchId === row.id));
  const classes = rows.flatMap(({ row, recurrence }) => {
    const enrolled = own.some((o) => o.row.id === row.id);
    const of = { ...found, studentId, row, recurrence, enrolled };
    return dates.flatMap((date) => classOfPupil(of, date) ?? []);
  });
  return {
    studentId,
    name,
    standing: active.length > 0 ? 'active' : paused ? 'paused' : 'none',
    classes: classes.sort(byTime),
    unreadable: own.flatMap(({ row, recurrence }) =>
      recurrence.readable ? [] : [{ instrument: row.instrument ?? '', text: recurrence.text }],
    ),
  };
}

function byTime(a: PupilClass, b: PupilClass): number {
  return `${a.date} ${a.start ?? ''}` < `${b.date} ${b.start ?? ''}` ? -1 : 1;
}
