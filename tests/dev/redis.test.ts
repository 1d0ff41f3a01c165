import { memoryRedis } from '../../dev/redis/memory.js';
import { behavesLikeRedis, inMemory } from '../redis/contract.js';

behavesLikeRedis('the store in memory', () => inMemory(memoryRedis));
