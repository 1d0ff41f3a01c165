import { eq } from 'drizzle-orm';
import { commit } from '../../db/client.js';
import { messages } from '../../db/schema/bot.js';
import { copyFor } from '../copy/index.js';
import { holdLease } from '../mailbox/lease.js';
import type { MessageRow } from '../mailbox/mailbox.js';
import { record } from '../mailbox/outbox.js';
import { identityKey, readCodeMail, withCode } from '../outreach/codes.js';
import { CODE_MINUTES, codeOf } from '../school/identity/code.js';
import { Language } from '../understanding/intent.js';
import type { Mailbox, TurnDeps } from './deps.js';
import { settingsFrom } from './settings.js';

/** A code is good for minutes: the next try comes soon or not at all. */
const RETRY_MS = 20_000;

/**
 * Sends a one-time code's e-mail. Sent again after a crash: it is the same code under the same message id, so a
 * repetition harms nobody. What it was to be sent to is not kept afterwards.
 * @returns in how many milliseconds to try again, null when it is done with
 */
export async function sendMailDue(
  deps: TurnDeps,
  mailbox: Mailbox,
  { row, now }: { row: MessageRow; now: Date },
): Promise<number | null> {
  const { SMTP_URL: url, MAIL_FROM: from } = deps.env;
  const mail = readCodeMail(row.payload);
  const key = identityKey(deps.env);
  const settled = !mail ? 'unreadable' : withCode(mail, key, now) === null ? 'too late' : null;
  if (!mail || settled !== null || !url || !from)
    return finish(deps, mailbox, { row, status: 'skipped', reason: settled ?? 'not set up' });
  const { schoolName } = settingsFrom(deps.env, mailbox.settings);
  const { codeMail: words } = copyFor(Language.catch('en').parse(mail.language)).account;
  const { sendMail } = await import('../mail/mailer.js');
  const result = await sendMail(
    { url, from },
    {
      to: mail.address,
      subject: words.subject(schoolName),
      text: words.body({
        code: codeOf(key, mail.params.reference),
        minutes: CODE_MINUTES,
        asker: mail.asker,
        school: schoolName,
      }),
      id: mail.params.reference,
    },
  );
  switch (result.kind) {
    case 'sent':
      return finish(deps, mailbox, { row, status: 'sent' });
    case 'refused':
      return finish(deps, mailbox, { row, status: 'failed', reason: `mail ${result.code}` });
    case 'failed': {
      const notBefore = new Date(now.getTime() + RETRY_MS);
      await commit(deps.db, [
        holdLease(deps.db, mailbox.person.id, mailbox.leaseId),
        record(deps.db, row.id, {
          from: row.status === 'sending' ? 'sending' : 'queued',
          status: 'queued',
          reason: `mail ${result.code}`,
          notBefore,
        }),
      ]);
      deps.log.warn('mail_failed', { message: row.id, code: result.code });
      return RETRY_MS;
    }
  }
}

async function finish(
  { db, log }: TurnDeps,
  { person, leaseId }: Mailbox,
  { row, status, reason }: { row: MessageRow; status: 'sent' | 'failed' | 'skipped'; reason?: string },
): Promise<null> {
  await commit(db, [
    holdLease(db, person.id, leaseId),
    record(db, row.id, {
      from: row.status === 'sending' ? 'sending' : 'queued',
      status,
      ...(reason ? { reason } : {}),
    }),
    db.update(messages).set({ payload: null }).where(eq(messages.id, row.id)),
  ]);
  if (reason) log.warn('mail_given_up', { message: row.id, status, reason });
  return null;
}
