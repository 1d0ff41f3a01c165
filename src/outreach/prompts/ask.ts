import { sql } from 'drizzle-orm';
import { type Write, commit } from '../../../db/client.js';
import { localDate, localTime } from '../../school/dates.js';
import { phonesIn } from '../../school/phone.js';
import { buttonId } from '../../whatsapp/reply.js';
import { notify } from '../notify.js';
import { numberFor, wordsOf } from '../recipients.js';
import type { Did, Run } from '../run.js';
import { quietForMinutes } from '../window.js';
import { type EndedClass, endedClasses, isMarked } from './day.js';

const MINUTE_MS = 60_000;
/** Later than this a class is left to the evening's list for the office; at night, later than an hour. */
const ASK_FOR_MS = 180 * MINUTE_MS;
const ASK_AT_NIGHT_MS = 60 * MINUTE_MS;
/** The one reminder comes so long after the question. */
const NUDGE_AFTER_MS = 30 * MINUTE_MS;
/** Who is making the list just now is not interrupted. */
const BUSY_MS = 15 * MINUTE_MS;

type Day = Awaited<ReturnType<typeof endedClasses>>;

/**
 * Asks each teacher who came, when their class ends and nobody has marked it; once more after half an hour. Two
 * requests at most, and one where no class has just ended.
 */
export async function askTeachers(run: Run): Promise<Did> {
  const counts = { prompts: 0 };
  // A class that ended before midnight is still of the day before.
  const from = localDate(new Date(run.now.getTime() - ASK_FOR_MS), run.timezone);
  const day = await endedClasses(run, { from, to: run.today });
  const since = new Date(run.now.getTime() - (isQuiet(run) ? ASK_AT_NIGHT_MS : ASK_FOR_MS));
  const open = day.classes.filter((c) => c.ended > since && !isMarked(c) && !isBusy(run, day, c));
  if (open.length === 0) return { done: true, counts };
  const asked = await askedBefore(run, open);
  const writes = open.flatMap((c) => {
    const prompt = promptFor(run, day, { klass: c, asked });
    return prompt ? [prompt] : [];
  });
  counts.prompts = writes.length;
  await commit(run.db, writes.flat());
  return { done: true, counts };
}

function isQuiet({ now, timezone, rules }: Run): boolean {
  return quietForMinutes(rules.quietHours, now, timezone) > 0;
}

function isBusy({ now }: Run, { drafts }: Day, { register }: EndedClass): boolean {
  return drafts.some(
    (d) =>
      d.batchId === register.batchId && d.date === register.date && now.getTime() - d.at.getTime() < BUSY_MS,
  );
}

/** When each of these classes was asked about, by the key of the question. */
async function askedBefore({ db }: Run, classes: readonly EndedClass[]): Promise<Map<string, Date>> {
  const keys = classes.flatMap((c) => [keyOf(c, 1), keyOf(c, 2)]);
  const { rows } = await db.execute<{ key: string; at: string }>(sql`
    select m.once_key as key, m.not_before as at from bot.whatsapp_messages m
    where m.once_key = any(${sql.param(keys)}::text[])`);
  return new Map(rows.map((r) => [r.key, new Date(r.at)]));
}

function keyOf({ register }: EndedClass, time: 1 | 2): string {
  return `prompt:${register.batchId}:${register.date}:${time}`;
}

function promptFor(
  run: Run,
  { teachers, known }: Day,
  { klass, asked }: { klass: EndedClass; asked: ReadonlyMap<string, Date> },
): Write[] | null {
  const first = asked.get(keyOf(klass, 1));
  const nudge = first !== undefined;
  if (nudge && (asked.has(keyOf(klass, 2)) || run.now.getTime() - first.getTime() < NUDGE_AFTER_MS))
    return null;
  const { batchId, date, instrument, start, teacherId } = klass.register;
  const to = teacherId === null ? null : numberFor(teacherId, ownNumbers(teacherId, teachers), known);
  if (!to) return null;
  const { attendance: words } = wordsOf(to);
  return notify(run.db, {
    kind: 'attendance_prompt',
    phone: to.phone,
    params: {
      class: instrument,
      date: words.day(date),
      time: words.time(start ?? localTime(klass.ended, run.timezone)),
      ended: klass.ended.toISOString(),
      ...(nudge ? { nudge: '1' } : {}),
    },
    origin: `class:${batchId}:${date}`,
    notBefore: run.now,
    onceKey: keyOf(klass, nudge ? 2 : 1),
    buttons: [
      buttonId('att', 'all', batchId, date),
      buttonId('att', 'class', batchId, date),
      buttonId('att', 'off', batchId, date),
    ],
  });
}

/** A number that several teachers have on file is nobody's in particular. */
function ownNumbers(teacherId: string, teachers: Day['teachers']): string[] {
  const own = phonesIn(teachers.find((t) => t.id === teacherId)?.phone);
  const others = new Set(teachers.filter((t) => t.id !== teacherId).flatMap((t) => phonesIn(t.phone)));
  return own.filter((n) => !others.has(n));
}
