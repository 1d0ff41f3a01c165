import type { InboundContent } from './content.js';
import { wamid } from './ids.js';
import type { JsonObject } from './json.js';
import type { MediaStore } from './media.js';
import { type Person, contactOf, nextUserId } from './people.js';
import { samplePdf, samplePng, sampleVoice } from './samples.js';

export interface InboundContext {
  media: MediaStore;
  displayPhoneNumber: string;
  /** Clock time in ms at which the person wrote. */
  at: number;
}

/** The message object as Meta puts it into `value.messages`. */
export function buildMessage(person: Person, content: InboundContent, context: InboundContext): JsonObject {
  const envelope: JsonObject = {
    context: contextOf(content, context),
    from: person.kind === 'user_id_only' ? undefined : (person.phone ?? undefined),
    from_user_id: person.userId ?? undefined,
    id: wamid(person.phone ?? person.userId ?? person.id, 'person'),
    timestamp: String(Math.floor(context.at / 1000)),
  };
  return { ...envelope, ...bodyOf(content, person, context.media) };
}

/** System messages come without `contacts`. */
export function contactsFor(person: Person, content: InboundContent): JsonObject[] | undefined {
  return content.type === 'number_changed' ? undefined : [contactOf(person)];
}

function contextOf(content: InboundContent, context: InboundContext): JsonObject | undefined {
  if (content.type === 'text' && content.forwarded) {
    return content.forwarded === 'often' ? { frequently_forwarded: true } : { forwarded: true };
  }
  const replyTo = 'replyTo' in content ? content.replyTo : undefined;
  return replyTo ? { from: context.displayPhoneNumber.replace(/\D/g, ''), id: replyTo } : undefined;
}

function bodyOf(content: InboundContent, person: Person, media: MediaStore): JsonObject {
  switch (content.type) {
    case 'text':
      return { referral: content.referral ? AD : undefined, type: 'text', text: { body: content.body } };
    case 'image':
    case 'video':
    case 'voice':
    case 'audio':
    case 'document':
    case 'sticker':
      return fileBody(content, media);
    case 'location':
      return { type: 'location', location: locationOf(content) };
    case 'contacts':
      return { type: 'contacts', contacts: [sharedContact(content)] };
    case 'button_reply':
      return interactive('button_reply', { id: content.id, title: content.title });
    case 'list_reply':
      return interactive('list_reply', {
        id: content.id,
        title: content.title,
        description: content.description,
      });
    case 'template_button':
      return { type: 'button', button: { payload: content.payload, text: content.text } };
    case 'reaction':
      return { type: 'reaction', reaction: { message_id: content.messageId, emoji: content.emoji } };
    case 'edit':
      return {
        type: 'edit',
        edit: {
          original_message_id: content.messageId,
          message: { type: 'text', text: { body: content.body } },
        },
      };
    case 'revoke':
      return { type: 'revoke', revoke: { original_message_id: content.messageId } };
    case 'unsupported':
      return {
        type: 'unsupported',
        errors: [UNKNOWN_TYPE],
        unsupported: { type: content.kind ?? 'poll_creation' },
      };
    case 'number_changed':
      return numberChanged(person, content.phone);
    case 'raw':
      return content.message;
  }
}

type FileMessage = Extract<
  InboundContent,
  { type: 'image' | 'video' | 'voice' | 'audio' | 'document' | 'sticker' }
>;

function fileBody(content: FileMessage, media: MediaStore): JsonObject {
  const voice = content.type === 'voice';
  const type = voice ? 'audio' : content.type;
  const sample = sampleOf(content);
  const file = media.add(content.bytes ?? sample.bytes, content.mimeType ?? sample.mimeType, 'person');
  const about: JsonObject = {
    caption: type === 'audio' || type === 'sticker' ? undefined : content.caption,
    filename: content.type === 'document' ? (content.filename ?? 'paper.pdf') : undefined,
    mime_type: file.mimeType,
    sha256: file.sha256.toString('base64'),
    id: file.id,
    url: `https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=${file.id}`,
    voice: type === 'audio' ? voice : undefined,
    animated: type === 'sticker' ? false : undefined,
  };
  return { type, [type]: about };
}

function sampleOf(content: FileMessage): { bytes: Uint8Array; mimeType: string } {
  switch (content.type) {
    case 'voice':
      return { bytes: sampleVoice(content.says ?? ''), mimeType: 'audio/ogg; codecs=opus' };
    case 'audio':
      return { bytes: sampleVoice(''), mimeType: 'audio/ogg' };
    case 'document':
      return { bytes: samplePdf(), mimeType: 'application/pdf' };
    case 'video':
      return { bytes: new Uint8Array(1024), mimeType: 'video/mp4' };
    case 'sticker':
      return { bytes: samplePng(128, 128), mimeType: 'image/webp' };
    case 'image':
      return { bytes: samplePng(), mimeType: 'image/png' };
  }
}

function locationOf(content: Extract<InboundContent, { type: 'location' }>): JsonObject {
  const { latitude = 17.4401, longitude = 78.3489, name, address } = content;
  return { latitude, longitude, name, address };
}

function sharedContact(content: Extract<InboundContent, { type: 'contacts' }>): JsonObject {
  const digits = content.phone.replace(/\D/g, '');
  return {
    name: { formatted_name: content.name, first_name: content.name.split(' ')[0] ?? content.name },
    phones: [{ phone: content.phone, wa_id: digits, type: 'MOBILE' }],
    origin: content.asked ? 'contact_request' : undefined,
  };
}

function interactive(type: string, reply: JsonObject): JsonObject {
  return { type: 'interactive', interactive: { type, [type]: reply } };
}

/** `from` is the old number, `wa_id` the new one; the user id changes with the number. */
function numberChanged(person: Person, phone: string): JsonObject {
  const digits = phone.replace(/\D/g, '');
  return {
    type: 'system',
    system: {
      type: 'user_changed_number',
      body: `User ${person.name} changed from ${person.phone ?? ''} to ${digits}`,
      wa_id: digits,
      user_id: nextUserId(person, digits) ?? undefined,
      previous_user_id: person.userId ?? undefined,
    },
  };
}

const UNKNOWN_TYPE: JsonObject = {
  code: 131051,
  title: 'Message type unknown',
  message: 'Message type unknown',
  error_data: { details: 'Message type is currently not supported.' },
};

const AD: JsonObject = {
  source_url: 'https://fb.me/demo',
  source_id: '505000000000001',
  source_type: 'ad',
  headline: 'Learn music this year',
  body: 'Guitar, keyboard, tabla and more. The first class is free.',
  media_type: 'image',
  image_url: 'https://scontent.example/ad.jpg',
  ctwa_clid: 'clid-1',
};
