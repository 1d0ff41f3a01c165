import { config } from 'dotenv';
import { ConfigError } from '../src/errors.js';
import { collectBackground } from './local/background.js';
import { movableClock } from './local/clock.js';
import { AlreadyOwned } from './local/lock.js';
import { startPage } from './local/page.js';
import { openParts } from './local/parts.js';
import {
  LOCAL_CRON_SECRET,
  LOCAL_JWT_SECRET,
  LOCAL_RAZORPAY,
  LOCAL_WHATSAPP,
  staffSecret,
} from './local/secrets.js';
import { type LocalSettings, readLocalSettings } from './local/settings.js';
import { type Handler, type Served, serveFetch } from './serve.js';

const TICK_MS = 5000;
const GRACE_MS = 3000;
const closers: (() => Promise<unknown> | unknown)[] = [];

try {
  await start();
} catch (error) {
  await stop();
  console.error(inWords(error));
  process.exit(1);
}

/** Opens what stands in, sets the environment accordingly, and only then loads the bot, as a deployment would. */
async function start(): Promise<void> {
  const began = performance.now();
  config({ quiet: true });
  const settings = readLocalSettings(process.env);
  const clock = movableClock(settings.clockStart);
  let handle: Handler = async () => new Response('Starting', { status: 503 });
  // First of all the port: if it is taken there is nothing to open and to clean up.
  const server = await listen(settings.port, (request) => handle(request));
  const parts = await openParts(settings, clock);
  closers.push(() => parts.close());
  Object.assign(process.env, parts.env, trialSettings(settings, server.url));
  const background = collectBackground();
  closers.push(() => background.settled(GRACE_MS));
  // Imported here: they load the bot, which reads the environment as it loads.
  const { openBot } = await import('./local/bot.js');
  const bot = await openBot({ settings, clock, url: server.url });
  handle = bot.handle;
  const timer = setInterval(bot.tick, TICK_MS);
  closers.push(() => clearInterval(timer));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leave);
  const took = (performance.now() - began) / 1000;
  console.log(startPage({ settings, url: server.url, isNew: parts.isNew, took, env: process.env }));
}

/** What is not set and needs no part of its own; what stands in is mounted at this server's own address. */
function trialSettings({ meta, razorpay }: LocalSettings, url: string): Record<string, string> {
  const { env } = process;
  const whatsapp = meta === 'simulator' ? { ...LOCAL_WHATSAPP, WHATSAPP_API_URL: `${url}/graph` } : {};
  const money = razorpay === 'stand-in' ? { ...LOCAL_RAZORPAY, RAZORPAY_API_URL: `${url}/razorpay` } : {};
  const jwt = staffSecret(env) === LOCAL_JWT_SECRET ? { JWT_SECRET: LOCAL_JWT_SECRET } : {};
  const cron = env.CRON_SECRET ? {} : { CRON_SECRET: LOCAL_CRON_SECRET };
  const log = env.LOG_LEVEL ? {} : { LOG_LEVEL: 'warn' };
  return { ...whatsapp, ...money, ...jwt, ...cron, ...log, LOCAL_TRIAL: '1' };
}

async function listen(port: number, handler: Handler): Promise<Served> {
  const server = await serveFetch(handler, port);
  closers.push(() => server.close());
  return server;
}

let leaving = false;
function leave(): void {
  // The second Ctrl-C means it.
  if (leaving) process.exit(130);
  leaving = true;
  void stop().then(() => process.exit(0));
}

async function stop(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

function inWords(error: unknown): unknown {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof AlreadyOwned) {
    return `${error.message}\nStop it, or choose another folder: DATA_DIR=.data-2 PORT=3001 npm start`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is taken. Choose another: PORT=${Number(error.port) + 1} npm start`;
  }
  return error;
}
