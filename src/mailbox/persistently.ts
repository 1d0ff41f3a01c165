import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.js';

/**
 * Records what has happened already, trying again after each of these pauses (milliseconds). Null when it cannot be
 * recorded: it is logged, and settled as after a crash.
 */
export async function persistently<T>(
  log: Log,
  pauses: readonly number[],
  record: () => Promise<T>,
): Promise<T | null> {
  for (const pause of [...pauses, null]) {
    try {
      return await record();
    } catch (error) {
      if (pause === null) log.error('record_failed', error);
      else await sleep(pause);
    }
  }
  return null;
}
