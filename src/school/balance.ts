import { type AccountRows, type Payment, accountRows, readAccounts } from './account.js';
import type { SchoolContext } from './context.js';
import { classesOf, instrumentOf, knownInstruments, nextDue } from './credits.js';
import { localDate } from './dates.js';

export interface InstrumentBalance {
  instrumentId: string;
  instrument: string;
  /** In a class of it now, or paused. */
  enrolled: boolean;
  bought: number;
  attended: number;
  /** Classes left; below zero it is classes owed. */
  balance: number;
  low: boolean;
  lastPayment: { id: string; date: string; amount: number | null; method: string | null } | null;
  /** When the next payment is due, where that can be told. */
  due: string | null;
  overdue: boolean;
}

export interface StudentBalance {
  studentId: string;
  name: string;
  instruments: InstrumentBalance[];
  /** Of everything, with what belongs to no instrument. */
  total: { bought: number; attended: number; balance: number };
  /** Classes bought for no instrument in particular, by a pupil of several: they stand in the total alone. */
  unassigned: number;
}

export interface BalanceRules {
  /** School-local date. */
  today: string;
  timezone: string;
  /** This many classes left, or fewer, is low. */
  low: number;
}

export const LOW_BALANCE = 2;

/** The balances of these pupils, by name. One request. */
export async function balances(
  ctx: SchoolContext,
  input: { studentIds: readonly string[]; low?: number },
): Promise<StudentBalance[]> {
  const rules = {
    today: localDate(ctx.now, ctx.timezone),
    timezone: ctx.timezone,
    low: input.low ?? LOW_BALANCE,
  };
  const accounts = readAccounts(await accountRows(ctx.db, input.studentIds));
  return accounts.map((account) => balanceOf(account, rules));
}

/** Credits bought less classes attended, per instrument. The left-over `classes_remaining` columns play no part. */
export function balanceOf(account: AccountRows, rules: BalanceRules): StudentBalance {
  const present = account.attendance.filter((a) => a.status === 'present');
  const credits = account.payments.map((p) => ({
    payment: p,
    of: instrumentOf(p, account),
    classes: classesOf(p),
  }));
  const instruments = knownInstruments(account).map((id) =>
    perInstrument(account, rules, {
      id,
      payments: credits.filter((c) => c.of === id).map((c) => c.payment),
      bought: sum(credits.filter((c) => c.of === id).map((c) => c.classes)),
      attended: present.filter((a) => a.instrumentId === id).length,
    }),
  );
  const bought = sum(credits.map((c) => c.classes));
  return {
    studentId: account.studentId,
    name: account.name,
    instruments: instruments.sort((a, b) => a.instrument.localeCompare(b.instrument)),
    total: { bought, attended: present.length, balance: bought - present.length },
    unassigned: sum(credits.filter((c) => c.of === null).map((c) => c.classes)),
  };
}

interface Part {
  id: string;
  payments: Payment[];
  bought: number;
  attended: number;
}

function perInstrument(account: AccountRows, rules: BalanceRules, part: Part): InstrumentBalance {
  const balance = part.bought - part.attended;
  const last = part.payments.reduce<Payment | null>((a, b) => (a && a.at > b.at ? a : b), null);
  const due = last && nextDue({ last, instrumentId: part.id }, account, rules.timezone);
  return {
    instrumentId: part.id,
    instrument: account.instruments[part.id] ?? '',
    enrolled: account.enrolments.some((e) => e.instrumentId === part.id && e.status !== 'completed'),
    bought: part.bought,
    attended: part.attended,
    balance,
    low: balance <= rules.low,
    lastPayment: last && {
      id: last.id,
      date: localDate(last.at, rules.timezone),
      amount: last.amount,
      method: last.method,
    },
    due,
    overdue: due !== null && due < rules.today,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
