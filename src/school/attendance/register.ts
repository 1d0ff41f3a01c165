import { weekdayOf } from '../dates.js';
import { readRecurrence } from '../recurrence.js';
import { type BookAnswers, bookReads } from './reads.js';
import { type MarkContext, type Refusal, refusal } from './rights.js';
import { ofBatch } from './roster.js';
import type { MarkedBy, MarkedRow, Pupil, Register, RosterPupil } from './types.js';

export type Opened = { kind: 'open'; register: Register } | { kind: 'unknown' } | { kind: Refusal };

interface ClassId {
  batchId: string;
  date: string;
}

/** The register of a class on a day, for somebody who may mark it. One request. */
export async function openRegister(ctx: MarkContext, input: ClassId): Promise<Opened> {
  const answers = await ctx.db.batch([...bookReads(ctx.db, ofBatch(input.batchId, input.date))]);
  const register = registerOf(answers, { ...input, personId: ctx.actor.personId });
  if (!register) return { kind: 'unknown' };
  const refused = refusal(ctx, register);
  return refused ? { kind: refused } : { kind: 'open', register };
}

/** One register out of what was read, as the person sees it; null when there is no such batch. */
export function registerOf(answers: BookAnswers, of: ClassId & { personId: string }): Register | null {
  const [batches, , , stored, held, holidays, drafts, , makeups] = answers;
  const batch = batches.find((b) => b.batchId === of.batchId);
  if (!batch) return null;
  const here = (x: ClassId) => x.batchId === of.batchId && x.date === of.date;
  const read = stored.filter(here).map((r) => ({ ...r, name: r.name ?? '', status: r.status ?? 'absent' }));
  const rows = read.filter((r) => !r.isExtra);
  const closed = holidays.find(
    (h) => h.date === of.date && (h.scope === 'school' || (h.scope === 'batch' && h.batchId === of.batchId)),
  );
  const draft = drafts.find(here);
  return {
    batchId: of.batchId,
    date: of.date,
    instrument: batch.instrument ?? '',
    instrumentId: batch.instrumentId,
    teacherId: batch.teacherId,
    teacherName: batch.teacherName,
    isMakeup: batch.isMakeup ?? false,
    start: startOn(of.date, batch),
    roster: rosterOf(answers, of),
    rows,
    extras: read.filter((r) => r.isExtra),
    booked: makeups.filter(here).map(({ id, name }) => ({ id, name })),
    doubled: doubled(rows),
    markedBy: markedBy(rows, draft && { name: draft.teacherName, self: draft.personId === of.personId }),
    held: held.find(here)?.status ?? null,
    holiday: closed ? (closed.reason ?? '') : null,
  };
}

function rosterOf([, roster, absences]: BookAnswers, { batchId, date }: ClassId): RosterPupil[] {
  const away = absences.filter((a) => a.date === date && (a.batchId === null || a.batchId === batchId));
  return roster
    .filter((p) => p.batchId === batchId)
    .map(({ id, name }) => ({ id, name, excused: away.some((a) => a.studentId === id) }));
}

function startOn(date: string, batch: BookAnswers[0][number]): string | null {
  const read = readRecurrence(batch.recurrence, batch);
  const slot = read.readable ? read.slots.find((s) => s.weekday === weekdayOf(date)) : undefined;
  return slot?.start ?? batch.start?.slice(0, 5) ?? null;
}

function doubled(rows: readonly MarkedRow[]): Pupil[] {
  const first = new Set<string>();
  const twice = new Map<string, Pupil>();
  for (const row of rows) {
    if (first.has(row.studentId)) twice.set(row.studentId, { id: row.studentId, name: row.name });
    first.add(row.studentId);
  }
  return [...twice.values()];
}

type Stored = MarkedRow & { createdAt: Date | null };
type ByChat = Pick<MarkedBy, 'name' | 'self'>;

/** The newest row tells by which way; the chat also knows who it was. */
function markedBy(rows: readonly Stored[], draft: ByChat | undefined): MarkedBy | null {
  const time = (r: Stored) => (r.finalizedAt ?? r.createdAt)?.getTime() ?? 0;
  const newest = rows.reduce<Stored | null>((a, b) => (a && time(a) > time(b) ? a : b), null);
  if (!newest) return null;
  const { name, self } = (newest.source === 'whatsapp' ? draft : undefined) ?? { name: null, self: false };
  return { source: newest.source, at: newest.finalizedAt ?? newest.createdAt, name, self };
}
