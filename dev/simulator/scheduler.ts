/** What a job is for: `settle` hurries everything but the retries, which wait for the clock. */
type JobKind = 'status' | 'batch' | 'review' | 'retry' | 'typing';

interface Job {
  kind: JobKind;
  dueAt: number;
  run: () => Promise<void>;
  timer: NodeJS.Timeout;
}

/** Longer delays than this wait for the clock to be moved: a timer cannot hold more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Work for later. A job is due when its delay has passed for real, or when the clock was moved past it. */
export class Scheduler {
  readonly #jobs = new Set<Job>();
  readonly #running = new Set<Promise<void>>();
  readonly #clock: { now(): Date };

  constructor(clock: { now(): Date }) {
    this.#clock = clock;
  }

  after(delayMs: number, kind: JobKind, run: () => Promise<void>): void {
    const timer = setTimeout(() => this.#start(job), Math.min(delayMs, LONGEST_TIMER_MS));
    timer.unref();
    const job: Job = { kind, dueAt: this.#clock.now().getTime() + delayMs, run, timer };
    this.#jobs.add(job);
  }

  /** Starts what is due by the clock; call it after the clock was moved. */
  async tick(): Promise<void> {
    const now = this.#clock.now().getTime();
    for (const job of this.#inOrder()) if (job.dueAt <= now) this.#start(job);
    await this.#idle();
  }

  /** Does everything pending now, except retries, and waits until nothing is under way. */
  async settle(): Promise<void> {
    for (;;) {
      const waiting = this.#inOrder().filter((job) => job.kind !== 'retry');
      if (waiting.length === 0 && this.#running.size === 0) return;
      for (const job of waiting) this.#start(job);
      await this.#idle();
    }
  }

  /** Lets `settle` wait for work that was not scheduled, such as a webhook under way. */
  async track<T>(work: Promise<T>): Promise<T> {
    const quiet = work.then(
      () => undefined,
      () => undefined,
    );
    this.#running.add(quiet);
    void quiet.then(() => this.#running.delete(quiet));
    return work;
  }

  clear(): void {
    for (const job of this.#jobs) clearTimeout(job.timer);
    this.#jobs.clear();
  }

  #inOrder(): Job[] {
    return [...this.#jobs].sort((a, b) => a.dueAt - b.dueAt);
  }

  #start(job: Job): void {
    if (!this.#jobs.delete(job)) return;
    clearTimeout(job.timer);
    void this.track(job.run()).catch((error: unknown) => console.error('simulator:', error));
  }

  async #idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
