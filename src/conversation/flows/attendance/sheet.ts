import type { DraftContent, Question } from '../../../school/attendance/draft.js';
import { seenOf } from '../../../school/attendance/fingerprint.js';
import type { DraftKind, Mark, Register } from '../../../school/attendance/types.js';
import type { DraftView } from '../../../school/attendance/view.js';
import type { Choice, Sheet } from './state.js';

/** A sheet on which nothing is said yet. */
export function blankSheet(register: Register, kind: DraftKind): Sheet {
  return {
    ...facts(register, kind),
    kind,
    ref: null,
    marks: {},
    extra: [],
    rest: null,
    open: [],
    partial: false,
    noise: [],
    confidence: null,
    message: null,
  };
}

/** What a sheet takes from the register: read anew, it shows the school as it is now. */
export function facts(register: Register, kind: DraftKind) {
  const { markedBy: by, rows, extras } = register;
  return {
    klass: klassOf(register),
    seen: seenOf(register, kind),
    roster: register.roster,
    was: [...rows, ...extras].map(({ studentId, name, status, isExtra }) => ({
      id: studentId,
      name,
      status,
      isExtra,
    })),
    by: by && { source: by.source, name: by.name, self: by.self, at: by.at?.toISOString() ?? null },
    held: register.held,
    holiday: register.holiday,
    doubled: register.doubled.map((p) => p.name),
    booked: register.booked,
  };
}

export function klassOf({ batchId, date, instrument, start, teacherId }: Register): Sheet['klass'] {
  return { batchId, date, instrument, start, teacherId };
}

export function choiceOf(register: Register): Choice {
  return {
    ...klassOf(register),
    teacherName: register.teacherName,
    pupils: register.roster.length,
    marked: register.rows.length > 0,
    held: register.held,
  };
}

/** A stored draft as a sheet, with the register as it is now beside it. */
export function sheetOf(draft: DraftView): Sheet {
  const { data, register } = draft;
  const marks = Object.fromEntries(
    (['present', 'absent', 'excused'] as const).flatMap((mark) => data[mark].map((id) => [id, mark])),
  );
  const strangers = draft.named.filter((p) => data.extra.includes(p.id));
  const blank = blankSheet(register, data.kind);
  return {
    ...blank,
    roster:
      data.kind === 'extra'
        ? strangers.map((p) => ({ id: p.id, name: p.name, excused: false }))
        : blank.roster,
    ref: { id: draft.id, version: draft.version },
    seen: data.seen,
    marks,
    extra: data.extra,
    rest: data.rest,
    open: data.open,
    partial: data.partial,
    confidence: data.confidence,
    message: draft.originalMessage,
  };
}

/** What is kept of a sheet as its draft. */
export function contentOf(sheet: Sheet): DraftContent {
  const of = (mark: Mark) => sheet.roster.filter((p) => sheet.marks[p.id] === mark).map((p) => p.id);
  const isRegister = sheet.kind === 'register';
  const known = new Set(sheet.roster.map((p) => p.id));
  return {
    kind: sheet.kind,
    present: isRegister ? of('present') : [],
    absent: isRegister ? of('absent') : [],
    excused: isRegister ? of('excused') : [],
    extra: sheet.kind === 'extra' ? sheet.extra.filter((id) => known.has(id)) : [],
    rest: sheet.rest,
    open: sheet.open,
    partial: sheet.partial,
    confidence: sheet.confidence,
  };
}

export function nameOf(sheet: Sheet, id: string): string {
  return sheet.roster.find((p) => p.id === id)?.name ?? '';
}

export function namesOf(sheet: Sheet, ids: readonly string[]): string[] {
  return ids.map((id) => nameOf(sheet, id)).filter((name) => name !== '');
}

/** The question that is asked now, if there is one. */
export function questionOf(sheet: Sheet): Question | null {
  return sheet.open[0] ?? null;
}
