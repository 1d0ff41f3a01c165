/** Where @vercel/functions looks for the platform's `waitUntil`. */
const CONTEXT = Symbol.for('@vercel/request-context');

export interface Background {
  /** Resolves when no work is left that a response was sent before, or after so many milliseconds. */
  settled(withinMs: number): Promise<void>;
}

/** Collects the work that functions leave for after their response, so that a stop can wait for it. */
export function collectBackground(): Background {
  const running = new Set<Promise<unknown>>();
  const waitUntil = (work: Promise<unknown>) => {
    const done = work.catch((error: unknown) => console.error(error)).finally(() => running.delete(done));
    running.add(done);
  };
  Object.assign(globalThis, { [CONTEXT]: { get: () => ({ waitUntil }) } });
  return {
    async settled(withinMs) {
      const until = Date.now() + withinMs;
      while (running.size > 0 && Date.now() < until) {
        const late = new Promise((resolve) => setTimeout(resolve, until - Date.now()).unref());
        await Promise.race([Promise.all(running), late]);
      }
    },
  };
}
