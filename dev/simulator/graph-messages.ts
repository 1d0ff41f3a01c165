import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { ChatMessage, SentMessage } from './chats.js';
import { GraphError, coded, invalid } from './failures.js';
import { wamid } from './ids.js';
import { type Json, type JsonObject, objectAt, textAt } from './json.js';
import type { Person } from './people.js';
import type { RateLimits } from './rates.js';
import type { Dispatch, Statuses } from './statuses.js';
import { type Accepted, checkProduct, checkSend } from './validate.js';
import { viewOf } from './view.js';
import { type World, changed, now, personChanged } from './world.js';

const TYPING_MS = 25_000;

/** POST /{phone number id}/messages: a message, or a read receipt (with or without "typing…"). */
export async function postMessage(
  world: World,
  body: JsonObject,
  parts: { statuses: Statuses; rates: RateLimits },
): Promise<Json> {
  if (body.status !== undefined) return markRead(world, body);
  const accepted = checkSend(body, world);
  const person = recipientOf(world, accepted);
  checkAllowed(world, person);
  parts.rates.check(person.id);
  const message = keep(world, accepted, person);
  await parts.statuses.start(dispatchOf(world, accepted, person, message));
  return answer(accepted, person, message);
}

function recipientOf(world: World, { to, recipient }: Accepted): Person {
  if (to === null) return world.people.findOrMake(recipient ?? '');
  const digits = world.people.digits(to);
  const known = world.people.find(digits);
  if (known) return known;
  // A user id in `to` loses its letters, and the rest is nobody's number: Meta notices later.
  const onWhatsApp = parsePhoneNumberFromString(`+${digits}`)?.isPossible() ?? false;
  return world.people.add({ phone: `+${digits}`, onWhatsApp });
}

function checkAllowed(world: World, person: Person): void {
  const allowed = world.options.allowList;
  if (allowed && !allowed.some((one) => world.people.digits(one) === person.phone)) throw coded(131030);
  if (person.phone === world.options.displayPhoneNumber.replace(/\D/g, '')) throw coded(131021);
}

function keep(world: World, { json }: Accepted, person: Person): SentMessage {
  const type = textAt(json, 'type') ?? 'text';
  const template = type === 'template' ? templateOf(world, json) : null;
  const replyTo = textAt(objectAt(json, 'context') ?? {}, 'message_id');
  const message: SentMessage = {
    id: wamid(person.phone ?? person.userId ?? person.id, 'school'),
    person: person.id,
    direction: 'out',
    at: now(world),
    json,
    view: viewOf(json, template),
    ticks: 'accepted',
    reactions: {},
    ...(replyTo ? { replyTo } : {}),
  };
  world.chats.add(message);
  if (type === 'reaction') reactTo(world, objectAt(json, 'reaction') ?? {}, 'school');
  world.events.emit('typing', { person: person.id, typing: false });
  changed(world, message);
  personChanged(world, person);
  return message;
}

/** Puts a reaction under the message it is for; an empty one takes it away. */
export function reactTo(world: World, reaction: JsonObject, by: 'person' | 'school'): void {
  const target = world.chats.get(textAt(reaction, 'message_id') ?? '');
  if (!target) return;
  const emoji = textAt(reaction, 'emoji');
  if (emoji) target.reactions[by] = emoji;
  else delete target.reactions[by];
  changed(world, target);
}

function templateOf(world: World, json: JsonObject) {
  const sent = objectAt(json, 'template') ?? {};
  return world.templates.find(
    textAt(sent, 'name') ?? '',
    textAt(objectAt(sent, 'language') ?? {}, 'code') ?? '',
  );
}

function dispatchOf(world: World, { json, to }: Accepted, person: Person, message: SentMessage): Dispatch {
  const category =
    textAt(json, 'type') === 'template' ? templateOf(world, json)?.category.toLowerCase() : null;
  return {
    message,
    person,
    byUserId: to === null,
    category: category ?? 'service',
    pricing: null,
    pricedDelivery: false,
  };
}

function answer({ json, to, recipient }: Accepted, person: Person, message: SentMessage): Json {
  const contact: JsonObject = to
    ? { input: to, wa_id: person.phone ?? undefined }
    : { input: recipient ?? undefined, user_id: recipient ?? undefined };
  const accepted: JsonObject = { id: message.id };
  if (textAt(json, 'type') === 'template') accepted.message_status = 'accepted';
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [accepted] };
}

/** Marks this message and all earlier ones as read; "typing…" shows for 25 s or until the answer. */
function markRead(world: World, body: JsonObject): Json {
  checkProduct(body);
  if (body.status !== 'read') {
    throw invalid(`(#100) Param status must be one of {READ} - got "${textAt(body, 'status')}".`);
  }
  const id = textAt(body, 'message_id');
  if (!id) throw invalid('(#100) The parameter message_id is required.');
  const message = world.chats.get(id);
  if (message?.direction !== 'in') throw coded(131009, 'Message ID is invalid.');
  for (const earlier of world.chats.of(message.person)) markOne(world, earlier, message.at);
  if (body.typing_indicator !== undefined) startTyping(world, body, message.person);
  return { success: true };
}

function markOne(world: World, message: ChatMessage, upTo: number): void {
  if (message.direction !== 'in' || message.at > upTo || message.ticks === 'read') return;
  message.ticks = 'read';
  changed(world, message);
}

function startTyping(world: World, body: JsonObject, person: string): void {
  if (textAt(objectAt(body, 'typing_indicator') ?? {}, 'type') !== 'text') {
    throw new GraphError(100, "(#100) Param typing_indicator['type'] must be one of {TEXT}.");
  }
  world.events.emit('typing', { person, typing: true });
  world.scheduler.after(TYPING_MS, 'typing', async () => {
    world.events.emit('typing', { person, typing: false });
  });
}
