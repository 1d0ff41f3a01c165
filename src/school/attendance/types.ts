/** A pupil, as a register names one. */
export interface Pupil {
  id: string;
  name: string;
}

export type Mark = 'present' | 'absent' | 'excused';
export type Source = 'whatsapp' | 'web' | 'manual';

/** A pupil of a class; `excused` when the family said beforehand that they cannot come that day. */
export interface RosterPupil extends Pupil {
  excused: boolean;
}

/** One stored row of a register. Two for one pupil should not be, but are read as they are. */
export interface MarkedRow {
  id: string;
  studentId: string;
  name: string;
  status: Mark;
  source: Source | null;
  finalizedAt: Date | null;
  isExtra: boolean;
}

/** Who marked a register last: where, when, and who, as far as it is known. */
export interface MarkedBy {
  source: Source | null;
  /** The teacher who did it by chat; null on the web, or for the office. */
  name: string | null;
  /** Whether it was the one who asks. */
  self: boolean;
  at: Date | null;
}

/** A class of one day: who is in it, and what is already written about it. */
export interface Register {
  batchId: string;
  /** School-local, YYYY-MM-DD. */
  date: string;
  instrument: string;
  instrumentId: string | null;
  teacherId: string | null;
  teacherName: string | null;
  /** HH:MM of that day, or null when the recurrence does not say. */
  start: string | null;
  isMakeup: boolean;
  roster: RosterPupil[];
  rows: MarkedRow[];
  extras: MarkedRow[];
  /** Pupils of other classes who booked a seat here for one they missed. */
  booked: Pupil[];
  /** Pupils who have two ordinary rows. */
  doubled: Pupil[];
  markedBy: MarkedBy | null;
  held: 'conducted' | 'not_conducted' | null;
  /** Why the school is closed that day, when it is; empty when no reason was given. */
  holiday: string | null;
}

/** What a draft will write: an ordinary register, makeup or extra sessions, or that the class did not take place. */
export type DraftKind = 'register' | 'extra' | 'cancelled';

/** The rows a draft is about, and that it replaces. */
export interface Scope {
  kind: DraftKind;
  batchId: string;
  date: string;
}
