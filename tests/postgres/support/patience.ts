import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment } from './deployment.js';
import type { Call } from './network.js';
import type { Instance } from './program.js';
import { minutePasses, unfinished } from './tables.js';

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

/** Whoever has finished a turn looks into the mailbox once more, unless it gave up on noting that. */
function hasLookedAgain({ network, isRunning }: Deployment): boolean {
  const last = new Map<string, Call>();
  for (const call of network.calls)
    if (call.what === 'finish' || call.what === 'lease') last.set(call.by, call);
  const justNow = Date.now() - 2000;
  return ![...last.values()].some(({ by, what, at }) => what === 'finish' && at > justNow && isRunning(by));
}

/** Waits until all is answered, or until nothing has happened for so long that only the scheduler can help. */
export async function untilStill(school: Deployment, written: number, stillMs = 800): Promise<boolean> {
  const { network } = school;
  let [calls, since] = [network.calls.length, Date.now()];
  while (Date.now() - since < stillMs) {
    if (await isQuiet(school, written)) return true;
    if (network.underWay() > 0 || network.calls.length !== calls) since = Date.now();
    calls = network.calls.length;
    await sleep(20);
  }
  return false;
}

/** Minutes pass, and in each the scheduler calls, until everybody is answered. @returns how many it took, or null */
export async function minutesUntilAnswered(
  school: Deployment,
  { instance, written }: { instance: Instance; written: number },
): Promise<number | null> {
  for (let minutes = 0; minutes < 10; minutes++) {
    if (await untilStill(school, written)) return minutes;
    await minutePasses(school.database.db);
    await school.tick(instance);
  }
  return null;
}
