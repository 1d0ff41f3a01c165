import type { Redis } from '@upstash/redis';
import type { Log } from '../log.js';
import { type SessionStore, type StoredSession, parseStored } from './session.js';

/** Sessions in Upstash, which may be down, slow or wrong at any time: then it answers as if it were empty. */
export function upstashSessions(redis: () => Promise<Redis>, log: Log): SessionStore {
  const calm = async <T>(operation: string, call: () => Promise<T>): Promise<T | null> => {
    try {
      return await call();
    } catch (error) {
      log.warn('session_store_failed', { operation, error: error instanceof Error ? error.name : 'unknown' });
      return null;
    }
  };
  return {
    keeps: true,
    async get(personId) {
      const text = await calm('get', async () => (await redis()).get<string>(key(personId)));
      return typeof text === 'string' ? parseStored(parseJson(text)) : null;
    },
    async set(session, seconds) {
      const { id, personId, version, expiresAt, context } = session;
      const stored: StoredSession = { id, personId, version, expiresAt, context };
      await calm('set', async () =>
        (await redis()).set(key(personId), JSON.stringify(stored), { ex: Math.max(1, Math.ceil(seconds)) }),
      );
    },
    async delete(personId) {
      await calm('delete', async () => (await redis()).del(key(personId)));
    },
    async state() {
      const asked = await calm('state', async () => ({ found: await (await redis()).get(key('state')) }));
      return asked ? 'ok' : 'down';
    },
  };
}

function key(personId: string): string {
  return `session:${personId}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
