import { type AccountRows, accountRows, readAccounts } from '../account.js';
import { type StudentBalance, balanceOf } from '../balance.js';
import { localDate } from '../dates.js';
import { guardianNumbersOnly, ownNumbers } from '../numbers-on-file.js';
import { type Recurrence, readRecurrence } from '../recurrence.js';
import {
  type AbsenceRow,
  type LeadRow,
  type PersonRow,
  type SlotRow,
  absenceRows,
  leadRows,
  personRows,
  readAbsences,
  readLeads,
  readPeople,
  readSlots,
  slotRows,
} from './card-rows.js';
import type { Standing } from './list.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly } from './rights.js';

/** How many of the last attendances a card shows, and how far back absences that were reported are of interest. */
const LAST = 5;
const DAYS_BACK = 14;

export interface CardClass {
  instrument: string;
  teacher: string | null;
  recurrence: Recurrence;
  paused: boolean;
}

/** All that the school knows of a pupil, for the office alone. */
export interface PupilCard {
  id: string;
  name: string;
  standing: Standing;
  /** All enrolments rest. */
  paused: boolean;
  guardian: string | null;
  /** Digits with country code. */
  guardianNumbers: string[];
  ownNumbers: string[];
  classes: CardClass[];
  balance: StudentBalance;
  /** Newest first. */
  attendance: {
    date: string;
    instrument: string | null;
    mark: 'present' | 'absent' | 'excused';
    isExtra: boolean;
  }[];
  /** Reported beforehand: lately and to come, earliest first. */
  absences: AbsenceRow[];
  /** Newest first. */
  leads: LeadRow[];
  /** What somebody who has only asked would like to learn. */
  wish: string | null;
}

export type CardOutcome = { kind: 'card'; card: PupilCard } | { kind: 'gone' } | OfficeOnly;

/** A pupil's full card. One request. */
export async function pupilCard(
  ctx: OfficeContext,
  { studentId, low }: { studentId: string; low: number },
): Promise<CardOutcome> {
  const { db, timezone } = ctx;
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const today = localDate(ctx.now, timezone);
  const [people, accounts, slots, absences, leads] = await db.batch([
    personRows(db, studentId),
    accountRows(db, [studentId]),
    slotRows(db, studentId),
    absenceRows(db, { studentId, today, back: DAYS_BACK }),
    leadRows(db, { studentId, timezone }),
  ]);
  const [person] = readPeople(people);
  const [account] = readAccounts(accounts);
  if (!person || !account) return { kind: 'gone' };
  const card: PupilCard = {
    ...factsOf(person),
    ...classesOf(readSlots(slots)),
    balance: balanceOf(account, { today, timezone, low }),
    attendance: attendanceOf(account),
    absences: readAbsences(absences),
    leads: readLeads(leads),
  };
  return { kind: 'card', card };
}

function factsOf(person: PersonRow) {
  const { id, name, standing, wish } = person;
  return {
    id,
    name,
    standing,
    wish,
    guardian: person.guardian,
    guardianNumbers: guardianNumbersOnly(person),
    ownNumbers: ownNumbers(person),
  };
}

function classesOf(slots: readonly SlotRow[]): Pick<PupilCard, 'classes' | 'paused'> {
  const classes = slots.map((s) => ({
    instrument: s.instrument ?? '',
    teacher: s.teacher,
    recurrence: readRecurrence(s.recurrence, s),
    paused: s.status === 'paused',
  }));
  return { classes, paused: classes.length > 0 && classes.every((c) => c.paused) };
}

function attendanceOf({ attendance, instruments }: AccountRows): PupilCard['attendance'] {
  return attendance
    .slice(-LAST)
    .reverse()
    .map(({ date, instrumentId, status, isExtra }) => ({
      date,
      instrument: instrumentId === null ? null : (instruments[instrumentId] ?? null),
      mark: status ?? 'absent',
      isExtra,
    }));
}
