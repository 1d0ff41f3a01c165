import * as z from 'zod';
import { type ErrorAction, actionFor } from './graph-errors.js';
import type { Reply } from './reply.js';

/** Where a message goes: the number if there is one, else Meta's user id (Cloud API, "Business-scoped user IDs"). */
export interface Recipient {
  phone: string | null;
  userId: string | null;
}

/** What came of handing a message to Meta. `lost`: nobody knows whether Meta took it. */
export type SendResult =
  | { kind: 'accepted'; wamid: string }
  | { kind: 'refused'; code: number; action: ErrorAction; title: string }
  | { kind: 'failed'; status: number | null }
  | { kind: 'lost' };

export interface WhatsApp {
  /** Sends one message. `rowId` comes back in every status. Never throws. */
  send(to: Recipient, body: GraphBody, rowId: string): Promise<SendResult>;
  /** Marks a message and all before it as read, and shows "typing" for up to 25 s if asked. Never throws. */
  markRead(wamid: string, typing?: boolean): Promise<void>;
  /** Whether our number can be reached with our token. */
  state(): Promise<'ok' | 'down'>;
}

/** A message in Meta's shape, without its recipient. */
export type GraphBody = { type: string } & Record<string, unknown>;

export interface WhatsAppOptions {
  url: string;
  version: string;
  phoneNumberId: string;
  accessToken: string;
  /** How long one call may take, in milliseconds. */
  deadlineMs?: number;
}

/** The Graph API's messages endpoint of one number. */
export function createWhatsApp(options: WhatsAppOptions): WhatsApp {
  const number = `${options.url.replace(/\/$/, '')}/${options.version}/${options.phoneNumberId}`;
  const authorization = `Bearer ${options.accessToken}`;
  const deadline = () => AbortSignal.timeout(options.deadlineMs ?? 10_000);
  const post = (body: unknown) =>
    fetch(`${number}/messages`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: deadline(),
    });
  return {
    async send(to, body, rowId) {
      const message = { ...envelope(to), ...body, biz_opaque_callback_data: rowId };
      try {
        return await readAnswer(await post(message));
      } catch (error) {
        return neverConnected(error) ? { kind: 'failed', status: null } : { kind: 'lost' };
      }
    },
    async markRead(wamid, typing = false) {
      const body = { messaging_product: 'whatsapp', status: 'read', message_id: wamid };
      const shown = typing ? { ...body, typing_indicator: { type: 'text' } } : body;
      await post(shown)
        .then((response) => response.arrayBuffer())
        .catch(() => undefined);
    },
    async state() {
      try {
        const response = await fetch(`${number}?fields=id`, {
          headers: { authorization },
          signal: deadline(),
        });
        await response.arrayBuffer();
        return response.ok ? 'ok' : 'down';
      } catch {
        return 'down';
      }
    },
  };
}

function envelope(to: Recipient) {
  const individual = { messaging_product: 'whatsapp', recipient_type: 'individual' };
  return to.phone ? { ...individual, to: `+${to.phone}` } : { ...individual, recipient: to.userId };
}

const Accepted = z.looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1) })).min(1) });
const Refused = z.looseObject({
  error: z.looseObject({ code: z.coerce.number(), message: z.string().catch('') }),
});

/** A 200 without an id may well have been sent: that is `lost`, never a reason to send again at once. */
async function readAnswer(response: Response): Promise<SendResult> {
  const body: unknown = await response.json().catch(() => null);
  const accepted = Accepted.safeParse(body);
  const id = accepted.success ? accepted.data.messages[0]?.id : undefined;
  if (response.ok) return id === undefined ? { kind: 'lost' } : { kind: 'accepted', wamid: id };
  const refused = Refused.safeParse(body);
  // A gateway's own 5xx says nothing of whether Meta took it.
  if (!refused.success)
    return response.status >= 500 ? { kind: 'lost' } : { kind: 'failed', status: response.status };
  const { code, message } = refused.data.error;
  return {
    kind: 'refused',
    code,
    action: actionFor(code, response.status),
    title: message.slice(0, 120),
  };
}

/** Only an error from before the request left proves that Meta has not got it. */
function neverConnected(error: unknown): boolean {
  const code =
    error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : null;
  return (
    code === 'ECONNREFUSED' ||
    code === 'ENOTFOUND' ||
    code === 'EAI_AGAIN' ||
    code === 'UND_ERR_CONNECT_TIMEOUT'
  );
}

/** A reply in Meta's shape (Cloud API, "Messages"). */
export function graphBody(reply: Reply): GraphBody {
  switch (reply.kind) {
    case 'text':
      return { type: 'text', text: { body: reply.body, preview_url: false } };
    case 'buttons':
      return interactive('button', reply.body, {
        buttons: reply.buttons.map((b) => ({ type: 'reply', reply: { id: b.id, title: b.title } })),
      });
    case 'list':
      return interactive('list', reply.body, { button: reply.button, sections: reply.sections });
    case 'link':
      return interactive('cta_url', reply.body, {
        name: 'cta_url',
        parameters: { display_text: reply.label, url: reply.url },
      });
  }
}

function interactive(type: string, body: string, action: unknown): GraphBody {
  return { type: 'interactive', interactive: { type, body: { text: body }, action } };
}
