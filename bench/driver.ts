import { createHmac, randomUUID } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { START, WHATSAPP } from './settings.js';

/** One message and its answer. Times in milliseconds since 1970, with fractions. */
export interface Turn {
  text: string;
  sent: number;
  /** The webhook was answered. */
  acknowledged: number;
  /** Graph had the whole reply. */
  replied: number;
  reply: string;
}

export interface Driver {
  graphUrl: string;
  /** Calls of the Graph API so far: replies, and marks that something was read. */
  graph: { replies: number; marks: number };
  /** How far away the Graph API is. */
  latencyMs: number;
  /** Somebody writes to a bot; resolves when the Graph API has the reply and the webhook is answered. */
  ask(botUrl: string, phone: string, text: string): Promise<Turn>;
  close(): void;
}

/** How far the bots' clock is from this machine's. */
export const CLOCK_OFFSET_MS = Date.parse(START) - Date.now();
const PATIENCE_MS = 30_000;
const agent = new Agent({ keepAlive: true });
const now = () => performance.timeOrigin + performance.now();

/** Meta, as little of it as can be: signed webhooks out, replies in. */
export async function openDriver(): Promise<Driver> {
  const waiting = new Map<string, (reply: string, at: number) => void>();
  const server = createServer(async (incoming, outgoing) => {
    const body = JSON.parse((await bytesOf(incoming)).toString());
    if (driver.latencyMs) await sleep(driver.latencyMs);
    if (body.status) driver.graph.marks++;
    else {
      driver.graph.replies++;
      waiting.get(String(body.to).replace(/\D/g, ''))?.(textOf(body), now());
    }
    outgoing.writeHead(200, { 'content-type': 'application/json' });
    const id = `wamid.${randomUUID()}`;
    const accepted = { messaging_product: 'whatsapp', contacts: [{ wa_id: body.to }], messages: [{ id }] };
    outgoing.end(JSON.stringify(body.status ? { success: true } : accepted));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const driver: Driver = {
    graphUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    graph: { replies: 0, marks: 0 },
    latencyMs: 0,
    async ask(botUrl, phone, text) {
      const body = webhook(phone, text);
      const replied = new Promise<{ reply: string; at: number }>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${botUrl} did not answer ${phone}`)), PATIENCE_MS);
        waiting.set(phone, (reply, at) => {
          clearTimeout(late);
          resolve({ reply, at });
        });
      });
      const sent = now();
      const [acknowledged, { reply, at }] = await Promise.all([post(botUrl, body), replied]);
      return { text, sent, acknowledged, replied: at, reply };
    },
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
  return driver;
}

function webhook(phone: string, text: string): string {
  const timestamp = String(Math.floor((Date.now() + CLOCK_OFFSET_MS) / 1000));
  const userId = `IN.${phone}`;
  const from = { from: phone, from_user_id: userId };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '911140000000', phone_number_id: WHATSAPP.WHATSAPP_PHONE_NUMBER_ID },
    contacts: [{ profile: { name: 'Somebody' }, wa_id: phone, user_id: userId }],
    messages: [{ ...from, id: `wamid.${randomUUID()}`, timestamp, type: 'text', text: { body: text } }],
  };
  const id = WHATSAPP.WHATSAPP_BUSINESS_ACCOUNT_ID;
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id, changes: [{ field: 'messages', value }] }],
  });
}

/** Resolves with the instant at which the answer came. */
function post(url: string, body: string): Promise<number> {
  const signature = createHmac('sha256', WHATSAPP.WHATSAPP_APP_SECRET).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-hub-signature-256': `sha256=${signature}`,
  };
  return new Promise((resolve, reject) => {
    const path = `${url}/api/whatsapp/webhook`;
    const call = request(path, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve(now());
        else reject(new Error(`the webhook was answered ${response.statusCode}`));
      });
    });
    call.once('error', reject).end(body);
  });
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function textOf(body: { text?: { body: string }; interactive?: { body: { text: string } } }): string {
  return body.text?.body ?? body.interactive?.body.text ?? '';
}
