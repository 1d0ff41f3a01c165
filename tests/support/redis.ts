import { http, HttpResponse } from 'msw';
import { upstashBridge } from '../../dev/redis/bridge.js';
import { memoryRedis } from '../../dev/redis/memory.js';
import { server } from './network.js';

export interface TestRedis {
  url: string;
  token: string;
  counts: { requests: number; commands: number };
  /** Until the next test: every call fails as a connection that breaks, or never gets an answer. */
  goDown(how?: 'breaks' | 'hangs'): void;
}

/** Upstash for one test: an empty store in memory behind its REST protocol. Ends with the test. */
export function useRedis(clock?: { now(): Date }): TestRedis {
  const [url, token] = ['https://redis.test', 'test-token'];
  const bridge = upstashBridge(memoryRedis(clock), { token });
  server.use(http.post(`${url}/*`, ({ request }) => bridge(request)));
  return {
    url,
    token,
    counts: bridge.counts,
    goDown: (how = 'breaks') =>
      server.use(
        http.post(`${url}/*`, () => (how === 'breaks' ? HttpResponse.error() : new Promise<never>(() => {}))),
      ),
  };
}
