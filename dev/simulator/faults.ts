/** What can go wrong when the school calls Meta. They touch sends only; `slow` and `graph_down` touch every call. */
export const GRAPH_FAULTS = {
  rate_limited: '130429: too many messages from this number',
  pair_limited: '131056: too many messages to this person',
  window_closed: '131047 at once: more than 24 hours since they wrote',
  server_error: 'HTTP 500, code 131000',
  token_expired: 'HTTP 401, code 190: the access token has expired',
  answer_lost: 'Accepted and delivered, but the connection breaks before the answer',
  connection_dropped: 'The connection breaks and nothing is accepted',
  graph_down: 'HTTP 503 on every Graph call',
  slow: 'Every Graph call takes so many ms longer',
  undeliverable: 'Accepted, then the status says failed (131026, or the code given)',
} as const;

/** What can go wrong when Meta calls the school. */
export const WEBHOOK_FAULTS = {
  duplicate: 'Every webhook is delivered twice, one after the other',
  concurrent: 'Every webhook is delivered twice at the same moment',
  batch: 'So many updates wait and come in one request',
  statuses_shuffled: 'Delivered comes before sent',
  statuses_first: 'Statuses come before the answer to the send',
  statuses_missing: 'No statuses at all',
  late: 'Every webhook comes so many ms late',
  stale: 'Messages carry a time so many minutes in the past',
  bad_signature: 'The signature is wrong',
  escaped_slashes: 'Slashes come as \\/',
} as const;

export type FaultName = keyof typeof GRAPH_FAULTS | keyof typeof WEBHOOK_FAULTS;

export interface Fault {
  /** How many more calls it touches; null = until it is switched off. */
  times: number | null;
  /** Milliseconds, minutes, a batch's size or an error code, as the fault needs. */
  value: number;
}

/** true = until switched off, a number = for the next n calls, false or 0 = off. */
export type FaultSetting = boolean | number | { times?: number | null; value?: number };
export type FaultSettings = Partial<Record<FaultName, FaultSetting>>;

const DEFAULT_VALUES: Partial<Record<FaultName, number>> = {
  slow: 2000,
  late: 5000,
  stale: 60,
  batch: 3,
  undeliverable: 131026,
};

export class Faults {
  readonly #on = new Map<FaultName, Fault>();
  readonly #changed: () => void;

  constructor(changed: () => void = () => undefined) {
    this.#changed = changed;
  }

  /** Names that are not mentioned stay as they are. */
  set(settings: FaultSettings): void {
    for (const [name, setting] of Object.entries(settings)) {
      if (!isFaultName(name)) throw new Error(`There is no fault "${name}".`);
      const fault = toFault(name, setting);
      if (fault) this.#on.set(name, fault);
      else this.#on.delete(name);
    }
    this.#changed();
  }

  /** The fault if it is on, counting this call. */
  take(name: FaultName): Fault | null {
    const fault = this.#on.get(name);
    if (!fault) return null;
    if (fault.times !== null) {
      fault.times -= 1;
      if (fault.times <= 0) this.#on.delete(name);
      this.#changed();
    }
    return { ...fault };
  }

  active(): Partial<Record<FaultName, Fault>> {
    return Object.fromEntries(this.#on);
  }

  clear(): void {
    this.#on.clear();
  }
}

/** What the fault's number is unless given; null for a fault that needs none. */
export function defaultValue(name: string): number | null {
  return isFaultName(name) ? (DEFAULT_VALUES[name] ?? null) : null;
}

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(GRAPH_FAULTS, name) || Object.hasOwn(WEBHOOK_FAULTS, name);
}

function toFault(name: FaultName, setting: FaultSetting | undefined): Fault | null {
  const value = DEFAULT_VALUES[name] ?? 0;
  if (setting === undefined || setting === false || setting === 0) return null;
  if (setting === true) return { times: null, value };
  if (typeof setting === 'number') return { times: setting, value };
  return { times: setting.times ?? null, value: setting.value ?? value };
}
