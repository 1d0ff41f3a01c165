import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';

/** How long after a refusal that concerns everything one message is tried again. */
const PROBE_EVERY = sql`interval '10 minutes'`;

/** The setting in which it stands that nothing the school starts goes out. */
export const HALTED = 'OUTGOING_HALTED';

const Halted = z.looseObject({
  /** Meta said so in a status, after it had accepted the message. */
  later: z.boolean().optional(),
});

/** Whether Meta's yes to one message shows that it takes others, or only that message's arrival does. */
export function yesIsEnough(kept: Record<string, unknown>): boolean {
  return Halted.safeParse(kept[HALTED]).data?.later !== true;
}

/** Nothing can be sent until somebody mends the account. Returns a row where nobody had noticed it yet. */
export function halt(db: Db, { code, title, now }: { code: number; title: string; now: Date }) {
  const at = now.toISOString();
  return db.execute(sql`
    insert into bot.settings (key, value) values (${HALTED}, jsonb_build_object(
      'code', ${code}::int, 'reason', ${title}::text, 'since', ${at}::text,
      'probeAt', ${at}::timestamptz + ${PROBE_EVERY}))
    on conflict (key) do nothing returning 1`);
}

/** Whoever gets a row tries one message; nobody else for some time. */
export function claimProbe(db: Db, now: Date) {
  const at = now.toISOString();
  return db.execute(sql`
    update bot.settings set
      value = value || jsonb_build_object('probedAt', ${at}::timestamptz,
        'probeAt', ${at}::timestamptz + ${PROBE_EVERY}), updated_at = now()
    where key = ${HALTED} and (value ->> 'probeAt')::timestamptz <= ${at} returning 1`);
}

/** What waits may go. */
export function resume(db: Db) {
  return db.execute(sql`delete from bot.settings where key = ${HALTED}`);
}
