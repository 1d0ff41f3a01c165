import type { Mark } from '../../../school/attendance/types.js';
import type { FlowContext } from '../../flow.js';
import { instantWords } from './moment.js';
import { namesOf } from './sheet.js';
import type { Sheet } from './state.js';

/** The list itself: every pupil by name. */
export function draftBody({ copy: { attendance: words } }: FlowContext, sheet: Sheet): string {
  if (sheet.kind === 'cancelled') return words.draftCancelled(sheet.klass);
  if (sheet.kind === 'extra') {
    const lines = namesOf(sheet, sheet.extra).map((name) => `${words.line.present} ${name}`);
    return words.draftExtra(sheet.klass, lines);
  }
  const order: Mark[] = ['present', 'absent', 'excused'];
  const lines = order.flatMap((mark) =>
    sheet.roster
      .filter((p) => sheet.marks[p.id] === mark)
      .map((p) => `${words.line[mark]} ${p.name}${mark === 'excused' ? ` (${words.excused})` : ''}`),
  );
  return words.draft(sheet.klass, countsOf(sheet), lines);
}

export function countsOf({ roster, marks }: Sheet) {
  const count = (mark: Mark) => roster.filter((p) => marks[p.id] === mark).length;
  return { present: count('present'), absent: count('absent'), excused: count('excused') };
}

/** What the person should know before a Yes: what is stored already, and what saving would do to it. */
export function notes(ctx: FlowContext, sheet: Sheet): string[] {
  const { attendance: words } = ctx.copy;
  const { kind, holiday, held, doubled, noise } = sheet;
  const first = sheet.ref === null;
  const beforehand = sheet.roster.filter((p) => p.excused).map((p) => p.name);
  return [
    ...(holiday !== null && kind !== 'cancelled' ? [words.holiday(holiday)] : []),
    ...(held === 'not_conducted' && kind !== 'cancelled' ? [words.wasNotHeld] : []),
    ...(first && beforehand.length > 0 && kind === 'register' ? [words.excusedBefore(beforehand)] : []),
    ...storedNotes(ctx, sheet),
    ...bookedNotes(ctx, sheet),
    ...(doubled.length > 0 && kind === 'register' && !first ? [words.doubled(doubled)] : []),
    ...(noise.length > 0 && !first ? [words.noise(noise)] : []),
  ];
}

/** Who comes for a makeup is marked apart from the class: by name, once it is known that they came. */
function bookedNotes({ copy: { makeup: words } }: FlowContext, { kind, booked, was }: Sheet): string[] {
  const noted = was.filter((w) => w.isExtra).map((w) => w.id);
  const names = booked.filter((p) => !noted.includes(p.id)).map((p) => p.name);
  return names.length > 0 && kind === 'register' ? [words.bookedHere(names, names[0] ?? '')] : [];
}

function storedNotes(ctx: FlowContext, sheet: Sheet): string[] {
  const { attendance: words } = ctx.copy;
  const { was, kind } = sheet;
  const ordinary = was.filter((w) => !w.isExtra);
  if (kind === 'extra') {
    const again = was.filter((w) => w.isExtra && sheet.extra.includes(w.id)).map((w) => w.name);
    return again.length > 0 ? [words.wasExtra(unique(again))] : [];
  }
  if (kind === 'cancelled') {
    return was.length > 0
      ? [`${markedBefore(ctx, sheet)} ${words.wouldRemove(unique(was.map(withMark(ctx))))}`]
      : [];
  }
  if (ordinary.length === 0) return [];
  if (sheet.ref === null) return [markedBefore(ctx, sheet)];
  const changes = changesOf(sheet);
  const added = sheet.roster.filter((p) => sheet.marks[p.id] && !ordinary.some((w) => w.id === p.id)).length;
  const any = changes.length > 0 || added > 0;
  const effect = any ? words.wouldChange(changes, added) : words.wouldChangeNothing;
  return [`${markedBefore(ctx, sheet)} ${effect}`];
}

function withMark({ copy: { attendance: words } }: FlowContext) {
  return (w: Sheet['was'][number]) => `${words.line[w.status]} ${w.name}`;
}

/** Whose stored mark would become another. */
function changesOf(sheet: Sheet) {
  return sheet.roster.flatMap(({ id, name }) => {
    const to = sheet.marks[id];
    const other = sheet.was.find((w) => w.id === id && !w.isExtra && w.status !== to);
    return to && other ? [{ name, from: other.status, to }] : [];
  });
}

function markedBefore(ctx: FlowContext, { by }: Sheet): string {
  const { attendance: words } = ctx.copy;
  const at = by?.at ? instantWords(ctx, by.at) : null;
  return words.markedBefore({
    where: by?.source ?? null,
    who: by?.name ?? null,
    self: by?.self ?? false,
    at,
  });
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
