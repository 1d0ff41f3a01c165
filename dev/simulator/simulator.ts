import { type ChatMessage, Chats, type SentMessage, isSent } from './chats.js';
import type { InboundContent } from './content.js';
import { Control } from './control.js';
import { Events, type SimulatorEvent } from './events.js';
import { type FaultSettings, Faults } from './faults.js';
import { setTemplateStatus } from './graph-templates.js';
import { Graph } from './graph.js';
import { MediaStore } from './media.js';
import { type NewPerson, People, type Person } from './people.js';
import { RateLimits } from './rates.js';
import { Scheduler } from './scheduler.js';
import { Statuses } from './statuses.js';
import { findOption, tapContent } from './tapping.js';
import { type NewTemplate, type Template, type TemplateStatus, Templates } from './templates.js';
import { Webhooks } from './webhooks.js';
import { type SimulatorOptions, type World, learnPeople, record } from './world.js';
import { type Written, setMarketing, write } from './writing.js';

/** Meta's side of the conversation, and everybody's telephone. `who` is a number in any form, a user id or a person's id. */
export interface Simulator {
  /** Answers Graph calls, the page and its API; null = not ours. `type === 'error'` means: break the connection. */
  handle(request: Request): Promise<Response | null>;
  person(who: string | NewPerson): Person;
  /** A person writes; resolves when the webhook was answered. `at`: when they wrote, if not now. */
  userSends(who: string, content: string | InboundContent, options?: { at?: Date }): Promise<Written>;
  /** A person taps an option (number from 1, id or title) of the last message that offers any. */
  userTaps(who: string, option: string | number, messageId?: string): Promise<Written>;
  userReads(who: string): Promise<void>;
  userPlays(messageId: string): Promise<void>;
  userStopsMarketing(who: string, stops: boolean): Promise<void>;
  userChanges(who: string, change: PersonChange): Promise<Person>;
  outbox: Outbox;
  chat(who: string): ChatMessage[];
  templates: {
    all(): Template[];
    add(template: NewTemplate): Template;
    setStatus(name: string, language: string, status: TemplateStatus, reason?: string): Promise<void>;
  };
  events: { subscribe(listener: (event: SimulatorEvent) => void): () => void };
  setFaults(settings: FaultSettings): void;
  /** The check that Meta makes when the webhook's address is entered. */
  handshake(): Promise<boolean>;
  /** Starts what is due by the clock (retries, statuses): call it after moving the clock. */
  tick(): Promise<void>;
  /** Hurries all statuses, batches and reviews, and waits for every webhook under way. */
  settle(): Promise<void>;
  /** Forgets people, chats, media, templates and faults. */
  reset(): void;
}

/** Every message that Meta accepted from the school, oldest first. */
export interface Outbox {
  all(): SentMessage[];
  of(who: string): SentMessage[];
  last(who: string): SentMessage | null;
  clear(): void;
}

export type PersonChange = Partial<
  Pick<Person, 'name' | 'onWhatsApp' | 'online' | 'readReceipts' | 'blocksSchool'>
>;

export function createSimulator(options: SimulatorOptions): Simulator {
  const world = createWorld(options);
  const statuses = new Statuses(world);
  const rates = new RateLimits(options);
  const graph = new Graph(world, { statuses, rates });
  const people = world.people;

  const simulator: Simulator = {
    async handle(request) {
      const answer = await control.handle(request);
      if (answer) return answer;
      await learnPeople(world);
      return graph.handle(request);
    },
    person: (who) => (typeof who === 'string' ? people.findOrMake(who) : people.add(who)),
    async userSends(who, content, { at } = {}) {
      await learnPeople(world);
      const said: InboundContent = typeof content === 'string' ? { type: 'text', body: content } : content;
      return write(world, people.findOrMake(who), said, { statuses, ...(at ? { at } : {}) });
    },
    async userTaps(who, wanted, messageId) {
      const person = people.findOrMake(who);
      const found = findOption(world, person, { option: wanted, ...(messageId ? { messageId } : {}) });
      const content = tapContent(person, found.message, found.option);
      if (!content) throw new Error(`"${found.option.title}" sends nothing to the school.`);
      return write(world, person, content, { statuses });
    },
    userReads: (who) => statuses.read(people.findOrMake(who)),
    userPlays: (messageId) => statuses.played(messageId),
    userStopsMarketing: (who, stops) =>
      setMarketing(world, people.findOrMake(who), stops ? 'stop' : 'resume'),
    async userChanges(who, change) {
      const person = people.findOrMake(who);
      Object.assign(person, change);
      world.events.emit('person', person);
      if (change.online) await statuses.backOnline(person);
      return person;
    },
    outbox: outboxOf(world),
    chat: (who) => world.chats.of(people.findOrMake(who).id),
    templates: {
      all: () => world.templates.all(),
      add: (template) => world.templates.add(template),
      async setStatus(name, language, status, reason) {
        const template = world.templates.find(name, language);
        if (!template) throw new Error(`There is no template ${name} in ${language}.`);
        await setTemplateStatus(world, template, status, reason);
      },
    },
    events: world.events,
    setFaults: (settings) => world.faults.set(settings),
    handshake: () => world.webhooks.handshake(),
    tick: () => world.scheduler.tick(),
    settle: () => world.scheduler.settle(),
    reset() {
      for (const part of [world.scheduler, world.webhooks, world.chats, world.media, world.faults])
        part.clear();
      for (const part of [statuses, rates, world.people, world.templates]) part.clear();
      world.exchanges.length = 0;
      furnish(world);
      world.events.emit('reset', null);
    },
  };
  const control = new Control(world, simulator);
  furnish(world);
  return simulator;
}

function createWorld(options: SimulatorOptions): World {
  const { clock } = options;
  const events = new Events();
  const faults: Faults = new Faults(() => events.emit('faults', faults.active()));
  const scheduler = new Scheduler(clock);
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const world: World = {
    options,
    people: new People(options.displayPhoneNumber),
    chats: new Chats(),
    media: new MediaStore(clock),
    templates: new Templates(),
    faults,
    events,
    scheduler,
    webhooks: new Webhooks(
      { ...options, fetch: send },
      { faults, scheduler, record: (exchange) => record(world, exchange) },
    ),
    exchanges: [],
    profile: {},
    service: { month: '', sent: 0 },
  };
  return world;
}

function furnish(world: World): void {
  world.templates.clear();
  for (const template of world.options.templates ?? []) world.templates.add(template);
  for (const person of world.options.knownPeople ?? []) world.people.add(person);
}

function outboxOf(world: World): Outbox {
  const cleared = new WeakSet<SentMessage>();
  const all = () =>
    world.chats
      .all()
      .filter(isSent)
      .filter((message) => !cleared.has(message));
  const of = (who: string) => {
    const person = world.people.find(who);
    return all().filter((message) => message.person === person?.id);
  };
  return {
    all,
    of,
    last: (who) => of(who).at(-1) ?? null,
    clear: () => all().forEach((message) => cleared.add(message)),
  };
}
