import { type BatchDays, type ClassDay, type Closures, classOn } from './calendar.js';
import { classLabel } from './labels.js';
import type { Slot } from './recurrence.js';
import type { RosterPupil } from './rosters.js';
import type { ScheduleAnswers } from './schedule-rows.js';

export interface MarkedRow {
  id: string;
  studentId: string;
  status: 'present' | 'absent' | 'excused';
  source: 'whatsapp' | 'web' | 'manual' | null;
  isExtra: boolean;
  finalizedAt: Date | null;
  createdAt: Date | null;
}

/**
 * What became of a class: 'on' takes place and nobody has marked it, 'marked' has an ordinary register row,
 * the others do not take place. A cancellation is newer than the register it stands beside, so it comes first.
 */
export type SessionState = 'on' | 'marked' | 'cancelled' | 'holiday' | 'teacher_away';

export interface Session {
  date: string;
  /** "Guitar 5:00 pm", by the first slot of that day. */
  label: string;
  slots: Slot[];
  /** By the recurrence: 'yes'; 'maybe' when it is unreadable; 'no' when only rows tell of a class that day. */
  planned: 'yes' | 'maybe' | 'no';
  state: SessionState;
  rows: MarkedRow[];
  extras: MarkedRow[];
  /** Pupils who said beforehand that they cannot come. */
  absences: { studentId: string; reason: string | null }[];
  /** Pupils of other classes who are coming to this one for one they missed. */
  makeups: string[];
  teacherRow: { id: string; status: 'conducted' | 'not_conducted'; notes: string | null } | null;
  holiday: { reason: string | null } | null;
}

interface Batch extends BatchDays {
  instrument: string;
  pupils: readonly RosterPupil[];
}

interface Facts {
  answers: ScheduleAnswers;
  closures: Closures;
}

/** The class of a batch on a date: by its recurrence, or because something is written about one. Null for neither. */
export function sessionOn(batch: Batch, date: string, { answers, closures }: Facts): Session | null {
  const [, , attendance, teacherRows, , holidays, , bookings] = answers;
  const here = (row: { batchId: string | null; date: string }) =>
    row.batchId === batch.id && row.date === date;
  const marked = attendance.filter(here).flatMap(markedRow);
  const rows = marked.filter((r) => !r.isExtra);
  const teacherRow = teacherRows.find(here) ?? null;
  const planned = classOn(batch, date, closures);
  const makeups = bookings.filter(here).map((b) => b.studentId);
  if (!planned && marked.length === 0 && !teacherRow && makeups.length === 0) return null;
  const closed = holidays.find((h) => h.date === date && (h.scope === 'school' || h.batchId === batch.id));
  return {
    date,
    label: classLabel(batch.instrument, planned?.slots ?? [], batch.recurrence),
    slots: planned?.slots ?? [],
    planned: !planned ? 'no' : planned.certain ? 'yes' : 'maybe',
    state: stateOf(planned, rows.length > 0, teacherRow?.status),
    rows,
    extras: marked.filter((r) => r.isExtra),
    absences: absencesOn(batch, date, answers),
    makeups,
    teacherRow: teacherRow && { id: teacherRow.id, status: teacherRow.status, notes: teacherRow.notes },
    holiday: closed ? { reason: closed.reason } : null,
  };
}

/** What the answers say against classes taking place. */
export function closuresOf([, , , teacherRows, , holidays, leaves]: ScheduleAnswers): Closures {
  return {
    holidays,
    cancelled: teacherRows.flatMap(({ batchId, date, status }) =>
      batchId !== null && status === 'not_conducted' ? [{ batchId, date }] : [],
    ),
    leaves,
  };
}

function stateOf(
  planned: ClassDay | null,
  marked: boolean,
  teacherStatus: 'conducted' | 'not_conducted' | undefined,
): SessionState {
  if (teacherStatus === 'not_conducted') return 'cancelled';
  return marked ? 'marked' : (planned?.standing ?? 'on');
}

function absencesOn({ id, pupils }: Batch, date: string, [, , , , absences]: ScheduleAnswers) {
  return absences
    .filter((a) => a.date === date && (a.batchId === null || a.batchId === id))
    .filter((a) => pupils.some((p) => p.id === a.studentId))
    .map(({ studentId, reason }) => ({ studentId, reason }));
}

function markedRow(row: ScheduleAnswers[2][number]): MarkedRow[] {
  const { id, studentId, status, source, isExtra, finalizedAt, createdAt } = row;
  if (studentId === null) return [];
  return [
    { id, studentId, status: status ?? 'absent', source, isExtra: isExtra ?? false, finalizedAt, createdAt },
  ];
}
