import type { ChatMessage } from './chats.js';
import type { Exchange } from './exchange.js';
import { type Fault, GRAPH_FAULTS, WEBHOOK_FAULTS, defaultValue } from './faults.js';
import type { DirectoryEntry, Person } from './people.js';
import type { Template } from './templates.js';
import { type World, businessName, learnPeople } from './world.js';

/** All that the page (and the terminal) shows, as it is now. */
export interface SimulatorState {
  /** The last event that this state contains. */
  seq: number;
  school: { name: string; number: string; timeZone: string };
  now: string;
  clockMoves: boolean;
  /** The school's own people, with the number as digits. */
  directory: DirectoryEntry[];
  people: Person[];
  messages: ChatMessage[];
  exchanges: Exchange[];
  templates: Template[];
  faults: Record<string, Fault>;
  faultKinds: { name: string; side: 'graph' | 'webhook'; about: string; value: number | null }[];
}

export async function state(world: World): Promise<SimulatorState> {
  const { options } = world;
  const directory = await learnPeople(world, { again: true });
  return {
    seq: world.events.seq,
    school: {
      name: await businessName(world),
      number: options.displayPhoneNumber,
      timeZone: options.timeZone ?? 'Asia/Kolkata',
    },
    now: options.clock.now().toISOString(),
    clockMoves: options.moveClock !== undefined,
    directory,
    people: world.people.all(),
    messages: world.chats.all(),
    exchanges: world.exchanges,
    templates: world.templates.all(),
    faults: world.faults.active(),
    faultKinds: [...kinds('graph', GRAPH_FAULTS), ...kinds('webhook', WEBHOOK_FAULTS)],
  };
}

function kinds(side: 'graph' | 'webhook', faults: Record<string, string>): SimulatorState['faultKinds'] {
  return Object.entries(faults).map(([name, about]) => ({ name, side, about, value: defaultValue(name) }));
}
