import { coded, invalid } from './failures.js';
import { USER_ID } from './ids.js';
import { type JsonObject, isObject, objectAt, textAt } from './json.js';
import { checkFile } from './validate-file.js';
import { checkInteractive } from './validate-interactive.js';
import { type TemplateTools, checkTemplate } from './validate-template.js';

/** A send that Meta would accept, as far as its shape goes. */
export interface Accepted {
  json: JsonObject;
  to: string | null;
  recipient: string | null;
}

const TYPES = [
  'text',
  'image',
  'audio',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'interactive',
  'template',
  'reaction',
];
const COMMON_KEYS = [
  'messaging_product',
  'recipient_type',
  'to',
  'recipient',
  'type',
  'context',
  'biz_opaque_callback_data',
  'recipient_identity_key_hash',
  'message_activity_sharing',
  'ttl',
];

/** Refuses like Meta, in Meta's order: product, recipient, type, contents. @throws GraphError */
export function checkSend(body: JsonObject, tools: TemplateTools): Accepted {
  checkProduct(body);
  const to = textAt(body, 'to');
  const recipient = textAt(body, 'recipient');
  if (!to && !recipient) throw invalid('(#100) The parameter to is required.');
  if (!to && recipient && !USER_ID.test(recipient)) throw coded(131009, 'Invalid recipient user ID');
  const recipientType = textAt(body, 'recipient_type') ?? 'individual';
  if (recipientType !== 'individual') {
    throw invalid(`(#100) Param recipient_type must be one of {INDIVIDUAL} - got "${recipientType}".`);
  }
  const type = textAt(body, 'type') ?? 'text';
  if (!TYPES.includes(type)) {
    throw invalid(`(#100) Param type must be one of {${TYPES.join(', ').toUpperCase()}} - got "${type}".`);
  }
  for (const key of Object.keys(body)) {
    if (!COMMON_KEYS.includes(key) && key !== type)
      throw invalid(`(#100) Unexpected key "${key}" on param "message".`);
  }
  checkExtras(body, type);
  checkContent(type, body, { ...tools, byUserId: !to });
  return { json: body, to: to || null, recipient };
}

export function checkProduct(body: JsonObject): void {
  const product = textAt(body, 'messaging_product');
  if (product === null) throw invalid('(#100) The parameter messaging_product is required.');
  if (product.toLowerCase() !== 'whatsapp') {
    throw invalid(`(#100) Param messaging_product must be one of {WHATSAPP} - got "${product}".`);
  }
}

function checkExtras(body: JsonObject, type: string): void {
  const echo = textAt(body, 'biz_opaque_callback_data');
  if (echo !== null && echo.length > 512) {
    throw invalid('(#100) Param biz_opaque_callback_data must be at most 512 characters long.');
  }
  if (body.context === undefined) return;
  if (!textAt(objectAt(body, 'context') ?? {}, 'message_id')) {
    throw invalid("(#100) The parameter context['message_id'] is required.");
  }
  if (type === 'reaction') throw coded(131009, 'Reaction messages cannot be sent as a reply');
}

function checkContent(type: string, body: JsonObject, tools: TemplateTools & { byUserId: boolean }): void {
  const content = objectAt(body, type);
  if (type === 'contacts') checkContacts(body);
  else if (!content) throw invalid(`(#100) The parameter ${type} is required.`);
  else if (type === 'text') checkText(content);
  else if (type === 'interactive') checkInteractive(content, tools.media);
  else if (type === 'template') checkTemplate(content, tools);
  else if (type === 'location') checkLocation(content);
  else if (type === 'reaction') checkReaction(content);
  else checkFile(type, content, tools.media);
}

function checkText(text: JsonObject): void {
  const body = textAt(text, 'body');
  if (!body?.trim()) throw invalid("(#100) The parameter text['body'] is required.");
  if (body.length > 4096) throw invalid("(#100) Param text['body'] must be at most 4096 characters long.");
}

function checkLocation(place: JsonObject): void {
  for (const key of ['latitude', 'longitude'] as const) {
    const value = textAt(place, key);
    if (value === null) throw invalid(`(#100) The parameter location['${key}'] is required.`);
    const limit = key === 'latitude' ? 90 : 180;
    if (!(Math.abs(Number(value)) <= limit)) throw coded(131009, `Invalid ${key}`);
  }
}

function checkReaction(reaction: JsonObject): void {
  if (!textAt(reaction, 'message_id'))
    throw invalid("(#100) The parameter reaction['message_id'] is required.");
  if (textAt(reaction, 'emoji') === null)
    throw invalid("(#100) The parameter reaction['emoji'] is required.");
}

function checkContacts(body: JsonObject): void {
  const contacts = Array.isArray(body.contacts) ? body.contacts : [];
  if (contacts.length === 0) throw invalid('(#100) The parameter contacts is required.');
  if (contacts.length > 257) throw coded(131009, 'Too many contacts. Max allowed contacts: 257');
  for (const contact of contacts) {
    const name = objectAt(contact, 'name');
    const rest = isObject(name) ? Object.keys(name).filter((key) => key !== 'formatted_name') : [];
    if (!name || !textAt(name, 'formatted_name') || rest.length === 0) {
      throw coded(131008, 'Contact name needs formatted_name and at least one other name field');
    }
  }
}
