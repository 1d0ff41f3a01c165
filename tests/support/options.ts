import type { SentMessage } from '../../dev/simulator/chats.js';

/** The ids behind the buttons and rows of a message, in the order shown. */
export function optionsIn(message: SentMessage | null): string[] {
  return message?.view.options.map((o) => o.id) ?? [];
}
