import { localDate, localTime } from '../dates.js';
import type { PupilClass } from '../pupil-classes.js';
import { type PupilSchedule, pupilSchedules } from '../pupil-schedule.js';
import type { DateRange } from '../schedule-rows.js';
import type { ViewContext } from '../views.js';

export interface AbsenceContext extends ViewContext {
  actor: ViewContext['actor'] & { personId: string };
}

/** A class that a pupil may still come to, or has said they will not. */
export interface ComingClass {
  batchId: string;
  date: string;
  instrument: string;
  /** HH:MM. */
  start: string | null;
  end: string | null;
  teacher: string | null;
  /** 'excused': said beforehand that they cannot come. */
  plan: 'on' | 'makeup' | 'excused';
}

export interface ComingPupil {
  studentId: string;
  name: string;
  classes: ComingClass[];
  /** Classes of these days that do not take place anyway. */
  closed: { date: string; instrument: string }[];
}

/** A family speaks for its own children, the office for every pupil; a teacher for nobody. */
export function speaksFor({ actor }: AbsenceContext, studentIds: readonly string[]): boolean {
  return actor.isAdmin || studentIds.every((id) => actor.children.some((c) => c.id === id));
}

/** The classes of these pupils between two dates that are still to come. Null where it is none of theirs. One request. */
export async function comingClasses(
  ctx: AbsenceContext,
  input: DateRange & { studentIds: readonly string[] },
): Promise<ComingPupil[] | null> {
  if (!speaksFor(ctx, input.studentIds)) return null;
  const found = await pupilSchedules(ctx, input);
  return found.kind === 'scheduled' ? found.pupils.map((p) => comingOf(ctx, p)) : null;
}

function comingOf(ctx: AbsenceContext, { studentId, name, classes }: PupilSchedule): ComingPupil {
  const ahead = classes.filter((c) => c.mark === null && !isOver(ctx, c));
  return {
    studentId,
    name,
    classes: ahead.flatMap(({ plan, batchId, date, instrument, start, end, teacher }) =>
      plan === 'on' || plan === 'makeup' || plan === 'excused'
        ? [{ batchId, date, instrument, start, end, teacher, plan }]
        : [],
    ),
    closed: ahead
      .filter((c) => c.plan !== 'on' && c.plan !== 'makeup' && c.plan !== 'excused')
      .map(({ date, instrument }) => ({ date, instrument })),
  };
}

/** Whether a class has ended. */
export function isOver(
  ctx: Pick<AbsenceContext, 'now' | 'timezone'>,
  { date, start, end }: Pick<PupilClass, 'date' | 'start' | 'end'>,
): boolean {
  const today = localDate(ctx.now, ctx.timezone);
  const last = end ?? start;
  return date < today || (date === today && last !== null && last <= localTime(ctx.now, ctx.timezone));
}
