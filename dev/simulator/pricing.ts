import { textAt } from './json.js';
import type { Dispatch } from './statuses.js';
import { type World, now } from './world.js';

export type Pricing = {
  billable: boolean;
  pricing_model: 'PMP';
  type: 'regular' | 'free_customer_service' | 'free_entry_point';
  category: string;
};

const FREE_SERVICE_A_MONTH = 1000;
const FREE_ENTRY_MS = 72 * 3_600_000;

/** Per delivered message; the first 1,000 service messages of a month and 72 hours after an ad are free. */
export function priceOf(world: World, { message, person, category }: Dispatch): Pricing | null {
  if (textAt(message.json, 'type') === 'reaction') return null;
  if (person.cameFromAd && person.freeEntryUntil === null) person.freeEntryUntil = now(world) + FREE_ENTRY_MS;
  const entry = person.freeEntryUntil !== null && now(world) < person.freeEntryUntil;
  const free = category === 'service' && countService(world) <= FREE_SERVICE_A_MONTH;
  const type = entry ? 'free_entry_point' : free ? 'free_customer_service' : 'regular';
  return { billable: type === 'regular', pricing_model: 'PMP', type, category };
}

/** Counts this one and says how many there were this month. */
function countService(world: World): number {
  const month = new Date(now(world)).toISOString().slice(0, 7);
  if (world.service.month !== month) world.service = { month, sent: 0 };
  world.service.sent += 1;
  return world.service.sent;
}
