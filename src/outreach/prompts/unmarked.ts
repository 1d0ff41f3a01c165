import { commit } from '../../../db/client.js';
import { addDays, instantOf } from '../../school/dates.js';
import { notify } from '../notify.js';
import { admins, wordsOf } from '../recipients.js';
import type { Did, Run } from '../run.js';
import { endedClasses, isMarked } from './day.js';

/** When the office's list is made (school time): before quiet hours; what ends later stands in the next day's. */
export const LIST_AT = '20:30';
/** More than these are told as a number. */
const MANY = 25;

/** In the evening the office hears which classes since the last list nobody has marked. Nothing where all are. */
export async function listUnmarked(run: Run): Promise<Did> {
  const from = addDays(run.today, -1);
  const { classes } = await endedClasses(run, { from, to: run.today });
  const since = instantOf(from, LIST_AT, run.timezone);
  const until = instantOf(run.today, LIST_AT, run.timezone);
  const open = classes
    .filter((c) => !isMarked(c) && c.ended > since && c.ended <= until)
    .sort((a, b) => a.ended.getTime() - b.ended.getTime());
  if (open.length === 0) return { done: true, counts: { unmarked: 0 } };
  const to = await admins(run.db);
  const writes = to.flatMap((admin) => {
    const { reminders: words, attendance } = wordsOf(admin);
    const lines = open.slice(0, MANY).map(({ register: r }) => {
      const of = { instrument: r.instrument, date: r.date, start: r.start, teacher: r.teacherName };
      return words.unmarked(of, r.date !== run.today);
    });
    const more = open.length > MANY ? [`+${open.length - MANY}`] : [];
    return notify(run.db, {
      kind: 'unmarked_classes',
      phone: admin.phone,
      params: {
        date: attendance.day(run.today),
        classes: [...lines, ...more].join('; '),
        count: String(open.length),
      },
      origin: 'reminder:unmarked_classes',
      notBefore: run.now,
      onceKey: `unmarked:${admin.phone}:${run.today}`,
    });
  });
  await commit(run.db, writes);
  return { done: true, counts: { unmarked: open.length } };
}
