import type { App } from '../app.js';
import { settingsFrom } from '../conversation/settings.js';
import { identityKey } from '../outreach/codes.js';
import { drain } from '../outreach/sending/drain.js';
import type { DrainDeps, Drained } from '../outreach/sending/run.js';
import { SETTINGS } from '../school/office/settings.js';

interface Running {
  work: Promise<Drained>;
  /** Somebody asked meanwhile: what they put may have been overlooked. */
  again: boolean;
}

const running = new WeakMap<App, Running>();

/**
 * Sends what the school starts and what is due of it. One at a time in a process: who asks meanwhile waits for the
 * same one, which then looks once more. `until`: by the machine's clock (Date.now).
 */
export function drainOutbox(app: App, until: number): Promise<Drained> {
  const now = running.get(app);
  if (now) {
    now.again = true;
    return now.work;
  }
  const mine: Running = { again: true, work: Promise.resolve(NOTHING) };
  mine.work = (async () => {
    const all = { ...NOTHING };
    // Not before it is known here as running.
    await null;
    try {
      while (mine.again && Date.now() < until) {
        mine.again = false;
        const did = await drain(depsOf(app), until);
        for (const key of Object.keys(all) as (keyof Drained)[]) all[key] += did[key];
      }
    } finally {
      running.delete(app);
    }
    return all;
  })();
  running.set(app, mine);
  return mine.work;
}

const NOTHING: Drained = { sent: 0, failed: 0, unknown: 0, waiting: 0 };

function depsOf(app: App): DrainDeps {
  const { env, db, clock, log, whatsapp, pacer } = app;
  const mail = env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null;
  return {
    db,
    clock,
    log,
    whatsapp,
    pacer,
    codeKey: identityKey(env),
    rules: (kept) => ({
      ...settingsFrom(env, kept),
      peopleADay: SETTINGS.DAILY_PEOPLE_LIMIT.catch(env.DAILY_PEOPLE_LIMIT).parse(kept.DAILY_PEOPLE_LIMIT),
    }),
    ...(mail ? { mailOffice: (text, subject) => mailOffice(mail, { text, subject }) } : {}),
  };
}

async function mailOffice(
  mail: { url: string; from: string },
  { text, subject }: { text: string; subject: string },
): Promise<void> {
  const { sendMail } = await import('../mail/mailer.js');
  const id = `halted-${Date.now()}`;
  // The office's own address is the one that its e-mail comes from.
  await sendMail(mail, { to: mail.from, subject, text, id });
}
