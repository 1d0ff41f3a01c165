import { type Db, commit } from '../../../db/client.js';
import { copyFor } from '../../copy/index.js';
import { UpstreamError } from '../../errors.js';
import type { Log } from '../../log.js';
import { adminRows } from '../../school/reach.js';
import { notify } from '../notify.js';
import type { StoppedBroadcast } from './broadcast-state.js';

export interface AlarmDeps {
  db: Db;
  log: Log;
  /** Writes to the office where WhatsApp may not reach it; absent where no e-mail is set up. */
  mailOffice?: (text: string, subject: string) => Promise<void>;
}

/** The admins hear once that a broadcast was stopped. `now` is the app's clock. */
export async function tellStopped({ db, log }: AlarmDeps, one: StoppedBroadcast, now: Date): Promise<void> {
  log.error('broadcast_stopped', new Error('too many of a broadcast failed'), {
    broadcast: one.id,
    failed: one.failed,
    sent: one.sent,
  });
  const params = { name: one.name, failed: String(one.failed), sent: String(one.sent) };
  const origin = `broadcast:${one.id}`;
  const admins = await adminRows(db);
  await commit(
    db,
    admins.flatMap(({ phone }) =>
      notify(db, {
        kind: 'broadcast_stopped',
        phone,
        params,
        origin,
        notBefore: now,
        onceKey: `broadcast_stopped:${one.id}:${one.version}:${phone}`,
      }),
    ),
  );
}

/** WhatsApp takes nothing any more, so it is told by the ways that are left: where errors are watched, and by e-mail. */
export async function tellHalted(
  { log, mailOffice }: AlarmDeps,
  { code, title, school }: { code: number; title: string; school: string },
): Promise<void> {
  log.error('outgoing_halted', new UpstreamError('whatsapp.send', { code, retryable: false }));
  const text = copyFor('en').notices.sending_halted({ reason: `${title} (${code})` }, school);
  await mailOffice?.(text, `${school}: WhatsApp`).catch((error: unknown) => log.error('mail_failed', error));
}
