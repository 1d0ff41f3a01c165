import type { Question } from '../../../school/attendance/draft.js';
import type { Mark } from '../../../school/attendance/types.js';
import type { Reading } from './reading.js';
import type { Sheet } from './state.js';

type Said = 'present' | 'absent';

/** What a first message says of a class. */
export function begin(sheet: Sheet, reading: Reading): Sheet {
  if (sheet.kind === 'extra') return addExtras(sheet, reading);
  const { rest, confidence, noise } = reading;
  return finish(withQuestions(withMarks({ ...sheet, marks: {}, rest, confidence, noise }, reading), reading));
}

/** What is said of a list that stands already: only who is named changes. */
export function correct(sheet: Sheet, reading: Reading): Sheet {
  if (sheet.kind === 'extra') return addExtras(sheet, reading);
  return finish(withQuestions(withMarks({ ...sheet, noise: reading.noise }, reading), reading));
}

/** What is stored already, as the list to correct. */
export function fromStored(sheet: Sheet): Sheet {
  const known = sheet.was.filter((w) => !w.isExtra && sheet.roster.some((p) => p.id === w.id));
  return { ...sheet, marks: Object.fromEntries(known.map((w) => [w.id, w.status])) };
}

/** Everybody is said to be the same; who told us beforehand stays excused. */
export function markAll(sheet: Sheet, said: Said): Sheet {
  return finish({ ...sheet, marks: {}, rest: said, open: [], noise: [] });
}

/** One name tapped in the list. */
export function toggle(sheet: Sheet, id: string): Sheet {
  if (sheet.kind === 'extra') return { ...sheet, extra: sheet.extra.filter((e) => e !== id) };
  const next = sheet.marks[id] === 'present' ? absentMark(sheet, id) : 'present';
  return { ...sheet, marks: { ...sheet.marks, [id]: next } };
}

/** In a makeup class a name means that the child was there. */
function addExtras(sheet: Sheet, reading: Reading): Sheet {
  const gone = new Set(reading.absent);
  const came = [...sheet.extra, ...reading.present, ...reading.bare].filter((id) => !gone.has(id));
  const present = {
    ...reading,
    bare: [],
    several: reading.several.map((s) => ({ ...s, mark: 'present' as const })),
  };
  const sheetWithExtras = { ...sheet, extra: [...new Set(came)], confidence: reading.confidence };
  return withQuestions(sheetWithExtras, present);
}

function withMarks(sheet: Sheet, { present, absent }: Pick<Reading, Said>): Sheet {
  const marks = { ...sheet.marks };
  for (const id of present) marks[id] = 'present';
  for (const id of absent) marks[id] = absentMark(sheet, id);
  return { ...sheet, marks };
}

/** Who told us beforehand stays excused unless named present. */
function absentMark(sheet: Sheet, id: string): Mark {
  return sheet.roster.find((p) => p.id === id)?.excused ? 'excused' : 'absent';
}

function withQuestions(sheet: Sheet, { several, unread, bare }: Reading): Sheet {
  const who = several.map(({ word, ids, mark }): Question => ({ ask: 'who', word, candidates: ids, mark }));
  const strangers = unread.map(({ word, mark }): Question => ({ ask: 'unread', word, mark }));
  const names: Question[] =
    bare.length > 0 ? [{ ask: 'status', pupils: bare, others: nothingSaid(sheet) }] : [];
  return { ...sheet, open: [...who, ...strangers, ...names] };
}

function nothingSaid({ rest, marks }: Sheet): boolean {
  return rest === null && Object.keys(marks).length === 0;
}

/** With no question left, everybody still undecided becomes what the rest is; where that was not said, it is asked. */
function finish(sheet: Sheet): Sheet {
  if (sheet.open.length > 0 || sheet.kind !== 'register') return sheet;
  const marks = { ...sheet.marks };
  for (const p of sheet.roster) {
    if (marks[p.id] === undefined && p.excused && !sheet.partial) marks[p.id] = 'excused';
    else if (marks[p.id] === undefined && sheet.rest !== null) marks[p.id] = sheet.rest;
  }
  const undecided = sheet.partial
    ? []
    : sheet.roster.flatMap((p) => (marks[p.id] === undefined ? [p.id] : []));
  const open: Question[] = undecided.length > 0 ? [{ ask: 'status', pupils: undecided, others: false }] : [];
  return { ...sheet, marks, open };
}

/** Who was meant by the word that was asked about; null for nobody. */
export function answerWho(sheet: Sheet, id: string | null): Sheet {
  const [question, ...later] = sheet.open;
  if (question?.ask !== 'who' && question?.ask !== 'unread') return sheet;
  const known = sheet.roster.some((p) => p.id === id);
  if (id === null || !known) return finish({ ...sheet, open: later });
  if (sheet.kind === 'extra') return { ...sheet, extra: [...new Set([...sheet.extra, id])], open: later };
  if (question.mark === null) return finish({ ...sheet, open: withStatus(sheet, later, id) });
  const said = { present: [], absent: [], [question.mark]: [id] };
  return finish({ ...withMarks(sheet, said), open: later });
}

/** Adds a pupil to the one question of who came that is asked last. */
function withStatus(sheet: Sheet, later: readonly Question[], id: string): Question[] {
  const last = later.at(-1);
  if (last?.ask === 'status') return [...later.slice(0, -1), { ...last, pupils: [...last.pupils, id] }];
  return [...later, { ask: 'status', pupils: [id], others: nothingSaid(sheet) }];
}

/** Whether those who were asked about came. */
export function answerStatus(sheet: Sheet, said: Said): Sheet {
  const [question, ...later] = sheet.open;
  if (question?.ask !== 'status') return sheet;
  const marked = withMarks(sheet, { present: [], absent: [], [said]: question.pupils });
  const rest = question.others ? (said === 'present' ? 'absent' : 'present') : sheet.rest;
  return finish({ ...marked, rest, open: later });
}

/** Some of those who were asked about, each by name. */
export function answerNames(sheet: Sheet, reading: Reading): Sheet {
  const [question, ...later] = sheet.open;
  if (question?.ask !== 'status') return sheet;
  const said = new Set([...reading.present, ...reading.absent]);
  const pupils = question.pupils.filter((id) => !said.has(id));
  const rest = question.others ? reading.rest : sheet.rest;
  const open = pupils.length > 0 ? [{ ...question, pupils, others: false }, ...later] : later;
  return finish({ ...withMarks(sheet, reading), rest, open });
}
