import type { JsonObject } from './json.ts';

/** A file that a person sends: its bytes, or the simulator's own sample of that kind. */
interface FileContent {
  bytes?: Uint8Array;
  mimeType?: string;
  caption?: string;
}

interface Reply {
  /** The wamid of the message that this one quotes. */
  replyTo?: string;
}

/** Everything that a person can do in the chat. */
export type InboundContent =
  | ({ type: 'text'; body: string; forwarded?: 'once' | 'often'; referral?: boolean } & Reply)
  | ({ type: 'image' | 'video' } & FileContent & Reply)
  | ({ type: 'voice'; says?: string } & FileContent & Reply)
  | ({ type: 'audio' } & FileContent & Reply)
  | ({ type: 'document'; filename?: string } & FileContent & Reply)
  | ({ type: 'sticker' } & FileContent & Reply)
  | ({ type: 'location'; latitude?: number; longitude?: number; name?: string; address?: string } & Reply)
  | ({ type: 'contacts'; name: string; phone: string; asked?: boolean } & Reply)
  | { type: 'button_reply'; id: string; title: string; replyTo: string }
  | { type: 'list_reply'; id: string; title: string; description?: string; replyTo: string }
  | { type: 'template_button'; payload: string; text: string; replyTo?: string }
  | { type: 'reaction'; messageId: string; emoji: string }
  | { type: 'edit'; messageId: string; body: string }
  | { type: 'revoke'; messageId: string }
  | { type: 'unsupported'; kind?: string }
  | { type: 'number_changed'; phone: string }
  /** Any message object as it stands (id, from and timestamp are added where missing). */
  | { type: 'raw'; message: JsonObject };

export const INBOUND_TYPES: ReadonlySet<string> = new Set([
  'text',
  'image',
  'video',
  'voice',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'button_reply',
  'list_reply',
  'template_button',
  'reaction',
  'edit',
  'revoke',
  'unsupported',
  'number_changed',
  'raw',
]);
