import type { Redis } from '@upstash/redis';

export interface UpstashOptions {
  url: string;
  token: string;
  /** How long a call may take before Postgres serves instead, in milliseconds. */
  deadlineMs?: number;
}

/** The client of Upstash, loaded when it is first used. A call that fails is not repeated: Postgres serves instead. */
export function upstashClient({ url, token, deadlineMs = 700 }: UpstashOptions): () => Promise<Redis> {
  let client: Promise<Redis> | undefined;
  return () => {
    client ??= import('@upstash/redis').then(
      (upstash) =>
        new upstash.Redis({
          url,
          token,
          retry: { retries: 0 },
          // The function form: with a plain signal the client fails in another way.
          signal: () => AbortSignal.timeout(deadlineMs),
          automaticDeserialization: false,
          enableTelemetry: false,
        }),
    );
    return client;
  };
}
