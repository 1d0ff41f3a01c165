import { weekdayOf } from '../dates.js';
import { readRecurrence } from '../recurrence.js';
import { type RegisterAnswers, registerReads } from './reads.js';
import { type MarkContext, type Refusal, refusal } from './rights.js';
import { keyOf } from './roster.js';
import type { MarkedBy, MarkedRow, Pupil, Register } from './types.js';

export type Opened = { kind: 'open'; register: Register } | { kind: 'unknown' } | { kind: Refusal };

/** The register of a class on a day, for somebody who may mark it. One request. */
export async function openRegister(
  ctx: MarkContext,
  input: { batchId: string; date: string },
): Promise<Opened> {
  const answers = await ctx.db.batch([...registerReads(ctx.db, keyOf(input.batchId, input.date))]);
  const register = toRegister(answers, ctx.actor.personId);
  if (!register) return { kind: 'unknown' };
  const refused = refusal(ctx, register);
  return refused ? { kind: refused } : { kind: 'open', register };
}

/** Null when there is no such batch. */
export function toRegister(answers: RegisterAnswers, personId: string): Register | null {
  const [[batch], roster, stored, [held], [holiday], [draft]] = answers;
  if (!batch) return null;
  const { recurrence, startTime, endTime, ...rest } = batch;
  const read = stored.map((r) => ({ ...r, name: r.name ?? '', status: r.status ?? 'absent' }));
  const rows = read.filter((r) => !r.isExtra);
  return {
    ...rest,
    instrument: batch.instrument ?? '',
    isMakeup: batch.isMakeup ?? false,
    start: startOn(batch.date, { recurrence, start: startTime, end: endTime }),
    roster,
    rows,
    extras: read.filter((r) => r.isExtra),
    doubled: doubled(rows),
    markedBy: markedBy(read, draft && { ...draft, self: draft.personId === personId }),
    held: held?.status ?? null,
    holiday: holiday ? (holiday.reason ?? '') : null,
  };
}

function startOn(
  date: string,
  batch: { recurrence: string; start: string | null; end: string | null },
): string | null {
  const read = readRecurrence(batch.recurrence, batch);
  const weekday = weekdayOf(date);
  const slot = read.readable ? read.slots.find((s) => s.weekday === weekday) : undefined;
  return slot?.start ?? batch.start?.slice(0, 5) ?? null;
}

function doubled(rows: MarkedRow[]): Pupil[] {
  const first = new Set<string>();
  const twice = new Map<string, Pupil>();
  for (const row of rows) {
    if (first.has(row.studentId)) twice.set(row.studentId, { id: row.studentId, name: row.name });
    first.add(row.studentId);
  }
  return [...twice.values()];
}

type Stored = MarkedRow & { createdAt: Date | null };
type ByChat = { at: Date | null; teacherName: string | null; self: boolean };

/** The newest row tells by which way; the chat also knows who it was. */
function markedBy(rows: Stored[], draft: ByChat | undefined): MarkedBy | null {
  const newest = rows
    .filter((r) => !r.isExtra)
    .map((r) => ({ source: r.source, at: r.finalizedAt ?? r.createdAt }))
    .reduce<{ source: MarkedRow['source']; at: Date | null } | null>(later, null);
  if (!newest) return null;
  const byChat = newest.source === 'whatsapp' ? draft : undefined;
  return { ...newest, name: byChat?.teacherName ?? null, self: byChat?.self ?? false };
}

function later<T extends { at: Date | null }>(a: T | null, b: T): T {
  return a && (a.at?.getTime() ?? 0) > (b.at?.getTime() ?? 0) ? a : b;
}
