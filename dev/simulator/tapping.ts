import type { SentMessage } from './chats.js';
import { isSent } from './chats.js';
import type { InboundContent } from './content.js';
import type { Person } from './people.js';
import type { Option } from './view.js';
import type { World } from './world.js';

/** What a tap on an option says to the school; null for what sends nothing (links, calls, codes). */
export function tapContent(person: Person, message: SentMessage, option: Option): InboundContent | null {
  const replyTo = message.id;
  const { id, title, description } = option;
  switch (option.kind) {
    case 'button':
      return { type: 'button_reply', id, title, replyTo };
    case 'row':
      return { type: 'list_reply', id, title, replyTo, ...(description ? { description } : {}) };
    case 'template_button':
      return { type: 'template_button', payload: id, text: title, replyTo };
    case 'location_request':
      return { type: 'location', replyTo };
    case 'contact_request':
      return { type: 'contacts', name: person.name, phone: `+${person.phone ?? ''}`, asked: true, replyTo };
    case 'flow':
    case 'link':
    case 'call':
    case 'copy':
      return null;
  }
}

/** The option with this number (from 1), id or title, on the given message or on the last that offers anything. */
export function findOption(
  world: World,
  person: Person,
  wanted: { option: string | number; messageId?: string },
): { message: SentMessage; option: Option } {
  const offered = world.chats
    .of(person.id)
    .filter(isSent)
    .filter((one) => one.view.options.length > 0);
  const candidates = wanted.messageId
    ? offered.filter((one) => one.id === wanted.messageId)
    : offered.slice(-1);
  for (const message of candidates) {
    const options = message.view.options;
    const option =
      typeof wanted.option === 'number'
        ? options[wanted.option - 1]
        : options.find((one) => one.id === wanted.option || one.title === wanted.option);
    if (option) return { message, option };
  }
  const known = candidates.flatMap((one) => one.view.options.map((option) => option.title));
  throw new Error(
    `There is nothing to tap called "${wanted.option}" (there is: ${known.join(', ') || 'nothing'}).`,
  );
}
