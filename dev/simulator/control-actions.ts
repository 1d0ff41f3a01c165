import { z } from 'zod';
import { InboundContent } from './content.js';
import { type FaultSettings, isFaultName } from './faults.js';
import { isObject } from './json.js';
import type { NewPerson } from './people.js';
import type { PersonChange, Simulator } from './simulator.js';
import { readTime } from './times.js';
import type { World } from './world.js';

/** One POST of the page's API: reads its body, acts, answers. */
export type Action = (body: unknown) => Promise<unknown>;

const who = z.string().min(1);
const Sending = z.object({ who, content: z.unknown() });
const Tapping = z.object({
  who,
  option: z.union([z.string(), z.number()]),
  messageId: z.string().optional(),
});
const Who = z.object({ who });
const Playing = z.object({ messageId: z.string() });
const Clock = z.object({ to: z.string().min(1) });
const Introducing = z.object({
  phone: z.string().min(5).optional(),
  userId: z.string().optional(),
  name: z.string().max(100).optional(),
  role: z.string().optional(),
  note: z.string().optional(),
  kind: z.enum(['phone_only', 'phone_and_user_id', 'user_id_only']).optional(),
});
const Changing = z.object({
  who,
  change: z.object({
    name: z.string().optional(),
    onWhatsApp: z.boolean().optional(),
    online: z.boolean().optional(),
    readReceipts: z.boolean().optional(),
    blocksSchool: z.boolean().optional(),
    stopsMarketing: z.boolean().optional(),
  }),
});
const Setting = z.union([
  z.boolean(),
  z.number(),
  z.object({ times: z.number().nullable().optional(), value: z.number().optional() }),
]);
const Faults = z.record(z.string(), Setting);
const Template = z.object({
  name: z.string(),
  language: z.string(),
  status: z.enum(['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED']),
});

export function actions(world: World, simulator: Simulator): Record<string, Action> {
  return {
    people: async (body) => simulator.person(given<NewPerson>(Introducing.parse(body))),
    send: async (body) => {
      const sending = Sending.parse(body);
      return simulator.userSends(sending.who, InboundContent.parse(withBytes(sending.content)));
    },
    tap: async (body) => {
      const tap = Tapping.parse(body);
      return simulator.userTaps(tap.who, tap.option, tap.messageId);
    },
    read: async (body) => simulator.userReads(Who.parse(body).who),
    played: async (body) => simulator.userPlays(Playing.parse(body).messageId),
    person: async (body) => {
      const { who, change } = Changing.parse(body);
      const { stopsMarketing, ...rest } = change;
      if (stopsMarketing !== undefined) await simulator.userStopsMarketing(who, stopsMarketing);
      return simulator.userChanges(who, given<PersonChange>(rest));
    },
    faults: async (body) => {
      const settings = Faults.parse(body);
      const unknown = Object.keys(settings).find((name) => !isFaultName(name));
      if (unknown) throw new Error(`There is no fault "${unknown}".`);
      simulator.setFaults(settings as FaultSettings);
      return world.faults.active();
    },
    clock: async (body) => moveClock(world, simulator, Clock.parse(body).to),
    template: async (body) => {
      const { name, language, status } = Template.parse(body);
      await simulator.templates.setStatus(name, language, status);
    },
    handshake: async () => ({ verified: await simulator.handshake() }),
    reset: async () => simulator.reset(),
  };
}

async function moveClock(world: World, simulator: Simulator, to: string): Promise<{ now: string }> {
  const { clock, moveClock: move, timeZone } = world.options;
  if (!move) throw new Error('This clock cannot be moved.');
  await move(readTime(to, clock.now(), timeZone ?? 'Asia/Kolkata').toISOString());
  const now = clock.now().toISOString();
  world.events.emit('clock', { now });
  // Not awaited: retries may take as long as the school's server does.
  void simulator.tick();
  return { now };
}

/** The page sends files as base64 in `data`. */
function withBytes(content: unknown): unknown {
  if (!isObject(content) || typeof content.data !== 'string') return content;
  const { data, ...rest } = content;
  return { ...rest, bytes: new Uint8Array(Buffer.from(data, 'base64')) };
}

/** Without the members that were not given. */
function given<T extends object>(value: { [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
