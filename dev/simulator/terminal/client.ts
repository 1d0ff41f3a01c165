import type { SimulatorState } from '../control-state.js';
import type { SimulatorEvent } from '../events.js';

const POLL_MS = 400;

export function unreachable(port: string): string {
  return `Nothing answers on port ${port}. Start the local server first, in another terminal: npm start (with PORT=${port} if that is not its usual port).`;
}

/** The page's API, as the terminal uses it. */
export class SimulatorClient {
  readonly #api: string;

  /** @param api ends with /simulator/api/ */
  constructor(api: string) {
    this.#api = api;
  }

  async state(): Promise<SimulatorState> {
    return (await this.#call('state')) as SimulatorState;
  }

  /** @throws with the server's own words */
  async post(path: string, body: unknown): Promise<unknown> {
    return this.#call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Asks for what happened since, again and again, until it is stopped. */
  follow(seq: number, onEvent: (event: SimulatorEvent) => void, signal: AbortSignal): void {
    let seen = seq;
    const ask = async (): Promise<void> => {
      const answer = (await this.#call(`events?after=${seen}`)) as { seq: number; events: SimulatorEvent[] };
      seen = answer.seq;
      for (const event of answer.events) onEvent(event);
    };
    const again = async (): Promise<void> => {
      await ask().catch(() => undefined);
      if (!signal.aborted) setTimeout(() => void again(), POLL_MS);
    };
    void again();
  }

  async #call(path: string, init?: RequestInit): Promise<unknown> {
    const response = await fetch(this.#api + path, init);
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(messageOf(body) ?? `HTTP ${response.status}`);
    return body;
  }
}

function messageOf(body: unknown): string | null {
  const error = (body as { error?: { message?: string } } | null)?.error;
  return error?.message ?? null;
}
