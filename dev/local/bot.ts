import { eq } from 'drizzle-orm';
import { app } from '#app';
import { settings as settingsTable } from '../../db/schema/bot.js';
import type { Handler } from '../serve.js';
import { createSimulator } from '../simulator/simulator.js';
import type { MovableClock } from './clock.js';
import { loadFunctions } from './functions.js';
import { schoolPeople } from './people.js';
import { standInForRazorpay } from './razorpay.js';
import type { LocalSettings } from './settings.js';
import { knowTemplates, ownTemplates } from './templates.js';

export interface LocalBot {
  handle: Handler;
  /** Does what a scheduler does on a deployment: calls the tick job. One at a time. */
  tick(): void;
}

/** The functions of api/ and, where it stands in for Meta, the simulator, behind one handler. */
export async function openBot(options: {
  settings: LocalSettings;
  clock: MovableClock;
  url: string;
}): Promise<LocalBot> {
  const { settings, clock, url } = options;
  app.clock = clock;
  const functions = await loadFunctions();
  const tick = ticker(functions, url);
  const name = await schoolName();
  const simulator =
    settings.meta === 'simulator' ? await simulate(clock, { url, tick, name, settings }) : null;
  const razorpay = settings.razorpay === 'stand-in' ? standInForRazorpay(clock, { url, name }) : null;
  const handle: Handler = async (request) => {
    const answer = (await simulator?.(request)) ?? (await razorpay?.(request)) ?? (await functions(request));
    return answer ?? new Response('Not found', { status: 404 });
  };
  return { handle, tick };
}

function ticker(functions: (request: Request) => Promise<Response | null>, url: string): () => void {
  const headers = { authorization: `Bearer ${app.env.CRON_SECRET}` };
  let running = false;
  return () => {
    if (running) return;
    running = true;
    functions(new Request(`${url}/api/cron/tick`, { headers }))
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        running = false;
      });
  };
}

/** An imported school's name wins over the environment. */
async function schoolName(): Promise<string> {
  const [kept] = await app.db
    .select({ value: settingsTable.value })
    .from(settingsTable)
    .where(eq(settingsTable.key, 'SCHOOL_NAME'))
    .catch(() => []);
  return typeof kept?.value === 'string' ? kept.value : app.env.SCHOOL_NAME;
}

/** Meta's side, at /simulator and /graph; everything else is not its. */
async function simulate(
  clock: MovableClock,
  { url, tick, name, settings }: { url: string; tick: () => void; name: string; settings: LocalSettings },
) {
  const { env } = app;
  const simulator = createSimulator({
    webhookUrl: `${url}/api/whatsapp/webhook`,
    appSecret: env.WHATSAPP_APP_SECRET,
    verifyToken: env.WHATSAPP_WEBHOOK_VERIFY_TOKEN,
    accessToken: env.WHATSAPP_ACCESS_TOKEN,
    phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID,
    businessAccountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID,
    displayPhoneNumber: '+91 90000 00000',
    businessName: name,
    timeZone: env.SCHOOL_TIMEZONE,
    clock,
    moveClock: (to) => {
      clock.move(to);
      tick();
    },
    people: () => schoolPeople(app.db),
    templates: ownTemplates(),
  });
  // A database that was not made here is left with what the real Meta said.
  if (settings.database === 'own') await knowTemplates(app.db, simulator, clock.now());
  return async (request: Request): Promise<Response | null> => {
    const { pathname, search } = new URL(request.url);
    if (pathname === '/' && request.method === 'GET') return Response.redirect(`${url}/simulator`, 302);
    if (pathname.startsWith('/graph/')) {
      return simulator.handle(new Request(`${url}${pathname.slice('/graph'.length)}${search}`, request));
    }
    const its = pathname === '/simulator' || /^\/(simulator|whatsapp_business)\//.test(pathname);
    return its ? simulator.handle(request) : null;
  };
}
