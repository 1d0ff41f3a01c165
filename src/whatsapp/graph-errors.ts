/**
 * What an error code of Meta asks of us (Meta, "Error codes"; Cloud API and Graph API).
 * retry: soon, with back-off · wait: much later · fix: our request is wrong · stop_person: this person cannot be
 * written to · stop_all: nothing can be sent until somebody mends the account.
 */
export type ErrorAction = 'retry' | 'wait' | 'fix' | 'stop_person' | 'stop_all';

const CODES: Record<ErrorAction, readonly number[]> = {
  retry: [1, 2, 130429, 131000, 131016, 131056, 131057, 133004, 2494100],
  wait: [4, 17, 341, 613, 80007, 131049, 132015, 132069],
  stop_person: [130403, 130472, 130497, 131026, 131047, 131050, 131062, 137000],
  stop_all: [0, 3, 10, 33, 190, 368, 131005, 131031, 131037, 131042, 131044, 131045, 131048, 131064, 133010],
  fix: [],
};

const ACTION = new Map<number, ErrorAction>();
for (const action of ['retry', 'wait', 'stop_person', 'stop_all'] as const) {
  for (const code of CODES[action]) ACTION.set(code, action);
}

/**
 * An unknown code is ours to fix: repeating it blindly could double a message or hide a fault. Only where the HTTP
 * status blames Meta's side (5xx) is it tried again.
 */
export function actionFor(code: number, status = 400): ErrorAction {
  if (code >= 200 && code <= 299) return 'stop_all';
  return ACTION.get(code) ?? (status >= 500 ? 'retry' : 'fix');
}

/** What a refusal says of the person, and not only of this message. */
export type PersonEffect = 'unreachable' | 'window_closed' | 'no_marketing';

const EFFECTS: ReadonlyMap<number, PersonEffect> = new Map([
  [131047, 'window_closed'],
  [131050, 'no_marketing'],
  [130403, 'unreachable'],
  [130497, 'unreachable'],
  [131026, 'unreachable'],
  [131062, 'unreachable'],
  [137000, 'unreachable'],
]);

export function effectOf(code: number): PersonEffect | null {
  return EFFECTS.get(code) ?? null;
}

/** Meta's limits (per number, per pair): a message that met them was certainly not taken. */
const NOT_TAKEN: ReadonlySet<number | null> = new Set([130429, 131056]);

/** Whether Meta may have taken the message although it said no: then the next try may double it. */
export function leavesDoubt(code: number | null, action: ErrorAction): boolean {
  return action === 'retry' && code !== null && !NOT_TAKEN.has(code);
}

/** How often a message is tried in all where Meta gives this code; a withheld one not in a loop (131049). */
export function triesFor(code: number | null): number {
  if (code === 131049) return 2;
  return code === 1 || code === 131000 ? 3 : 8;
}

/** Meta's own pace for one person: 4^attempt seconds (131056); for the rest a doubling from one second with jitter, 15 minutes at most. */
export function backOffMs(code: number | null, attempt: number, random = Math.random()): number {
  const limit = 15 * 60_000;
  if (code === 131056) return Math.min(limit, 4 ** attempt * 1000);
  if (code === 2 || code === 131057 || code === 2494100) return Math.min(limit, 60_000 * 2 ** (attempt - 1));
  return Math.min(limit, 1000 * 2 ** (attempt - 1) * (0.75 + random / 2));
}

/** How long "much later" is: a day where Meta holds marketing back (131049), else the hour its limits count by. */
export function waitMs(code: number): number {
  return code === 131049 ? 24 * 3_600_000 : 3_600_000;
}
