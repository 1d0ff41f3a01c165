import * as z from 'zod';
import type { Db } from '../../db/client.js';
import { type AccountRows, accountRows, readAccounts } from './account.js';
import { type InstrumentBalance, balanceOf } from './balance.js';
import type { SchoolContext } from './context.js';
import { frequencyIn } from './credits.js';
import { localDate } from './dates.js';
import { type FeeOffer, offersFor } from './fees/offers.js';
import {
  FeeRow,
  type FeeTables,
  PackageRow,
  PupilFeeRow,
  feeRows,
  packageRows,
  pupilFeeRows,
} from './fees/rows.js';
import type { Actor } from './people.js';

export type { FeeOffer } from './fees/offers.js';
export { feeTables } from './fees/rows.js';

/** What a pupil owes and has paid for one instrument, and what can be bought for it. */
export interface InstrumentFees {
  instrumentId: string;
  instrument: string;
  /** Classes left; families see 0 where some are owed. */
  left: number;
  due: string | null;
  overdue: boolean;
  /** Date and amount; the amount is null where none was written. */
  lastPayment: { date: string; amount: number | null; pending: boolean } | null;
  offers: FeeOffer[];
}

export interface PupilFees {
  studentId: string;
  name: string;
  instruments: InstrumentFees[];
}

export interface FeeContext extends SchoolContext {
  actor: Pick<Actor, 'children'>;
}

/** The statements that `readFees` reads, for a batch that may hold more. */
export function feeReads(db: Db, studentIds: readonly string[], tables: FeeTables) {
  return [
    accountRows(db, studentIds),
    pupilFeeRows(db, studentIds),
    packageRows(db),
    feeRows(db, tables),
  ] as const;
}

type Answers = readonly [{ rows: unknown[] }, { rows: unknown[] }, { rows: unknown[] }, { rows: unknown[] }];

/** Of the children this person speaks for, and of nobody else. By name. */
export function readFees(ctx: FeeContext, answers: Answers): PupilFees[] {
  const [accounts, pupils, packages, fees] = answers;
  const mine = new Set(ctx.actor.children.map((c) => c.id));
  const today = localDate(ctx.now, ctx.timezone);
  const list = {
    fees: z.array(FeeRow).parse(fees.rows),
    packages: z.array(PackageRow).parse(packages.rows),
    today,
  };
  const slots = z.array(PupilFeeRow).parse(pupils.rows);
  return readAccounts(accounts)
    .filter((a) => mine.has(a.studentId))
    .map((account) => {
      const balance = balanceOf(account, { today, timezone: ctx.timezone, low: 0 });
      const pupil = slots.find((s) => s.studentId === account.studentId);
      const instruments = balance.instruments.filter((i) => i.enrolled);
      return {
        studentId: account.studentId,
        name: account.name,
        instruments: instruments.map((i) => ({
          instrumentId: i.instrumentId,
          instrument: i.instrument,
          left: Math.max(i.balance, 0),
          due: i.due,
          overdue: i.overdue,
          lastPayment: lastPaid(i),
          offers: pupil ? offersFor(feePupil(i, account, pupil), list) : [],
        })),
      };
    });
}

function lastPaid({ lastPayment }: InstrumentBalance): InstrumentFees['lastPayment'] {
  if (!lastPayment) return null;
  const { date, amount, method } = lastPayment;
  return { date, amount, pending: method === 'pending' };
}

function feePupil(i: InstrumentBalance, account: AccountRows, pupil: PupilFeeRow) {
  const slots = pupil.slots.filter((s) => s.instrumentId === i.instrumentId);
  const [slot] = slots;
  const last = account.payments.find((p) => p.id === i.lastPayment?.id);
  return {
    instrumentId: i.instrumentId,
    instrument: i.instrument,
    grade: slot?.grade ?? null,
    otherGrades: slots.flatMap((s) => s.grade ?? []),
    feeStructureId: slots.find((s) => s.feeStructureId !== null)?.feeStructureId ?? null,
    location: pupil.location,
    frequency:
      frequencyIn(last?.metadata?.payment_frequency) ??
      frequencyIn(slot?.frequency) ??
      frequencyIn(last?.packageName),
  };
}
