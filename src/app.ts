import { type Db, createDb } from '../db/client.js';
import { type Clock, systemClock } from './clock.js';
import type { TurnDeps } from './conversation/deps.js';
import { upstashSessions } from './conversation/session-store.js';
import { type SessionStore, noSessionStore } from './conversation/session.js';
import type { Env } from './env.js';
import { type Log, type LogOptions, createLog } from './log.js';
import type { Pacer } from './outreach/sending/pace.js';
import { type Razorpay, createRazorpay } from './payments/razorpay.js';
import { upstashClient } from './redis.js';
import { instrumentsOf } from './school/instruments.js';
import { createWhatsApp } from './whatsapp/client.js';
import { ownNumberOf } from './whatsapp/own-number.js';

/** Every client of the bot, built once. `clock` may be moved in the local trial. */
export interface App extends TurnDeps {
  clock: Clock;
  /** How fast the school's own messages may go; loaded when there is one to send. */
  pacer(): Promise<Pacer>;
}

/** What a test or the local world puts in place of the real thing; HTTP is intercepted, not replaced. */
export interface Overrides {
  db?: Db;
  clock?: Clock;
  log?: Log;
  sessions?: SessionStore;
}

export function createApp(env: Env, overrides: Overrides = {}): App {
  const log = overrides.log ?? createLog(logOptions(env));
  const db =
    overrides.db ??
    createDb(env.DATABASE_URL, env.NEON_FETCH_ENDPOINT ? { fetchEndpoint: env.NEON_FETCH_ENDPOINT } : {});
  const redis = redisFor(env);
  let pacer: Promise<Pacer> | undefined;
  let understanding: Promise<ReturnType<typeof import('./ai.js').createUnderstanding>> | undefined;
  const ai = () => {
    understanding ??= import('./ai.js').then((m) => m.createUnderstanding(app));
    return understanding;
  };
  const app: App = {
    env,
    log,
    db,
    clock: overrides.clock ?? systemClock,
    whatsapp: createWhatsApp(graphOf(env)),
    ownNumber: ownNumberOf(graphOf(env)),
    razorpay: razorpayFor(env, log),
    sessions: overrides.sessions ?? (redis ? upstashSessions(redis, log) : noSessionStore),
    instruments: instrumentsOf(db),
    pacer: () => {
      pacer ??= import('./outreach/sending/windows.js').then((m) => m.pacerOf({ env, db, log, redis }));
      return pacer;
    },
    understand: async (request, personId) => (await ai()).understand(request, personId),
    choose: async (request, personId) => (await ai()).choose(request, personId),
  };
  return app;
}

function graphOf(env: Env) {
  return {
    url: env.WHATSAPP_API_URL,
    version: env.WHATSAPP_API_VERSION,
    phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID,
    accessToken: env.WHATSAPP_ACCESS_TOKEN,
  };
}

function razorpayFor(env: Env, log: Log): Razorpay | null {
  const { RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret, RAZORPAY_API_URL: url } = env;
  if (!keyId || !keySecret) return null;
  return createRazorpay({
    url,
    keyId,
    keySecret,
    currency: env.SCHOOL_CURRENCY,
    onFailure: ({ operation, details: { status, code } }) =>
      log.warn('razorpay_failed', { operation, status, code: String(code) }),
  });
}

function redisFor(env: Env): ReturnType<typeof upstashClient> | null {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env;
  return url && token ? upstashClient({ url, token }) : null;
}

function logOptions(env: Env): LogOptions {
  const dsn = env.SENTRY_DSN;
  if (!dsn) return { level: env.LOG_LEVEL };
  let reporter: Promise<ReturnType<typeof import('./sentry.js').createReporter>> | undefined;
  return {
    level: env.LOG_LEVEL,
    report: async (event, error, fields) => {
      reporter ??= import('./sentry.js').then((m) => m.createReporter(dsn));
      await (await reporter)(event, error, fields);
    },
  };
}
