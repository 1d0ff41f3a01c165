import { type Place, placeOf } from './places.js';
import type { Recurrence } from './recurrence.js';
import type { ScheduleAnswers } from './schedule-rows.js';
import { type Session, closuresOf, sessionOn } from './sessions.js';

/**
 * What a class of a day is to one pupil. The first that applies: it does not take place ('cancelled', 'holiday',
 * 'teacher_away'), the pupil cannot come ('excused'), it is in place of a missed one ('makeup'), or 'on'.
 */
export type Plan = 'cancelled' | 'holiday' | 'teacher_away' | 'excused' | 'makeup' | 'on';

export interface PupilClass {
  batchId: string;
  instrument: string;
  teacher: string | null;
  place: string | null;
  date: string;
  /** HH:MM, or null when nobody wrote one down. */
  start: string | null;
  end: string | null;
  plan: Plan;
  /** Why it is a holiday, or why the pupil cannot come, as far as it was said. */
  reason: string | null;
  /** What the register says of the pupil; null while it says nothing. */
  mark: 'present' | 'absent' | 'excused' | null;
}

export interface ClassOf {
  answers: ScheduleAnswers;
  places: readonly Place[];
  studentId: string;
  row: ScheduleAnswers[0][number];
  recurrence: Recurrence;
  /** In the batch by enrolment; otherwise only a booked makeup brings the pupil there. */
  enrolled: boolean;
}

/** A pupil's class in a batch on a date; null when there is none for them, or none that can be told. */
export function classOfPupil(of: ClassOf, date: string): PupilClass | null {
  const { answers, places, studentId, row, recurrence } = of;
  const pupils = answers[1].filter((p) => p.batchId === row.id);
  const batch = {
    id: row.id,
    teacherId: row.teacherId,
    recurrence,
    instrument: row.instrument ?? '',
    pupils,
  };
  const session = sessionOn(batch, date, { answers, closures: closuresOf(answers) });
  const mark = session ? markOf(session, studentId) : null;
  if (!session || !concerns(session, of, mark)) return null;
  const absence = absenceOn(of, date);
  const plan = planOf(session, of, absence !== undefined);
  const times = timesOf(session, row);
  return {
    batchId: row.id,
    instrument: row.instrument ?? '',
    teacher: row.teacherName,
    place: placeOf(places, { pupils: [studentId], instrumentId: row.instrumentId }),
    date,
    ...times,
    plan,
    reason: plan === 'holiday' ? (session.holiday?.reason ?? null) : (absence?.reason ?? null),
    mark,
  };
}

/** A class that may only perhaps meet that day is no class to announce. */
function concerns(session: Session, { enrolled, studentId }: ClassOf, mark: PupilClass['mark']): boolean {
  if (mark !== null || session.makeups.includes(studentId)) return true;
  return enrolled && session.planned === 'yes';
}

function planOf({ state, makeups }: Session, { studentId }: ClassOf, excused: boolean): Plan {
  if (state !== 'on' && state !== 'marked') return state;
  if (excused) return 'excused';
  return makeups.includes(studentId) ? 'makeup' : 'on';
}

/** By the register itself; a makeup counts where nothing else is written. */
function markOf({ rows, extras }: Session, studentId: string): PupilClass['mark'] {
  const own = (row: { studentId: string }) => row.studentId === studentId;
  return (rows.find(own) ?? extras.find(own))?.status ?? null;
}

function absenceOn({ answers: [, , , , absences], studentId, row }: ClassOf, date: string) {
  return absences.find(
    (a) => a.studentId === studentId && a.date === date && (a.batchId === null || a.batchId === row.id),
  );
}

function timesOf({ slots }: Session, row: ClassOf['row']): Pick<PupilClass, 'start' | 'end'> {
  const [first] = slots;
  if (first) return { start: first.start, end: slots.at(-1)?.end ?? first.end };
  return { start: row.start?.slice(0, 5) ?? null, end: row.end?.slice(0, 5) ?? null };
}
