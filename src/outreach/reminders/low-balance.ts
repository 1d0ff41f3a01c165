import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Write, commit } from '../../../db/client.js';
import { type AccountRows, accountRows, readAccounts } from '../../school/account.js';
import { type InstrumentBalance, balanceOf } from '../../school/balance.js';
import { addDays, localDate } from '../../school/dates.js';
import { SHOWN_AS } from '../../school/numbers-on-file.js';
import { notify } from '../notify.js';
import { type Family, families } from '../recipients.js';
import { type Did, type Run, hasTime } from '../run.js';
import { slicesOf } from './slices.js';

/** Only a class of the last days has brought a balance down; what has been low for long is no news. */
const LATELY_DAYS = 7;

/**
 * Balances that a class of the last days brought to the limit or below, also one that was marked on the web: said once
 * between two payments, and the lowest first, a message a day to each family.
 */
export async function tellLowBalances(run: Run): Promise<Did> {
  const counts = { low_balances: 0 };
  for (const slice of slicesOf(await families(run.db))) {
    if (!hasTime(run)) return { done: false, counts };
    const writes = await alerts(run, slice);
    counts.low_balances += writes.length;
    await commit(run.db, writes.flat());
  }
  return { done: true, counts };
}

const Told = z.object({
  phone: z.string(),
  kind: z.enum(['classes_low_alert', 'payment_reminder']),
  pupil: z.string().nullable(),
  instrument: z.string().nullable(),
  at: z.coerce.date(),
});
type Told = z.infer<typeof Told>;

interface Low {
  studentId: string;
  pupil: string;
  balance: InstrumentBalance;
}

async function alerts(run: Run, slice: readonly Family[]): Promise<Write[][]> {
  const ids = slice.flatMap((f) => f.pupils.map((p) => p.id));
  const [accounts, before] = await run.db.batch([accountRows(run.db, ids), toldRows(run, slice)]);
  const rows = readAccounts(accounts);
  const told = z.array(Told).parse(before.rows);
  return slice.flatMap((family) => {
    const heard = told.filter((t) => t.phone === family.phone);
    // Whoever hears from us today already is not written to twice.
    if (heard.some((t) => localDate(t.at, run.timezone) === run.today)) return [];
    const own = rows.filter((a) => family.pupils.some((p) => p.id === a.studentId));
    const lows = own.flatMap((account) => lowIn(run, account).filter((low) => !knows(heard, account, low)));
    const [lowest] = lows.sort((a, b) => a.balance.balance - b.balance.balance);
    return lowest ? [alert(run, family, lowest)] : [];
  });
}

/** What these families were told lately, also by a register that was marked in the chat. */
function toldRows({ db, today }: Run, slice: readonly Family[]) {
  const phones = slice.map((f) => f.phone);
  return db.execute(sql`
    select ${SHOWN_AS} as phone, m.kind, m.payload -> 'params' ->> 'pupil' as pupil,
      m.payload -> 'params' ->> 'class' as instrument, m.not_before as at
    from bot.whatsapp_messages m join bot.whatsapp_subscriptions w on w.id = m.person_id
    where m.kind in ('classes_low_alert', 'payment_reminder') and m.reason is distinct from 'withdrawn'
      and ${SHOWN_AS} = any(${sql.param(phones)}::text[]) and m.not_before > ${today}::date - 90`);
}

function lowIn(run: Run, account: AccountRows): Low[] {
  const rules = { today: run.today, timezone: run.timezone, low: run.rules.lowBalance };
  const { instruments, unassigned, total } = balanceOf(account, rules);
  // Classes bought for no instrument in particular are still there.
  if (unassigned > 0 && total.balance > run.rules.lowBalance) return [];
  const since = addDays(run.today, -LATELY_DAYS);
  const came = (id: string) =>
    account.attendance.some((a) => a.instrumentId === id && a.status === 'present' && a.date >= since);
  const learns = (id: string) =>
    account.enrolments.some((e) => e.instrumentId === id && e.status === 'active');
  return instruments
    .filter((i) => i.low && came(i.instrumentId) && learns(i.instrumentId))
    .map((balance) => ({ studentId: account.studentId, pupil: account.name, balance }));
}

/** Told since the last payment. */
function knows(heard: readonly Told[], account: AccountRows, { pupil, balance }: Low): boolean {
  const paid = account.payments.find((p) => p.id === balance.lastPayment?.id)?.at ?? new Date(0);
  return heard.some(
    (t) =>
      t.kind === 'classes_low_alert' &&
      t.pupil === pupil &&
      t.instrument === balance.instrument &&
      t.at > paid,
  );
}

function alert(run: Run, family: Family, { studentId, pupil, balance }: Low): Write[] {
  const { instrumentId, instrument, lastPayment } = balance;
  return notify(run.db, {
    kind: 'classes_low_alert',
    phone: family.phone,
    params: { pupil, class: instrument, left: String(Math.max(balance.balance, 0)) },
    origin: 'reminder:classes_low_alert',
    notBefore: run.now,
    onceKey: `low:${studentId}:${instrumentId}:${lastPayment?.id ?? 'never'}`,
  });
}
