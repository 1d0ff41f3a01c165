import { type AccountRows, accountRows, readAccounts } from './account.js';
import { type InstrumentBalance, type StudentBalance, balanceOf } from './balance.js';
import { localDate } from './dates.js';
import { type Entry, entriesOf } from './entries.js';
import { type ViewContext, viewOf } from './views.js';

export interface InstrumentLeft {
  instrument: string;
  /** Never below zero. */
  left: number;
  /** Classes taken beyond what was paid; told to admins alone, 0 for everybody else. */
  owed: number;
  /** When the next payment is due; null where that cannot be told, or is not asked for now. */
  due: string | null;
  paymentDue: boolean;
}

export interface ClassesLeft {
  studentId: string;
  name: string;
  paused: boolean;
  instruments: InstrumentLeft[];
  /** Classes that were bought for no instrument in particular: what is left in all; null where there are none such. */
  inAll: number | null;
  /** What made it so, newest first, with the instrument's name. */
  entries: (Entry & { instrument: string | null })[];
}

export type LeftOutcome = { kind: 'left'; pupils: ClassesLeft[] } | { kind: 'not_yours' };

/** Classes left and the next payment, for a family or an admin; money is none of a teacher's business. One request. */
export async function classesLeft(
  ctx: ViewContext,
  { studentIds, low }: { studentIds: readonly string[]; low: number },
): Promise<LeftOutcome> {
  const view = viewOf(ctx.actor, studentIds);
  if (!view || view.as === 'teacher') return { kind: 'not_yours' };
  const accounts = readAccounts(await accountRows(ctx.db, studentIds));
  const rules = { today: localDate(ctx.now, ctx.timezone), timezone: ctx.timezone, low };
  const pupils = accounts.map((account) =>
    leftOf(account, balanceOf(account, rules), { admin: view.as === 'admin', timezone: ctx.timezone }),
  );
  return { kind: 'left', pupils };
}

function leftOf(
  account: AccountRows,
  balance: StudentBalance,
  { admin, timezone }: { admin: boolean; timezone: string },
): ClassesLeft {
  const statuses = account.enrolments.map((e) => e.status);
  const paused = statuses.includes('paused') && !statuses.includes('active');
  const shown = balance.instruments.filter((i) => i.enrolled || i.balance > 0 || (admin && i.balance < 0));
  const covered = balance.unassigned > 0 && balance.total.balance > 0;
  return {
    studentId: account.studentId,
    name: account.name,
    paused,
    instruments: shown.map((i) => instrumentLeft(i, { admin, paused, covered })),
    inAll: balance.unassigned > 0 ? Math.max(balance.total.balance, 0) : null,
    entries: entriesOf(account, timezone).map((e) => ({
      ...e,
      instrument: e.instrumentId === null ? null : (account.instruments[e.instrumentId] ?? null),
    })),
  };
}

/** `covered`: classes bought for no instrument in particular are still there, so an instrument's own 0 asks for nothing. */
function instrumentLeft(
  { instrument, balance, enrolled, due, overdue }: InstrumentBalance,
  { admin, paused, covered }: { admin: boolean; paused: boolean; covered: boolean },
): InstrumentLeft {
  const pays = enrolled && !paused;
  return {
    instrument,
    left: Math.max(balance, 0),
    owed: admin ? Math.max(-balance, 0) : 0,
    due: pays ? due : null,
    paymentDue: pays && (overdue || (balance <= 0 && !covered)),
  };
}
