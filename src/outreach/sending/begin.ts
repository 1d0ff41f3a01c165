import { sql } from 'drizzle-orm';
import { type Db, lockName } from '../../../db/client.js';
import { settings } from '../../../db/schema/bot.js';
import { CUT_OFF, STARTED_DUE, TO_SEND } from '../../mailbox/to-send.js';
import { finishBroadcasts, startBroadcasts } from './broadcast-state.js';
import { HALTED, claimProbe } from './halt.js';

export interface Begun {
  /** `probe`: all is halted, and this drain is the one that tries whether Meta takes a message again. */
  go: 'send' | 'probe' | 'nothing';
  /** How many were given up as unknown. */
  unknown: number;
  settings: Record<string, unknown>;
}

/**
 * What comes before sending. Mostly there is nothing to do, which one small question tells; else, in one request,
 * cut-off messages are settled and broadcasts begin whose hour has come. What the school started is not repeated
 * blindly: better unknown than twice.
 */
export async function begin(db: Db, now: Date): Promise<Begun> {
  const asked = await db.execute<{ anything: boolean }>(sql`select ${TO_SEND(now)} as anything`);
  if (!asked.rows[0]?.anything) return { go: 'nothing', unknown: 0, settings: {} };
  const [, unknown, , , probe, found, kept] = await db.batch([
    lockName(db, 'bot.outbox'),
    db.execute(SETTLE),
    startBroadcasts(db, now),
    finishBroadcasts(db, now),
    claimProbe(db, now),
    db.execute<{ off: boolean; due: boolean }>(sql`select ${OFF} as off, ${STARTED_DUE(now)} as due`),
    db.select({ key: settings.key, value: settings.value }).from(settings),
  ] as const);
  const { off = true, due = false } = found.rows[0] ?? {};
  const probing = probe.rows.length > 0;
  const go = !due || (off && !probing) ? 'nothing' : probing ? 'probe' : 'send';
  return {
    go,
    unknown: unknown.rows.length,
    settings: Object.fromEntries(kept.map((s) => [s.key, s.value])),
  };
}

const SETTLE = sql`
  update bot.whatsapp_messages set status = 'unknown', reason = 'cut off while sending',
    payload = case when kind = 'one_time_code' then null else payload end
  where ${CUT_OFF} returning 1`;

const OFF = sql`exists (select 1 from bot.settings
  where key = ${HALTED} or (key = 'OUTGOING_OFF' and value = 'true'::jsonb))`;
