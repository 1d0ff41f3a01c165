import { sql } from 'drizzle-orm';
import { commit } from '../../../db/client.js';
import { SHOWN_AS } from '../../school/numbers-on-file.js';
import { IS_PUPIL } from '../../school/people.js';
import { notify } from '../notify.js';
import { families } from '../recipients.js';
import type { Did, Run } from '../run.js';

/** The row of bot.job_runs that keeps which pupils were there before: they are not welcomed. */
const BEFORE = 'pupils_before';

/** Who has joined the school lately and was never welcomed: once for each pupil, one message a day to each family. */
export async function welcomeNewPupils(run: Run): Promise<Did> {
  const { joined, today } = await newPupils(run);
  if (joined.size === 0) return { done: true, counts: { welcomes: 0 } };
  const welcomes = (await families(run.db)).flatMap((family) => {
    const pupil = family.pupils.find((p) => joined.has(p.id));
    return pupil && !today.has(family.phone) ? [{ family, pupil }] : [];
  });
  const writes = welcomes.flatMap(({ family, pupil }) =>
    notify(run.db, {
      kind: 'enrollment_welcome',
      phone: family.phone,
      params: { pupil: pupil.name },
      origin: `welcome:${pupil.id}`,
      notBefore: run.now,
      onceKey: `welcome:${pupil.id}`,
    }),
  );
  await commit(run.db, writes);
  return { done: true, counts: { welcomes: welcomes.length } };
}

/**
 * Pupils who are not among those of the first run (which only notes who is there) and were not welcomed yet, and the
 * people who had a welcome today.
 */
async function newPupils({ db, today, timezone }: Run) {
  const [, found, welcomed] = await db.batch([
    db.execute(sql`insert into bot.job_runs (job, report)
      select ${BEFORE}, jsonb_build_object('ids', coalesce(jsonb_agg(s.id), '[]'))
      from students s where ${IS_PUPIL} on conflict (job) do nothing`),
    db.execute<{ id: string }>(sql`
      select s.id from students s, bot.job_runs b
      where b.job = ${BEFORE} and ${IS_PUPIL} and not b.report -> 'ids' ? s.id::text
        and not exists (select 1 from bot.whatsapp_messages m where m.once_key = 'welcome:' || s.id)`),
    db.execute<{ phone: string }>(sql`
      select ${SHOWN_AS} as phone
      from bot.whatsapp_messages m join bot.whatsapp_subscriptions w on w.id = m.person_id
      where m.kind = 'enrollment_welcome' and (m.not_before at time zone ${timezone})::date = ${today}::date`),
  ]);
  return {
    joined: new Set(found.rows.map((r) => r.id)),
    today: new Set(welcomed.rows.map((r) => r.phone)),
  };
}
