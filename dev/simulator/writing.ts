import type { ChatMessage } from './chats.js';
import type { InboundContent } from './content.js';
import { reactTo } from './graph-messages.js';
import { buildMessage, contactsFor } from './inbound.js';
import { type JsonObject, objectAt, textAt } from './json.js';
import type { Person } from './people.js';
import type { Statuses } from './statuses.js';
import { type View, viewOf } from './view.js';
import { type World, changed, now, personChanged, webhookValue } from './world.js';

export interface Written {
  /** The wamid. */
  id: string;
  /** The school's server answered 200 at the first try. */
  acknowledged: boolean;
  /** HTTP status of that answer; null when there was none. */
  status: number | null;
}

/** A person does something in the chat: it is kept, and the school's webhook hears of it. */
export async function write(
  world: World,
  person: Person,
  content: InboundContent,
  parts: { statuses: Statuses; at?: Date },
): Promise<Written> {
  const stale = world.faults.take('stale');
  const at = (parts.at?.getTime() ?? now(world)) - (stale ? stale.value * 60_000 : 0);
  const context = { media: world.media, displayPhoneNumber: world.options.displayPhoneNumber, at };
  const json = buildMessage(person, content, context);
  const contacts = contactsFor(person, content);
  const message = keep(world, person, { content, json, at });
  if (content.type === 'number_changed') world.people.changeNumber(person, content.phone);
  else person.lastWroteAt = Math.max(person.lastWroteAt ?? 0, at);
  if (content.type === 'text' && content.referral) person.cameFromAd = true;
  personChanged(world, person);
  // Who writes has the chat open: what waited in it is read.
  await parts.statuses.read(person);
  const delivery = await world.webhooks.send({
    field: 'messages',
    value: webhookValue(world, { contacts, messages: [json] }),
  });
  if (delivery.acknowledged && message.ticks === 'sending') {
    message.ticks = 'delivered';
    changed(world, message);
  }
  return { id: message.id, ...delivery };
}

/** Marketing stop or resume, from the chat's own menu. */
export async function setMarketing(world: World, person: Person, value: 'stop' | 'resume'): Promise<void> {
  person.stopsMarketing = value === 'stop';
  personChanged(world, person);
  const preference: JsonObject = {
    wa_id: person.kind === 'user_id_only' ? undefined : (person.phone ?? undefined),
    user_id: person.userId ?? undefined,
    detail: `User requested to ${value} marketing messages`,
    category: 'marketing_messages',
    value,
    timestamp: Math.floor(now(world) / 1000),
  };
  const contacts = [{ wa_id: preference.wa_id, user_id: preference.user_id }];
  await world.webhooks.send({
    field: 'user_preferences',
    value: webhookValue(world, { contacts, user_preferences: [preference] }),
  });
}

interface Said {
  content: InboundContent;
  json: JsonObject;
  at: number;
}

function keep(world: World, person: Person, { content, json, at }: Said): ChatMessage {
  const replyTo = textAt(objectAt(json, 'context') ?? {}, 'id');
  const message: ChatMessage = {
    id: textAt(json, 'id') ?? '',
    person: person.id,
    direction: 'in',
    at,
    json,
    view: seen(content, json),
    ticks: 'sending',
    reactions: {},
    ...(replyTo ? { replyTo } : {}),
    ...(content.type === 'text' && content.forwarded ? { forwarded: true } : {}),
  };
  world.chats.add(message);
  applyTo(world, content);
  changed(world, message);
  return message;
}

/** Reactions, edits and deletions show on the message they are about. */
function applyTo(world: World, content: InboundContent): void {
  if (content.type === 'reaction')
    reactTo(world, { message_id: content.messageId, emoji: content.emoji }, 'person');
  if (content.type !== 'edit' && content.type !== 'revoke') return;
  const target = world.chats.get(content.messageId);
  if (!target) return;
  if (content.type === 'revoke') target.revoked = true;
  else {
    target.edited = true;
    target.view = { ...target.view, body: content.body };
  }
  changed(world, target);
}

function seen(content: InboundContent, json: JsonObject): View {
  if (content.type === 'unsupported') {
    return { kind: 'unsupported', body: content.kind ?? 'poll_creation', options: [] };
  }
  const view = viewOf(json);
  // What a voice note says stands under it for the person; the school has the recording only.
  return content.type === 'voice' && content.says ? { ...view, body: `“${content.says}”` } : view;
}
