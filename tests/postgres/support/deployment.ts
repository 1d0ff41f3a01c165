import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import { sqlEndpoint } from '../../../dev/database/endpoint.js';
import { postgresBackend } from '../../../dev/database/postgres.js';
import { type MovableClock, movableClock } from '../../../dev/local/clock.js';
import { upstashBridge } from '../../../dev/redis/bridge.js';
import { memoryRedis } from '../../../dev/redis/memory.js';
import type { Handler } from '../../../dev/serve.js';
import { type Simulator, createSimulator } from '../../../dev/simulator/simulator.js';
import type { SimulatorOptions } from '../../../dev/simulator/world.js';
import { type TestDatabase, openDatabase } from '../../support/database.js';
import { databaseUrl } from '../../support/prepare.js';
import { AFTER_CLASS, ENV } from '../../support/world.js';
import { type Network, openNetwork } from './network.js';
import type { Instance, Program } from './program.js';

const UPSTASH_TOKEN = 'an-upstash-token-of-the-tests';

/** A school's bot as it is deployed: processes, a real database, Upstash, Meta and the model, with a network between. */
export interface Deployment {
  database: TestDatabase;
  network: Network;
  meta: Simulator;
  clock: MovableClock;
  /** Answers in the model's place. */
  model: Handler;
  /** To which of the running instances Meta's webhooks go; the same one may not be asked twice. */
  route(request: Request): Promise<Response>;
  start(name: string): Promise<Instance>;
  isRunning(name: string): boolean;
  /** What the scheduler does. @returns once all that it began is done. */
  tick(instance: Instance): Promise<void>;
  close(): Promise<void>;
}

export interface DeploymentOptions {
  env?: Record<string, string>;
  simulator?: Partial<SimulatorOptions>;
}

export async function openDeployment(program: Program, options: DeploymentOptions = {}): Promise<Deployment> {
  const database = await openDatabase();
  const backend = postgresBackend(await urlOf(database), { max: 40 });
  const clock = movableClock(AFTER_CLASS);
  const instances = new Set<Instance>();
  const meta = simulator(clock, { ...options.simulator, fetch: (...call) => it.route(new Request(...call)) });
  const network = await openNetwork({
    database: sqlEndpoint(backend),
    upstash: upstashBridge(memoryRedis(clock), { token: UPSTASH_TOKEN }),
    graph: async (request) => (await meta.handle(request)) ?? new Response('Not found', { status: 404 }),
    model: (request) => it.model(request),
  });
  const it: Deployment = {
    database,
    network,
    meta,
    clock,
    model: async () => new Response('nobody there', { status: 503 }),
    route: async () => Response.error(),
    start: async (name) => {
      const settings = {
        ...environment(network, name),
        ...options.env,
        CLOCK_START: clock.now().toISOString(),
      };
      const instance = await program.start(name, settings);
      instances.add(instance);
      return instance;
    },
    isRunning: (name) => [...instances].some((one) => one.name === name && !one.isGone()),
    tick: async ({ url }) => {
      const headers = { authorization: `Bearer ${ENV.CRON_SECRET}` };
      const answer = await fetch(`${url}/api/cron/tick`, { headers });
      await answer.arrayBuffer();
    },
    close: async () => {
      for (const instance of instances) instance.kill();
      await Promise.all([...instances].map(({ gone }) => gone));
      await network.close();
      await backend.close();
      await database.close();
    },
  };
  return it;
}

/** Everything that an instance is told. */
export function environment(network: Network, name: string): Record<string, string> {
  return {
    ...ENV,
    NEON_FETCH_ENDPOINT: network.url('database', name),
    UPSTASH_REDIS_REST_URL: network.url('upstash', name),
    UPSTASH_REDIS_REST_TOKEN: UPSTASH_TOKEN,
    WHATSAPP_API_URL: network.url('graph', name),
    OPENAI_BASE_URL: `${network.url('model', name)}/v1`,
  };
}

/** Where this test's own database is. */
export async function urlOf({ db }: TestDatabase): Promise<string> {
  const source = inject('databases');
  if (source.kind !== 'postgres') throw new Error('These stories need a PostgreSQL server.');
  const { rows } = await db.execute<{ name: string }>(sql`select current_database() as name`);
  return databaseUrl(source.server, rows[0]?.name ?? '');
}

/** Hands a webhook to an instance as it came. */
export async function deliver(instance: Instance, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const { method, headers, signal } = request;
  const body = method === 'POST' ? await request.clone().text() : undefined;
  return fetch(`${instance.url}${pathname}${search}`, { method, headers, signal, ...(body ? { body } : {}) });
}

function simulator(clock: MovableClock, options: Partial<SimulatorOptions>): Simulator {
  return createSimulator({
    webhookUrl: 'https://bot.test/api/whatsapp/webhook',
    appSecret: ENV.WHATSAPP_APP_SECRET,
    verifyToken: ENV.WHATSAPP_WEBHOOK_VERIFY_TOKEN,
    accessToken: ENV.WHATSAPP_ACCESS_TOKEN,
    phoneNumberId: ENV.WHATSAPP_PHONE_NUMBER_ID,
    businessAccountId: ENV.WHATSAPP_BUSINESS_ACCOUNT_ID,
    displayPhoneNumber: '+91 40 0000 0000',
    clock,
    ladder: 'off',
    pairLimit: false,
    perSecond: null,
    ...options,
  });
}
