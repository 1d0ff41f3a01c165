import { http, HttpResponse } from 'msw';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { settings } from '../../db/schema/bot.js';
import { type Simulator, createSimulator } from '../../dev/simulator/simulator.js';
import type { SimulatorOptions } from '../../dev/simulator/world.js';
import { type App, createApp } from '../../src/app.js';
import { type Env, readEnv } from '../../src/env.js';
import { createHandlers } from '../../src/http/handlers.js';
import { createLog } from '../../src/log.js';
import { REMINDERS, type Reminder } from '../../src/school/office/reminders.js';
import { type Chat, createChat } from './chat.js';
import { type TestDatabase, openDatabase } from './database.js';
import { server } from './network.js';
import { type TestRedis, useRedis } from './redis.js';

/** Just after the evening guitar class of Tuesday 24 November 2026. */
export const AFTER_CLASS = '2026-11-24T18:05:00+05:30';

export const ENV = {
  WHATSAPP_ACCESS_TOKEN: 'an-access-token-of-the-tests',
  WHATSAPP_PHONE_NUMBER_ID: '202000000000002',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '101000000000001',
  WHATSAPP_APP_SECRET: 'an-app-secret-of-the-tests',
  WHATSAPP_WEBHOOK_VERIFY_TOKEN: 'a-verify-token-of-the-tests',
  DATABASE_URL: 'postgresql://tests:tests@localhost/tests',
  JWT_SECRET: 'a-signing-secret-of-the-tests-32-characters',
  CRON_SECRET: 'a-cron-secret-of-the-tests',
  SCHOOL_NAME: 'Sargam School of Music',
  // No test waits for the part of a second in which messages leave.
  SENDS_PER_SECOND: '0',
} as const;

export interface TestClock {
  now(): Date;
  /** An ISO time, or a number of minutes from the present one. */
  set(to: string | number): void;
}

/** The whole bot on a database of its own, with Meta's stand-in around it. */
export interface World {
  app: App;
  env: Env;
  clock: TestClock;
  meta: Simulator;
  redis: TestRedis;
  database: TestDatabase;
  handlers: ReturnType<typeof createHandlers>;
  /** Every line that was logged. */
  logged: string[];
  /** Somebody's telephone. */
  chat(who: string): Chat;
  /** Calls an endpoint as the internet does. */
  call(name: keyof ReturnType<typeof createHandlers>, path: string, init?: RequestInit): Promise<Response>;
  /** Runs the scheduler's tick and waits for what it started. */
  tick(): Promise<unknown>;
  /** Waits until everything that was started after an answer is done. */
  idle(): Promise<void>;
}

export interface WorldOptions {
  at?: string;
  env?: Record<string, string>;
  simulator?: Partial<SimulatorOptions>;
  /** What the school reminds people of by itself; its office has switched off the others, by default all. */
  reminders?: readonly Reminder[];
}

/** One world for a test file; every test begins with the demo school as imported. */
export function useWorld(options: WorldOptions = {}): World {
  const world = {} as World;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase();
  });
  beforeEach(async () => {
    await database.reset();
    Object.assign(world, createWorld(database, options));
  });
  afterEach(async () => {
    await world.idle();
  });
  afterAll(async () => {
    await database.close();
  });
  return world;
}

export function createWorld(database: TestDatabase, options: WorldOptions = {}): World {
  const clock = testClock(options.at ?? AFTER_CLASS);
  const redis = useRedis(clock);
  const upstash = { UPSTASH_REDIS_REST_URL: redis.url, UPSTASH_REDIS_REST_TOKEN: redis.token };
  const env = readEnv({ ...ENV, ...upstash, ...options.env });
  const logged: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void logged.push(line) });
  const app = createApp(env, { db: database.db, clock, log });
  const handlers = createHandlers(app);
  const background = collectBackground();
  const meta = simulatorFor(env, clock, { handlers, options });
  const origin = 'https://bot.test';
  // Before the first job runs, the office switches off what the test is not about.
  let switchedOff: Promise<unknown> | null = null;
  const switchOff = async () => {
    const others = REMINDERS.filter((key) => !options.reminders?.includes(key));
    if (others.length === 0) return;
    const off = others.map((key) => ({ key, value: false }));
    await database.db.insert(settings).values(off).onConflictDoNothing();
  };
  const world: World = {
    app,
    env,
    clock,
    meta,
    redis,
    database,
    handlers,
    logged,
    chat: (who) => createChat(world, who),
    call: async (name, path, init) => {
      if (name === 'cronGet') {
        switchedOff ??= switchOff();
        // A test whose database is down has no reminders either.
        await switchedOff.catch(() => undefined);
      }
      return handlers[name](new Request(`${origin}${path}`, init));
    },
    tick: async () => {
      const headers = { authorization: `Bearer ${env.CRON_SECRET}` };
      const answer = await world.call('cronGet', '/api/cron/tick', { headers });
      await world.idle();
      return answer.json();
    },
    idle: background.idle,
  };
  return world;
}

function simulatorFor(
  env: Env,
  clock: TestClock,
  { handlers, options }: { handlers: ReturnType<typeof createHandlers>; options: WorldOptions },
): Simulator {
  const meta = createSimulator({
    webhookUrl: 'https://bot.test/api/whatsapp/webhook',
    appSecret: env.WHATSAPP_APP_SECRET,
    verifyToken: env.WHATSAPP_WEBHOOK_VERIFY_TOKEN,
    accessToken: env.WHATSAPP_ACCESS_TOKEN,
    phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID,
    businessAccountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID,
    displayPhoneNumber: '+91 40 0000 0000',
    clock,
    ladder: 'off',
    pairLimit: false,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      return request.method === 'GET' ? handlers.webhookGet(request) : handlers.webhookPost(request);
    },
    ...options.simulator,
  });
  server.use(
    http.all(`${env.WHATSAPP_API_URL}/*`, async ({ request }) => {
      const answer = await meta.handle(request);
      return !answer || answer.type === 'error' ? HttpResponse.error() : answer;
    }),
  );
  return meta;
}

function testClock(start: string): TestClock {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    set: (to) => {
      at = typeof to === 'string' ? new Date(to) : new Date(at.getTime() + to * 60_000);
    },
  };
}

/** What a function goes on doing after its answer (waitUntil), to be waited for. */
function collectBackground() {
  const running = new Set<Promise<unknown>>();
  const waitUntil = (promise: Promise<unknown>) => {
    running.add(promise);
    void promise.finally(() => running.delete(promise));
  };
  Object.assign(globalThis, { [Symbol.for('@vercel/request-context')]: { get: () => ({ waitUntil }) } });
  return {
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
