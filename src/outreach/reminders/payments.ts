import { inArray, sql } from 'drizzle-orm';
import { type Write, commit } from '../../../db/client.js';
import { paymentPromises } from '../../../db/schema/bot.js';
import { type AccountRows, accountRows, readAccounts } from '../../school/account.js';
import { balanceOf } from '../../school/balance.js';
import { addDays, daysBetween } from '../../school/dates.js';
import { SHOWN_AS } from '../../school/numbers-on-file.js';
import { buttonId } from '../../whatsapp/reply.js';
import { notify } from '../notify.js';
import { type Family, families, wordsOf } from '../recipients.js';
import { type Did, type Run, hasTime } from '../run.js';
import { slicesOf } from './slices.js';

/** A family hears of what is overdue at most once in so many days … */
const OVERDUE_EVERY_DAYS = 7;
/** … and no longer than this after the day: then it is the office's to call. */
const OVERDUE_FOR_DAYS = 28;
const KEY = 'payment_reminder';

/**
 * Payments that are due in a few days or overdue: one message to each family, whatever is to be paid in it for all its
 * children, with a button that leads to the payment link. Nothing before the day on which they said they would pay.
 */
export async function remindOfPayments(run: Run): Promise<Did> {
  const counts = { payment_reminders: 0 };
  for (const slice of slicesOf(await families(run.db))) {
    if (!hasTime(run)) return { done: false, counts };
    const writes = await reminders(run, slice);
    counts.payment_reminders += writes.length;
    await commit(run.db, writes.flat());
  }
  return { done: true, counts };
}

/** What is to be paid for one instrument of one pupil. */
interface Line {
  pupil: string;
  instrument: string;
  due: string;
  overdue: boolean;
  /** They said that they would pay today. */
  promised: boolean;
}

async function reminders(run: Run, slice: readonly Family[]): Promise<Write[][]> {
  const ids = slice.flatMap((f) => f.pupils.map((p) => p.id));
  const [accounts, promises, before] = await run.db.batch([
    accountRows(run.db, ids),
    run.db
      .select({ studentId: paymentPromises.studentId, day: paymentPromises.promisedFor })
      .from(paymentPromises)
      .where(inArray(paymentPromises.studentId, ids)),
    remindedRows(run, slice),
  ]);
  const rows = readAccounts(accounts);
  const promised = new Map(promises.map((p) => [p.studentId, p.day]));
  const reminded = new Map(before.rows.map((r) => [r.phone, r.day]));
  return slice.flatMap((family) => {
    const own = rows.filter((a) => family.pupils.some((p) => p.id === a.studentId));
    const lines = own.flatMap((a) => linesOf(run, a, promised.get(a.studentId) ?? null));
    const last = reminded.get(family.phone) ?? null;
    return lines.some((l) => isNews(run, l, last)) ? [reminder(run, family, lines)] : [];
  });
}

/** On which day each family was reminded last; the key of the reminder says it. One that came too late does not count. */
function remindedRows({ db, today }: Run, slice: readonly Family[]) {
  const phones = slice.map((f) => f.phone);
  return db.execute<{ phone: string; day: string }>(sql`
    select ${SHOWN_AS} as phone, max(right(m.once_key, 10)) as day
    from bot.whatsapp_messages m join bot.whatsapp_subscriptions w on w.id = m.person_id
    where m.kind = ${KEY} and m.once_key is not null and ${SHOWN_AS} = any(${sql.param(phones)}::text[])
      and m.not_before > ${today}::date - 60 and m.reason is distinct from 'too_late'
    group by 1`);
}

function linesOf(run: Run, account: AccountRows, promised: string | null): Line[] {
  if (promised !== null && run.today < promised) return [];
  const soon = addDays(run.today, run.rules.paymentDaysBefore);
  const since = addDays(run.today, -OVERDUE_FOR_DAYS);
  const learns = (id: string) =>
    account.enrolments.some((e) => e.instrumentId === id && e.status === 'active');
  const { instruments } = balanceOf(account, { today: run.today, timezone: run.timezone, low: 0 });
  return instruments.flatMap(({ instrumentId, instrument, due, overdue }) =>
    due !== null && due <= soon && due >= since && learns(instrumentId)
      ? [{ pupil: account.name, instrument, due, overdue, promised: promised === run.today }]
      : [],
  );
}

/** Whether the family has not heard of it lately: once as the day comes near, then every few days. */
function isNews(run: Run, { due, overdue, promised }: Line, last: string | null): boolean {
  if (last === null || (promised && last < run.today)) return true;
  return overdue
    ? daysBetween(last, run.today) >= OVERDUE_EVERY_DAYS
    : last < addDays(due, -run.rules.paymentDaysBefore);
}

function reminder(run: Run, family: Family, lines: readonly Line[]): Write[] {
  const { reminders: words } = wordsOf(family);
  return notify(run.db, {
    kind: KEY,
    phone: family.phone,
    params: { fees: lines.map(words.fee).join('; '), day: run.today },
    origin: `reminder:${KEY}`,
    notBefore: run.now,
    onceKey: `${KEY}:${family.phone}:${run.today}`,
    buttons: [buttonId('pay', 'now')],
  });
}
