import { setTimeout as sleep } from 'node:timers/promises';
import { memoryRedis } from '../../dev/redis/memory.js';
import { redisServer } from '../../dev/redis/server.js';
import { behavesLikeRedis, inMemory } from './contract.js';

behavesLikeRedis('the store in memory', () => inMemory(memoryRedis));

behavesLikeRedis('a Redis server', async () => {
  const url = process.env.TEST_REDIS_URL;
  if (!url) throw new Error('TEST_REDIS_URL must name a Redis server, as in redis://127.0.0.1:6379');
  return { redis: await redisServer(url), wait: (seconds) => sleep(seconds * 1000) };
});
