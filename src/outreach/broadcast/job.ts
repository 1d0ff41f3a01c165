import type { Log } from '../../log.js';
import { type Planning, planMore, unplanned } from './plan.js';

/** Goes on with every broadcast that is not planned whole; one's trouble never holds up the others. Returns how many there are. */
export async function planWaiting(at: Planning & { log: Log }, mayGoOn: () => boolean): Promise<number> {
  const ids = await unplanned(at.db);
  for (const id of ids) {
    await planMore(at, id, mayGoOn).catch((error: unknown) => {
      at.log.error('planning_failed', error, { broadcast: id });
    });
  }
  return ids.length;
}
