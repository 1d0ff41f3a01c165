import type { AccountRows } from '../account.js';
import { balanceOf } from '../balance.js';
import type { SchoolContext } from '../context.js';
import { localDate } from '../dates.js';
import { guardianNumbers } from '../numbers-on-file.js';
import { type SpecialNumber, numberOf } from './numbers.js';
import type { Pupil } from './types.js';
import type { DraftView } from './view.js';
import type { Waiting } from './waiting.js';

/** What a family is to hear of a register: where the school writes to about the pupil, and how many classes are left. */
export interface Told {
  why: 'absent' | 'low' | 'present';
  pupil: Pupil;
  /** Digits with country code. */
  phone: string;
  /** After this register; null where only the class itself is told. */
  left: number | null;
}

export interface Known {
  /** As they were before this draft. */
  accounts: AccountRows[];
  /** This many classes left, or fewer, is low. */
  low: number;
  /** What an earlier register was to tell: this draft tells it instead, where it is still so. */
  waiting: Waiting[];
  special: SpecialNumber[];
}

/**
 * Families to tell once this draft is saved: of an absence that was not told before, of a balance that this register
 * brings to `low` or below, and, where they asked for it, of a class that was attended.
 */
export function familiesToTell(
  ctx: SchoolContext,
  draft: DraftView,
  { accounts, low, waiting, special }: Known,
): Told[] {
  const phoneOf = (id: string) => {
    const numbers = draft.contacts.flatMap((c) => (c.id === id ? guardianNumbers(c) : []));
    return numberOf(id, numbers, special);
  };
  const confirms = (id: string) => special.some((s) => s.confirms && s.phone === phoneOf(id));
  const told = (why: Told['why'], id: string, left: number | null): Told[] => {
    const pupil = draft.named.find((p) => p.id === id);
    const phone = phoneOf(id);
    return pupil && phone ? [{ why, pupil, phone, left }] : [];
  };
  return [
    ...newlyMarked(draft, 'absent', waiting).flatMap((id) => told('absent', id, null)),
    ...newlyMarked(draft, 'present', waiting)
      .filter(confirms)
      .flatMap((id) => told('present', id, null)),
    ...accounts.flatMap((account) => {
      const again = waiting.some((w) => w.why === 'low' && w.pupil === account.name);
      const left = leftAfter(ctx, draft, { account, again });
      return left !== null && left <= low ? told('low', account.studentId, left) : [];
    }),
  ];
}

/** Who was marked so already in a register made by chat has been told, unless that still waits. */
function newlyMarked(
  { data, register, named }: DraftView,
  as: 'absent' | 'present',
  waiting: readonly Waiting[],
): string[] {
  const waits = (id: string) =>
    named.some((p) => p.id === id && waiting.some((w) => w.why === as && w.pupil === p.name));
  const known = register.rows.filter((r) => r.status === as && r.source === 'whatsapp');
  return data[as].filter((id) => waits(id) || !known.some((r) => r.studentId === id));
}

/** Classes left of this instrument after the draft; null when it does not lower them, or leaves them as they wait to be told. */
function leftAfter(
  ctx: SchoolContext,
  draft: DraftView,
  { account, again }: { account: AccountRows; again: boolean },
): number | null {
  const { instrumentId } = draft.register;
  const left = (a: AccountRows) => {
    const rules = { today: localDate(ctx.now, ctx.timezone), timezone: ctx.timezone, low: 0 };
    return balanceOf(a, rules).instruments.find((i) => i.instrumentId === instrumentId)?.balance;
  };
  const before = left(account);
  const after = left({ ...account, attendance: attendanceAfter(draft, account) });
  if (before === undefined || after === undefined) return null;
  return after < before || (again && after === before) ? after : null;
}

function attendanceAfter({ data, register }: DraftView, account: AccountRows): AccountRows['attendance'] {
  const { batchId, date, instrumentId } = register;
  const replaced = new Set(data.kind === 'register' ? register.rows.map((r) => r.id) : []);
  const comes = [...data.present, ...data.extra].filter((id) => id === account.studentId);
  const row = { date, batchId, instrumentId, status: 'present' as const, isExtra: data.kind === 'extra' };
  return [
    ...account.attendance.filter((a) => !replaced.has(a.id)),
    ...comes.map((id) => ({ ...row, id: `new:${id}` })),
  ];
}
