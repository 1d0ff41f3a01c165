import type { SentMessage } from '../../dev/simulator/chats.js';
import type { InboundContent } from '../../dev/simulator/content.js';
import type { World } from './world.js';

/** Somebody's telephone in a test: says, taps, hears. */
export interface Chat {
  /** Types a text (or sends something else) and waits for what comes of it. */
  says(content: string | InboundContent): Promise<string>;
  /** Taps a button or row of the last message that has any, by its title or its number from 1. */
  taps(option: string | number, messageId?: string): Promise<string>;
  /** The text of the last message from the school, with its options as `[title]` lines. */
  hears(): string;
  /** All that the school has written, oldest first. */
  heard(): string[];
  last(): SentMessage | null;
}

export function createChat(world: World, who: string): Chat {
  const chat: Chat = {
    async says(content) {
      await world.meta.userSends(who, content);
      await world.idle();
      return chat.hears();
    },
    async taps(option, messageId) {
      await world.meta.userTaps(who, option, messageId);
      await world.idle();
      return chat.hears();
    },
    hears: () => readable(chat.last()),
    heard: () => world.meta.outbox.of(who).map(readable),
    last: () => world.meta.outbox.last(who),
  };
  return chat;
}

function readable(message: SentMessage | null): string {
  if (!message) return '';
  const options = message.view.options.map((o) => `[${o.title}]`);
  return [message.view.body, ...options].join('\n');
}
