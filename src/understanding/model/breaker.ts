import type { ModelLimits } from './types.js';

/** Stops asking a provider that keeps failing, and asks again after a while. */
export interface Breaker {
  /** False while it is open: do not ask. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
}

type State =
  | { kind: 'closed'; failures: number }
  | { kind: 'open'; since: number }
  | { kind: 'trying'; successes: number };

/** Opens after so many failures in a row, tries again after openMs, closes after so many successes in a row. */
export function createBreaker(limits: ModelLimits['breaker'], now: () => number): Breaker {
  let state: State = { kind: 'closed', failures: 0 };
  return {
    allows() {
      if (state.kind === 'open' && now() - state.since >= limits.openMs)
        state = { kind: 'trying', successes: 0 };
      return state.kind !== 'open';
    },
    succeeded() {
      const enough = state.kind === 'trying' && state.successes + 1 >= limits.successes;
      if (state.kind === 'trying' && !enough) state = { kind: 'trying', successes: state.successes + 1 };
      else if (state.kind !== 'open') state = { kind: 'closed', failures: 0 };
    },
    failed() {
      const failures = state.kind === 'closed' ? state.failures + 1 : limits.failures;
      state = failures >= limits.failures ? { kind: 'open', since: now() } : { kind: 'closed', failures };
    },
  };
}
