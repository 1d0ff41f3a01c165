import { createHmac } from 'node:crypto';
import { type Simulator, createSimulator } from '../../dev/simulator/simulator.js';
import type { SimulatorOptions } from '../../dev/simulator/world.js';

/** A school that only listens: it keeps what Meta's side sends, checks nothing and answers 200. */
export interface ListeningSchool {
  simulator: Simulator;
  clock: { now(): Date; forward(ms: number): void };
  received: Received[];
  /** What the school answers from now on. */
  answers(status: number): void;
  send(body: unknown, options?: { token?: string | null; path?: string; method?: string }): Promise<Response>;
  /** `value` of every change of every webhook so far. */
  values(): Value[];
  statuses(id?: string): Status[];
  messages(): Message[];
}

export interface Received {
  headers: Headers;
  body: string;
}

export interface Value {
  metadata?: { phone_number_id: string };
  contacts?: { profile?: { name: string }; wa_id?: string; user_id?: string }[];
  messages?: Message[];
  statuses?: Status[];
  [key: string]: unknown;
}

export interface Message {
  id: string;
  from?: string;
  from_user_id?: string;
  timestamp: string;
  type: string;
  [key: string]: unknown;
}

export interface Status {
  id: string;
  status: string;
  recipient_id?: string;
  recipient_user_id?: string;
  biz_opaque_callback_data?: string;
  pricing?: { category: string; type: string };
  errors?: { code: number; title: string }[];
}

export const SECRET = 'test_app_secret';
export const NUMBER = '202000000000002';
export const ACCOUNT = '101000000000001';
const TOKEN = 'token-of-the-school';

export function listeningSchool(options: Partial<SimulatorOptions> = {}): ListeningSchool {
  let at = Date.parse('2026-11-24T18:05:00+05:30');
  let status = 200;
  const clock = {
    now: () => new Date(at),
    forward: (ms: number) => {
      at += ms;
    },
  };
  const received: Received[] = [];
  const listen: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method === 'GET') return new Response(new URL(request.url).searchParams.get('hub.challenge'));
    received.push({ headers: request.headers, body: await request.text() });
    return new Response('', { status });
  };
  const simulator = createSimulator({
    webhookUrl: 'https://school.example/api/whatsapp/webhook',
    appSecret: SECRET,
    verifyToken: 'verify-me',
    accessToken: TOKEN,
    phoneNumberId: NUMBER,
    businessAccountId: ACCOUNT,
    displayPhoneNumber: '+91 11 4000 0000',
    clock,
    fetch: listen,
    ...options,
  });
  const values = (): Value[] =>
    received.flatMap(({ body }) => {
      const parsed = JSON.parse(body) as { entry: { changes: { value: Value }[] }[] };
      return parsed.entry.flatMap((entry) => entry.changes.map((change) => change.value));
    });
  return {
    simulator,
    clock,
    received,
    values,
    answers: (next) => {
      status = next;
    },
    async send(body, { token = TOKEN, path = `/v25.0/${NUMBER}/messages`, method = 'POST' } = {}) {
      const request = new Request(`https://graph.facebook.com${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const response = await simulator.handle(request);
      if (!response) throw new Error(`Nobody answers ${path}`);
      return response;
    },
    statuses: (id) =>
      values()
        .flatMap((value) => value.statuses ?? [])
        .filter((one) => id === undefined || one.id === id),
    messages: () => values().flatMap((value) => value.messages ?? []),
  };
}

export const ASHA = '+919000000100';

/** A text to Asha; `more` adds or replaces members. */
export function textTo(to: string = ASHA, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { messaging_product: 'whatsapp', to, type: 'text', text: { body: 'Hello' }, ...more };
}

/** The id of the message that an accepted send made. */
export async function sentId(response: Response): Promise<string> {
  const body = (await response.json()) as { messages?: { id: string }[] };
  const id = body.messages?.[0]?.id;
  if (!id) throw new Error(`Not accepted: ${JSON.stringify(body)}`);
  return id;
}

export interface Refusal {
  error: {
    message: string;
    type: string;
    code: number;
    error_subcode?: number;
    error_data?: { messaging_product: string; details: string };
    fbtrace_id: string;
  };
}

export async function refusal(response: Response): Promise<Refusal['error']> {
  return ((await response.json()) as Refusal).error;
}

export function hmac(body: string): string {
  return `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
}
