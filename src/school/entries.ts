import type { AccountRows } from './account.js';
import { classesOf, instrumentOf } from './credits.js';
import { localDate } from './dates.js';

/** One line of the answer to "why so many classes left?". */
export interface Entry {
  /** School-local date. */
  date: string;
  kind: 'bought' | 'attended' | 'not_charged';
  /** Up by what was bought, down by one for a class attended, 0 for one that cost nothing. */
  change: number;
  /** Null for what belongs to no instrument in particular. */
  instrumentId: string | null;
  /** Why a class cost nothing. */
  status: 'absent' | 'excused' | null;
  isExtra: boolean;
}

/** What made a balance, newest first; the changes of all entries add up to it. */
export function entriesOf(account: AccountRows, timezone: string): Entry[] {
  const bought = account.payments.map(
    (p): Entry => ({
      date: localDate(p.at, timezone),
      kind: 'bought',
      change: classesOf(p),
      instrumentId: instrumentOf(p, account),
      status: null,
      isExtra: false,
    }),
  );
  const classes = account.attendance.map(
    ({ date, instrumentId, status, isExtra }): Entry => ({
      date,
      kind: status === 'present' ? 'attended' : 'not_charged',
      change: status === 'present' ? -1 : 0,
      instrumentId,
      status: status === 'present' ? null : (status ?? 'absent'),
      isExtra,
    }),
  );
  // A payment of the same day comes before that day's class in time, so after it here.
  return [...bought, ...classes].reverse().sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}
