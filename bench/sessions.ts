import { setTimeout as sleep } from 'node:timers/promises';
import { upstashBridge } from '../dev/redis/bridge.js';
import { memoryRedis } from '../dev/redis/memory.js';
import { serveFetch } from '../dev/serve.js';
import { distance, noted, serveParent } from './calls.js';
import { REDIS_TOKEN } from './settings.js';

// The session store of the bot, in a process of its own, which notes every request.

const redis = upstashBridge(memoryRedis(), { token: REDIS_TOKEN });
const server = await serveFetch(
  noted('upstash', async (request) => {
    if (distance.latencyMs) await sleep(distance.latencyMs);
    return redis(request);
  }),
);
serveParent({ url: server.url });
