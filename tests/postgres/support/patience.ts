import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment } from './deployment.js';
import { unfinished } from './tables.js';

/** Waits until it holds. @returns whether it does, in time. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await sleep(15);
  }
  return true;
}

/** Everything that people wrote has come and is answered, nobody holds a mailbox, and the bot is silent. */
export async function isQuiet(school: Deployment, written: number): Promise<boolean> {
  const { database, network } = school;
  if (network.underWay() > 0 || !hasLookedAgain(school)) return false;
  const { received, open, unsent, leases } = await unfinished(database.db);
  if (received < written || open + unsent + leases > 0) return false;
  const before = network.calls.length;
  await sleep(20);
  return network.underWay() === 0 && network.calls.length === before;
}

/** Whoever has finished a turn looks into the mailbox once more. */
function hasLookedAgain({ network, isRunning }: Deployment): boolean {
  const last = new Map<string, string>();
  for (const { by, what } of network.calls) if (what === 'finish' || what === 'lease') last.set(by, what);
  return ![...last].some(([by, what]) => what === 'finish' && isRunning(by));
}
