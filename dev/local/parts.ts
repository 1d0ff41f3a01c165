import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { localDate } from '../../src/school/dates.js';
import type { Backend } from '../database/backend.js';
import { sqlEndpoint } from '../database/endpoint.js';
import { postgresBackend } from '../database/postgres.js';
import { upstashBridge } from '../redis/bridge.js';
import { memoryRedis } from '../redis/memory.js';
import { type Handler, serveFetch } from '../serve.js';
import type { MovableClock } from './clock.js';
import { openLocalDatabase } from './database.js';
import { type Lock, lockFolder } from './lock.js';
import { LOCAL_REDIS_TOKEN } from './secrets.js';
import type { LocalSettings } from './settings.js';

export interface Parts {
  /** What the functions must be told: where the stand-ins are. */
  env: Record<string, string>;
  /** The database was made just now. */
  isNew: boolean;
  close(): Promise<void>;
}

/**
 * Opens the stand-ins for the database and Upstash on a port of their own, which only this machine reaches.
 * @throws AlreadyOwned when another server has the folder.
 */
export async function openParts(settings: LocalSettings, clock: MovableClock): Promise<Parts> {
  const token = randomUUID();
  const handlers = new Map<string, Handler>([['owner', async () => new Response(token)]]);
  const server = await serveFetch(async (request) => {
    const handler = handlers.get(new URL(request.url).pathname.split('/')[1] ?? '');
    return handler ? handler(request) : new Response('Not found', { status: 404 });
  });
  const env: Record<string, string> = {};
  if (settings.redis === 'stand-in') {
    handlers.set('redis', upstashBridge(memoryRedis(), { token: LOCAL_REDIS_TOKEN }));
    env.UPSTASH_REDIS_REST_URL = `${server.url}/redis`;
    env.UPSTASH_REDIS_REST_TOKEN = LOCAL_REDIS_TOKEN;
  }
  try {
    const database = await openDatabase(settings, clock, { url: `${server.url}/owner`, token });
    if (database) {
      handlers.set('sql', sqlEndpoint(database.backend, { password: database.password }));
      env.NEON_FETCH_ENDPOINT = `${server.url}/sql`;
      env.DATABASE_URL = database.url;
    }
    const close = async () => {
      await server.close();
      await database?.backend.close();
      await database?.lock?.release();
    };
    return { env, isNew: database?.isNew ?? false, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}

interface OpenDatabase {
  backend: Backend;
  url: string;
  password: string;
  isNew: boolean;
  lock?: Lock;
}

async function openDatabase(
  { database, dataDir, timezone }: LocalSettings,
  clock: MovableClock,
  me: { url: string; token: string },
): Promise<OpenDatabase | null> {
  if (database === 'given') return null;
  if (database === 'bridge') {
    const url = process.env.DATABASE_URL ?? '';
    const password = decodeURIComponent(new URL(url).password);
    return { backend: postgresBackend(url), url, password, isNew: false };
  }
  await mkdir(dataDir, { recursive: true });
  const lock = await lockFolder(join(dataDir, 'lock'), me);
  try {
    const opened = await openLocalDatabase(dataDir, localDate(clock.now(), timezone));
    const password = me.token;
    return { ...opened, url: `postgresql://local:${password}@127.0.0.1/school`, password, lock };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
