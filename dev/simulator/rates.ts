import { GraphError, TITLES, coded } from './failures.js';

const PAIR_BURST = 45;
const PAIR_REFILL_MS = 6000;

interface Bucket {
  left: number;
  clockAt: number;
  realAt: number;
}

/** 80 messages a second in all, and to one person 45 at once with one more every 6 s. */
export class RateLimits {
  #lastSecond: number[] = [];
  readonly #pairs = new Map<string, Bucket>();
  readonly #options: { clock: { now(): Date }; perSecond?: number | null; pairLimit?: boolean };

  constructor(options: { clock: { now(): Date }; perSecond?: number | null; pairLimit?: boolean }) {
    this.#options = options;
  }

  /** Counts a message. @throws GraphError 130429 or 131056 */
  check(person: string): void {
    this.#checkAll();
    if (this.#options.pairLimit !== false) this.#checkPair(person);
  }

  clear(): void {
    this.#lastSecond = [];
    this.#pairs.clear();
  }

  #checkAll(): void {
    const most = this.#options.perSecond === undefined ? 80 : this.#options.perSecond;
    if (most === null) return;
    const real = performance.now();
    this.#lastSecond = this.#lastSecond.filter((at) => real - at < 1000);
    if (this.#lastSecond.length >= most) throw throughputReached();
    this.#lastSecond.push(real);
  }

  /** The bucket fills by the clock or by real time, whichever is ahead: a clock that stands still blocks nobody for ever. */
  #checkPair(person: string): void {
    const clockAt = this.#options.clock.now().getTime();
    const realAt = performance.now();
    const known = this.#pairs.get(person) ?? { left: PAIR_BURST, clockAt, realAt };
    const passed = Math.max(clockAt - known.clockAt, realAt - known.realAt, 0);
    const left = Math.min(PAIR_BURST, known.left + passed / PAIR_REFILL_MS);
    if (left < 1) throw pairReached();
    this.#pairs.set(person, { left: left - 1, clockAt, realAt });
  }
}

export function throughputReached(): GraphError {
  return new GraphError(130429, `(#130429) ${TITLES[130429]}`, {
    details: 'Cloud API message throughput has been reached.',
    extra: { error_subcode: 2494055 },
  });
}

export function pairReached(): GraphError {
  return coded(
    131056,
    'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
  );
}
