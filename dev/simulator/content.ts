import { z } from 'zod';
import { type JsonObject, isObject } from './json.js';

/** The wamid of the message that this one quotes. */
const replyTo = z.string().optional();

/** A file that a person sends: its bytes, or the simulator's own sample of that kind. */
const file = {
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
  mimeType: z.string().optional(),
  caption: z.string().optional(),
  replyTo,
};

/** Everything that a person can do in the chat. */
export const InboundContent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    body: z.string().min(1).max(65_536),
    forwarded: z.enum(['once', 'often']).optional(),
    /** They come from an advertisement. */
    referral: z.boolean().optional(),
    replyTo,
  }),
  z.object({ type: z.literal('image'), ...file }),
  z.object({ type: z.literal('video'), ...file }),
  /** A voice note; what is said travels in the file's TRANSCRIPT tag. */
  z.object({ type: z.literal('voice'), says: z.string().optional(), ...file }),
  z.object({ type: z.literal('audio'), ...file }),
  z.object({ type: z.literal('document'), filename: z.string().optional(), ...file }),
  z.object({ type: z.literal('sticker'), ...file }),
  z.object({
    type: z.literal('location'),
    latitude: z.number().optional(),
    longitude: z.number().optional(),
    name: z.string().optional(),
    address: z.string().optional(),
    replyTo,
  }),
  z.object({
    type: z.literal('contacts'),
    name: z.string(),
    phone: z.string(),
    /** In answer to the school's request for the number. */
    asked: z.boolean().optional(),
    replyTo,
  }),
  z.object({ type: z.literal('button_reply'), id: z.string(), title: z.string(), replyTo: z.string() }),
  z.object({
    type: z.literal('list_reply'),
    id: z.string(),
    title: z.string(),
    description: z.string().optional(),
    replyTo: z.string(),
  }),
  z.object({ type: z.literal('template_button'), payload: z.string(), text: z.string(), replyTo }),
  z.object({ type: z.literal('reaction'), messageId: z.string(), emoji: z.string() }),
  z.object({ type: z.literal('edit'), messageId: z.string(), body: z.string().min(1) }),
  z.object({ type: z.literal('revoke'), messageId: z.string() }),
  z.object({ type: z.literal('unsupported'), kind: z.string().optional() }),
  z.object({ type: z.literal('number_changed'), phone: z.string().min(5) }),
  /** Any message object as it stands; id, from and timestamp are added where missing. */
  z.object({ type: z.literal('raw'), message: z.custom<JsonObject>(isObject) }),
]);
export type InboundContent = z.infer<typeof InboundContent>;
