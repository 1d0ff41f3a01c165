import { setTimeout as sleep } from 'node:timers/promises';
import { approved } from '../../dev/local/templates.js';
import { serveFetch } from '../../dev/serve.js';
import { createSimulator } from '../../dev/simulator/simulator.js';
import { CLOCK_OFFSET_MS } from '../driver.js';
import { WHATSAPP } from '../settings.js';

// Meta's stand-in in a process of its own. It counts its webhooks, and writes to the bot as people do.

export type Ask = { bot: string } | { take: true } | { ask: number };

export interface Taken {
  /** Webhooks with statuses that were delivered, and statuses in them. */
  webhooks: number;
  statuses: number;
}

let bot = '';
let taken: Taken = { webhooks: 0, statuses: 0 };
const waiting = new Map<string, () => void>();
const meta = createSimulator({
  webhookUrl: 'http://bot.bench/api/whatsapp/webhook',
  appSecret: WHATSAPP.WHATSAPP_APP_SECRET,
  verifyToken: WHATSAPP.WHATSAPP_WEBHOOK_VERIFY_TOKEN,
  accessToken: WHATSAPP.WHATSAPP_ACCESS_TOKEN,
  phoneNumberId: WHATSAPP.WHATSAPP_PHONE_NUMBER_ID,
  businessAccountId: WHATSAPP.WHATSAPP_BUSINESS_ACCOUNT_ID,
  displayPhoneNumber: '+91 40 0000 0000',
  clock: { now: () => new Date(Date.now() + CLOCK_OFFSET_MS) },
  perSecond: null,
  pairLimit: false,
  retryDelaysMs: [2000, 2000, 2000, 2000],
  templates: [approved('announcement', 'en')],
  fetch: async (input, init) => {
    const request = new Request(input, init);
    const body = await request.text();
    const statuses = body.split('"biz_opaque_callback_data"').length - 1;
    if (statuses > 0) {
      taken.webhooks++;
      taken.statuses += statuses;
    }
    return fetch(bot, { method: 'POST', headers: request.headers, body });
  },
});
meta.setFaults({ batch: { value: 200 } });

const served = await serveFetch(async (request) => {
  const body = await request.clone().text();
  if (body.includes('"biz_opaque_callback_data"')) {
    const { type, to } = JSON.parse(body);
    if (type !== 'template') waiting.get(String(to))?.();
  }
  return (await meta.handle(request)) ?? new Response('Not found', { status: 404 });
});

/** Somebody writes, four times a second; how long each waits for the answer, in milliseconds. */
async function asks(n: number): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < n; i++) {
    const who = `+9188990000${String(i % 60).padStart(2, '0')}`;
    const began = performance.now();
    const answered = new Promise<void>((resolve) => waiting.set(who, resolve));
    meta.setFaults({ batch: false });
    await meta.userSends(who, 'menu');
    meta.setFaults({ batch: { value: 200 } });
    await Promise.race([answered, sleep(20_000)]);
    took.push(performance.now() - began);
    await sleep(250);
  }
  return took;
}

process.on('message', (ask: Ask) => {
  if ('bot' in ask) bot = ask.bot;
  if ('take' in ask) {
    process.send?.(taken);
    taken = { webhooks: 0, statuses: 0 };
  } else if ('ask' in ask) void asks(ask.ask).then((ms) => process.send?.({ ms }));
  else process.send?.({});
});
process.on('disconnect', () => process.exit());
process.send?.({ url: served.url });
