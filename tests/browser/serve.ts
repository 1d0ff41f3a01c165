import { serveFetch } from '../../dev/serve.js';
import type { DirectoryEntry } from '../../dev/simulator/people.js';
import { type Simulator, createSimulator } from '../../dev/simulator/simulator.js';
import { echoBot } from '../support/echo-bot.js';

const PEOPLE: DirectoryEntry[] = [
  { name: 'Rahul Deshpande', phone: '+919000000002', role: 'teacher', note: 'Guitar' },
  { name: 'Priya Raman', phone: '+919000000001', role: 'teacher', note: 'Keyboard; mother of Kavya' },
  { name: 'Vivek Gupta', phone: '+919000000016', role: 'family', note: 'Ananya and Arjun' },
  { name: 'Sunitha Rao', phone: '+919000000007', role: 'family', note: 'Aditya Rao' },
  {
    name: '<img src=x onerror="document.title=1">',
    phone: '+919000000050',
    role: 'family',
    note: '<b>x</b>',
  },
  { name: 'Office', phone: '+919000000006', role: 'admin', note: 'The office' },
];

export interface Trial {
  address: string;
  simulator: Simulator;
  close(): Promise<void>;
}

/** The page with the echo bot behind it, on a real port. */
export async function serveEcho(port = 0): Promise<Trial> {
  let moved = Date.parse('2026-11-24T18:05:00+05:30') - Date.now();
  const clock = { now: () => new Date(Date.now() + moved) };
  const bot = echoBot(async (message) => {
    const request = new Request('https://graph.facebook.com/v25.0/202000000000002/messages', {
      method: 'POST',
      headers: { authorization: 'Bearer local', 'content-type': 'application/json' },
      body: JSON.stringify({ messaging_product: 'whatsapp', ...message }),
    });
    return simulator.handle(request);
  });
  const simulator = createSimulator({
    webhookUrl: 'http://127.0.0.1/api/whatsapp/webhook',
    appSecret: 'local',
    verifyToken: 'local',
    accessToken: 'local',
    phoneNumberId: '202000000000002',
    businessAccountId: '101000000000001',
    displayPhoneNumber: '911140000000',
    businessName: 'Sargam School of Music',
    clock,
    moveClock: (to) => {
      moved = new Date(to).getTime() - Date.now();
    },
    people: async () => PEOPLE,
    fetch: async (input, init) => bot(new Request(input, init)),
  });
  const served = await serveFetch(
    async (request) => (await simulator.handle(request)) ?? new Response('Not found', { status: 404 }),
    port,
  );
  return { address: served.url, simulator, close: served.close };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const trial = await serveEcho(Number(process.env.PORT ?? 3100));
  console.log(`${trial.address}/simulator`);
}
