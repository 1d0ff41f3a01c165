import { sql } from 'drizzle-orm';
import { type Write, commit } from '../../../db/client.js';
import { addDays } from '../../school/dates.js';
import { SHOWN_AS } from '../../school/numbers-on-file.js';
import { type Child, identityRows, readActor } from '../../school/people.js';
import { type PupilClass, pupilSchedules } from '../../school/pupil-schedule.js';
import { Language } from '../../understanding/intent.js';
import { notify } from '../notify.js';
import { wordsOf } from '../recipients.js';
import { type Did, type Run, hasTime } from '../run.js';
import { slicesOf } from './slices.js';

const KIND = 'class_reminder';

interface Chooser {
  personId: string;
  phone: string;
  language: Language;
}

/** Tomorrow's classes, to families that chose to hear of them: one message for all their children. */
export async function remindOfClasses(run: Run): Promise<Did> {
  const counts = { class_reminders: 0 };
  for (const slice of slicesOf(await choosers(run))) {
    if (!hasTime(run)) return { done: false, counts };
    const writes = await reminders(run, slice);
    counts.class_reminders += writes.length;
    await commit(run.db, writes.flat());
  }
  return { done: true, counts };
}

async function choosers({ db }: Run): Promise<Chooser[]> {
  const { rows } = await db.execute<{ id: string; phone: string; language: string | null }>(sql`
    select w.id, ${SHOWN_AS} as phone, w.language from bot.whatsapp_subscriptions w
    where w.preferences -> 'want' ? ${KIND} and ${SHOWN_AS} is not null and w.is_active
      and w.opted_out_at is null
    order by 2`);
  return rows.map((r) => ({
    personId: r.id,
    phone: r.phone,
    language: Language.catch('en').parse(r.language),
  }));
}

async function reminders(run: Run, slice: readonly Chooser[]): Promise<Write[][]> {
  const [first, ...rest] = slice.map((c) => identityRows(run.db, c.personId));
  if (!first) return [];
  const answers = await run.db.batch([first, ...rest]);
  const children = slice.map((c, i) => {
    const answer = answers[i];
    return answer ? readActor(c.personId, answer).children.filter((child) => !child.paused) : [];
  });
  const classes = await tomorrow(run, children.flat());
  return slice.flatMap((chooser, i) => {
    const own = classes.filter((c) => children[i]?.some((child) => child.id === c.studentId));
    return own.length > 0 ? [reminder(run, chooser, own)] : [];
  });
}

type Tomorrow = PupilClass & { studentId: string; pupil: string };

/** What takes place for these pupils, earliest first. */
async function tomorrow(run: Run, children: readonly Child[]): Promise<Tomorrow[]> {
  if (children.length === 0) return [];
  const day = addDays(run.today, 1);
  // The school itself looks: every one of these children was found as its family's own.
  const ctx = { ...run, actor: { teacher: null, children: [], isAdmin: true } };
  const studentIds = [...new Set(children.map((c) => c.id))];
  const found = await pupilSchedules(ctx, { studentIds, from: day, to: day });
  if (found.kind !== 'scheduled') return [];
  return found.pupils
    .flatMap((p) => p.classes.map((c) => ({ ...c, studentId: p.studentId, pupil: p.name })))
    .filter((c) => c.plan === 'on' || c.plan === 'makeup')
    .sort((a, b) => ((a.start ?? '') < (b.start ?? '') ? -1 : 1));
}

function reminder(run: Run, chooser: Chooser, classes: readonly Tomorrow[]): Write[] {
  const { reminders: words } = wordsOf(chooser);
  const day = addDays(run.today, 1);
  return notify(run.db, {
    kind: KIND,
    phone: chooser.phone,
    params: { classes: classes.map(words.classOf).join('; '), day },
    origin: `reminder:${KIND}`,
    notBefore: run.now,
    onceKey: `${KIND}:${chooser.phone}:${day}`,
  });
}
