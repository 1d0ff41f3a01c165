import { createHmac } from 'node:crypto';
import { type Update, envelope } from './envelope.js';
import type { Exchange } from './exchange.js';
import type { Faults } from './faults.js';
import { type Json, type JsonObject, asciiJson } from './json.js';
import type { Scheduler } from './scheduler.js';

export interface Delivery {
  /** The school answered 200 at the first try. */
  acknowledged: boolean;
  status: number | null;
}

interface WebhookOptions {
  webhookUrl: string;
  appSecret: string;
  verifyToken: string;
  businessAccountId: string;
  clock: { now(): Date };
  fetch: typeof fetch;
  /** Waits before each further try, ms. Meta tries for up to seven days, less and less often. */
  retryDelaysMs?: readonly number[];
}

const SECOND = 1000;
const HOUR = 3_600_000;
const RETRY_DELAYS = [
  ...[1, 5, 30, 120, 600].map((seconds) => seconds * SECOND),
  ...[1, 3, 8, 24, 48, 84].map((hours) => hours * HOUR),
];
const TIMEOUT_MS = 20_000;
const BATCH_WAIT_MS = 3_000;

/** `sha256=` and the hex HMAC of exactly these bytes. */
export function sign(body: string, secret: string, algorithm: 'sha256' | 'sha1' = 'sha256'): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
}

export class Webhooks {
  /** False after DELETE subscribed_apps: then nothing is sent at all. */
  subscribed = true;
  #waiting: { update: Update; done: (delivery: Delivery) => void }[] = [];
  readonly #options: WebhookOptions;
  readonly #faults: Faults;
  readonly #scheduler: Scheduler;
  readonly #record: (exchange: Exchange) => void;

  constructor(
    options: WebhookOptions,
    tools: { faults: Faults; scheduler: Scheduler; record: (exchange: Exchange) => void },
  ) {
    this.#options = options;
    this.#faults = tools.faults;
    this.#scheduler = tools.scheduler;
    this.#record = tools.record;
  }

  /** Sends an update. @returns how the first try went; further tries follow by themselves. */
  async send(update: Update): Promise<Delivery> {
    if (!this.subscribed) return { acknowledged: false, status: null };
    const batch = this.#faults.active().batch;
    if (!batch) return this.#deliver([update]);
    return new Promise((done) => {
      this.#waiting.push({ update, done });
      if (this.#waiting.length >= batch.value) void this.#flush();
      else this.#scheduler.after(BATCH_WAIT_MS, 'batch', () => this.#flush());
    });
  }

  /** The check that Meta makes when the address is entered. */
  async handshake(): Promise<boolean> {
    const challenge = String(Math.floor(Math.random() * 2_000_000_000));
    const url = new URL(this.#options.webhookUrl);
    url.searchParams.set('hub.mode', 'subscribe');
    url.searchParams.set('hub.challenge', challenge);
    url.searchParams.set('hub.verify_token', this.#options.verifyToken);
    const answer = await this.#options.fetch(url).catch(() => null);
    return answer?.status === 200 && (await answer.text()) === challenge;
  }

  clear(): void {
    this.#waiting = [];
    this.subscribed = true;
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    this.#faults.take('batch');
    const delivery = await this.#deliver(waiting.map((one) => one.update));
    for (const one of waiting) one.done(delivery);
  }

  async #deliver(updates: Update[]): Promise<Delivery> {
    const late = this.#faults.take('late');
    if (late) await pause(late.value);
    const body = envelope(this.#options.businessAccountId, updates, this.#options.clock.now());
    if (this.#faults.take('concurrent')) {
      const [first] = await Promise.all([this.#post(body, 0), this.#post(body, 0)]);
      return first;
    }
    const delivery = await this.#post(body, 0);
    if (this.#faults.take('duplicate')) await this.#post(body, 0);
    return delivery;
  }

  async #post(body: JsonObject, attempt: number): Promise<Delivery> {
    const wire = asciiJson(body, this.#faults.take('escaped_slashes') !== null);
    const secret = this.#faults.take('bad_signature') ? 'somebody else' : this.#options.appSecret;
    const { status, text } = await this.#scheduler.track(this.#request(body, wire, secret, attempt));
    if (status !== 200) this.#retry(body, attempt);
    return { acknowledged: status === 200, status: text === null ? null : status };
  }

  async #request(body: Json, wire: string, secret: string, attempt: number): Promise<Answer> {
    const started = performance.now();
    const answer = await this.#call(wire, secret);
    this.#record({
      kind: 'webhook',
      method: 'POST',
      path: new URL(this.#options.webhookUrl).pathname,
      request: body,
      status: answer.status,
      response: answer.text,
      ms: Math.round(performance.now() - started),
      attempt: attempt + 1,
    });
    return answer;
  }

  async #call(wire: string, secret: string): Promise<Answer> {
    try {
      const response = await this.#options.fetch(this.#options.webhookUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature': sign(wire, secret, 'sha1'),
          'x-hub-signature-256': sign(wire, secret),
        },
        body: wire,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return { status: 0, text: null };
    }
  }

  #retry(body: JsonObject, attempt: number): void {
    const delay = (this.#options.retryDelaysMs ?? RETRY_DELAYS)[attempt];
    if (delay === undefined) return;
    this.#scheduler.after(delay, 'retry', async () => {
      await this.#post(body, attempt + 1);
    });
  }
}

interface Answer {
  status: number;
  text: string | null;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
