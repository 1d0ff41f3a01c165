import type { Failure } from './failures.js';
import type { JsonObject } from './json.js';
import type { View } from './view.js';

export type Ticks = 'sending' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed';

/** One bubble: what a person wrote (`in`: into the school) or what the school sent (`out`). */
export interface ChatMessage {
  /** The wamid. */
  id: string;
  person: string;
  direction: 'in' | 'out';
  /** Clock time in ms. */
  at: number;
  /** What Meta was sent (out) or sent to the school (in), word for word. */
  json: JsonObject;
  view: View;
  ticks: Ticks;
  failure?: Failure;
  /** Wamid of the quoted message. */
  replyTo?: string;
  forwarded?: boolean;
  edited?: boolean;
  revoked?: boolean;
  /** The reactions on it, by who gave them. */
  reactions: { person?: string; school?: string };
}

/** A message that Meta accepted from the school. */
export interface SentMessage extends ChatMessage {
  direction: 'out';
}

/** Everything said, in the order in which it was said. */
export class Chats {
  #messages: ChatMessage[] = [];
  readonly #byId = new Map<string, ChatMessage>();
  readonly #byPerson = new Map<string, ChatMessage[]>();

  add(message: ChatMessage): ChatMessage {
    this.#messages.push(message);
    this.#byId.set(message.id, message);
    const theirs = this.#byPerson.get(message.person);
    if (theirs) theirs.push(message);
    else this.#byPerson.set(message.person, [message]);
    return message;
  }

  get(id: string): ChatMessage | null {
    return this.#byId.get(id) ?? null;
  }

  all(): ChatMessage[] {
    return [...this.#messages];
  }

  of(person: string): ChatMessage[] {
    return [...(this.#byPerson.get(person) ?? [])];
  }

  clear(): void {
    this.#messages = [];
    this.#byId.clear();
    this.#byPerson.clear();
  }
}

export function isSent(message: ChatMessage): message is SentMessage {
  return message.direction === 'out';
}
