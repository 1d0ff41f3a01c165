import type { ChatMessage, Chats } from './chats.js';
import type { Events } from './events.js';
import type { Exchange } from './exchange.js';
import type { Faults } from './faults.js';
import type { JsonObject } from './json.js';
import type { MediaStore } from './media.js';
import type { DirectoryEntry, NewPerson, People, Person } from './people.js';
import type { Scheduler } from './scheduler.js';
import type { NewTemplate, Templates } from './templates.js';
import type { Webhooks } from './webhooks.js';

export type { DirectoryEntry };

export interface SimulatorOptions {
  webhookUrl: string;
  appSecret: string;
  verifyToken: string;
  accessToken: string;
  phoneNumberId: string;
  businessAccountId: string;
  displayPhoneNumber: string;
  /** The name in the chat's title, or how to ask for it whenever the page opens. */
  businessName?: string | (() => Promise<string>);
  /** In which the page shows and reads times; default Asia/Kolkata. */
  timeZone?: string;
  clock: { now(): Date };
  /** Moves that clock: an ISO time or epoch ms. Without it the page shows the clock only. */
  moveClock?: (to: string | number) => unknown;
  /** The people offered on the page; read again whenever the page asks. */
  people?: () => Promise<DirectoryEntry[]>;
  /** People who exist from the start. */
  knownPeople?: NewPerson[];
  /** Templates that are approved from the start. */
  templates?: NewTemplate[];
  /** Sends the webhooks; the global fetch unless given. */
  fetch?: typeof fetch;
  /** ms from acceptance to `sent`, then to `delivered`; 'off' = no statuses. Default 80 and 250. */
  ladder?: { sentMs: number; deliveredMs: number } | 'off';
  /** Everybody reads at once, so that `read` follows by itself. Default false: the page and `userReads` do it. */
  readAtOnce?: boolean;
  retryDelaysMs?: readonly number[];
  /** How long Meta looks at a new template, ms; default 2000. */
  reviewMs?: number;
  /** Messages in one (real) second before 130429; null = no limit. Default 80. */
  perSecond?: number | null;
  /** Whether 45 at once and one per 6 s to one person is all there is (131056). Default true. */
  pairLimit?: boolean;
  /** Every window counts as open: where a story begins after people have written, without telling of it. */
  windowsOpen?: boolean;
  /** A test number reaches these only (131030). */
  allowList?: string[];
}

/** Everything that the parts of the simulator share. */
export interface World {
  options: SimulatorOptions;
  people: People;
  chats: Chats;
  media: MediaStore;
  templates: Templates;
  faults: Faults;
  events: Events;
  scheduler: Scheduler;
  webhooks: Webhooks;
  exchanges: Exchange[];
  profile: JsonObject;
  /** Free-form messages of the running month. */
  service: { month: string; sent: number };
}

/** Reads the school's people, so that who has a name there has it here; once, and again whenever `again`. */
export async function learnPeople(world: World, { again = false } = {}): Promise<DirectoryEntry[]> {
  const { people } = world.options;
  if (!people || (world.people.directory && !again)) return world.people.directory ?? [];
  return world.people.learn(await people());
}

export async function businessName(world: World): Promise<string> {
  const { businessName: name } = world.options;
  return (typeof name === 'function' ? await name() : name) ?? 'Music School';
}

export function now(world: World): number {
  return world.options.clock.now().getTime();
}

/** `value` of a webhook with what every one of them begins with. */
export function webhookValue(world: World, rest: JsonObject): JsonObject {
  return {
    messaging_product: 'whatsapp',
    metadata: {
      display_phone_number: world.options.displayPhoneNumber.replace(/\D/g, ''),
      phone_number_id: world.options.phoneNumberId,
    },
    ...rest,
  };
}

export function changed(world: World, message: ChatMessage): void {
  world.events.emit('message', message);
}

export function personChanged(world: World, person: Person): void {
  world.events.emit('person', person);
}

const EXCHANGES_KEPT = 500;

export function record(world: World, exchange: Exchange): void {
  world.exchanges.push(exchange);
  if (world.exchanges.length > EXCHANGES_KEPT) world.exchanges.shift();
  world.events.emit('traffic', exchange);
}
