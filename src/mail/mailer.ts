import { createTransport } from 'nodemailer';
import * as z from 'zod';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Stays the same when it is sent again, so that a mailbox can tell it is the same. */
  id: string;
}

/** `refused` is for good; `failed` may go better another time. */
export type MailResult = { kind: 'sent' } | { kind: 'refused' | 'failed'; code: string };

const TIMEOUT_MS = 8000;
const Failure = z.looseObject({
  code: z.string().catch('unknown'),
  responseCode: z.number().optional().catch(undefined),
});

/** Sends one e-mail by SMTP (RFC 5321: 5xx is for good, 4xx for the moment). Never throws. */
export async function sendMail(
  { url, from }: { url: string; from: string },
  { to, subject, text, id }: Mail,
): Promise<MailResult> {
  try {
    const timeouts = {
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    };
    const transport = createTransport({ url, ...timeouts });
    const domain = from.split('@')[1]?.replace(/[>\s].*$/, '') ?? 'localhost';
    await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domain}>` });
    return { kind: 'sent' };
  } catch (error) {
    const failure = Failure.safeParse(error).data;
    const status = failure?.responseCode ?? 0;
    return {
      kind: status >= 500 ? 'refused' : 'failed',
      code: String(status || (failure?.code ?? 'unknown')),
    };
  }
}
