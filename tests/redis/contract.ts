import { Redis } from '@upstash/redis';
import { http } from 'msw';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { upstashBridge } from '../../dev/redis/bridge.js';
import { type RedisCommands, RedisError } from '../../dev/redis/commands.js';
import { server } from '../support/network.js';

export interface RedisUnderTest {
  redis: RedisCommands;
  /** Lets so many seconds pass for the store. */
  wait(seconds: number): Promise<void>;
}

const URL = 'https://redis.test';
const upstash = () =>
  new Redis({ url: URL, token: 'secret', automaticDeserialization: false, retry: { retries: 0 } });

/** What the bot relies on, of whatever answers in Upstash's place. */
export function behavesLikeRedis(name: string, open: () => Promise<RedisUnderTest>): void {
  describe(name, () => {
    let under: RedisUnderTest;
    let n = 0;
    let key = '';
    beforeAll(async () => {
      under = await open();
    });
    beforeEach(() => {
      key = `school-bot-test:${process.pid}:${n++}`;
      const bridge = upstashBridge(under.redis, { token: 'secret' });
      server.use(http.post(`${URL}/*`, ({ request }) => bridge(request)));
    });
    afterAll(() => under.redis.close());

    const refused = (command: string[]) =>
      under.redis.run(command).then(
        (reply) => `answered ${reply}`,
        (error: unknown) => (error instanceof RedisError ? error.message : String(error)),
      );

    describe('through the client', () => {
      test('a value is read back as it was written, in any script', async () => {
        await upstash().set(key, 'नमस्ते, తెలుగు, "OK" and\r\nmore', { ex: 30 });
        expect(await upstash().get(key)).toBe('नमस्ते, తెలుగు, "OK" and\r\nmore');
      });

      test('what was never written is null', async () => {
        expect(await upstash().get(key)).toBeNull();
      });

      test('a value is gone when its time is over', async () => {
        await upstash().set(key, 'short', { ex: 1 });
        await under.wait(1.1);
        expect(await upstash().get(key)).toBeNull();
      });

      test('a count goes up, and begins again when its time is over', async () => {
        expect(await upstash().incrby(key, 2)).toBe(2);
        await upstash().expire(key, 1);
        expect(await upstash().incrby(key, 3)).toBe(5);
        await under.wait(1.1);
        expect(await upstash().incrby(key, 1)).toBe(1);
      });

      test('a transaction gives every result in order', async () => {
        const results = await upstash().multi().incrby(key, 1).expire(key, 30).get(key).del(key).exec();
        expect(results).toEqual([1, 1, '1', 1]);
      });

      test('commands of one moment go together and each gets its own answer', async () => {
        const redis = upstash();
        const replies = await Promise.all([redis.set(key, '1'), redis.incrby(key, 4), redis.del(key)]);
        expect(replies).toEqual(['OK', 5, 1]);
      });

      test('a wrong token is refused', async () => {
        const stranger = new Redis({ url: URL, token: 'guess', retry: { retries: 0 } });
        await expect(stranger.get(key)).rejects.toThrow('WRONGPASS');
      });
    });

    describe('command by command', () => {
      test('writing again without a time makes a value stay', async () => {
        await under.redis.run(['SET', key, 'a', 'EX', '1']);
        await under.redis.run(['SET', key, 'b']);
        await under.wait(1.1);
        expect(await under.redis.run(['GET', key])).toBe('b');
      });

      test('a time in the past removes the value at once', async () => {
        await under.redis.run(['SET', key, 'a']);
        expect(await under.redis.run(['EXPIRE', key, '-1'])).toBe(1);
        expect(await under.redis.run(['DEL', key])).toBe(0);
        expect(await under.redis.run(['EXPIRE', key, '5'])).toBe(0);
      });

      test('faults are told in the words of Redis', async () => {
        await under.redis.run(['SET', key, 'word']);
        expect(await refused(['INCRBY', key, '1'])).toBe('ERR value is not an integer or out of range');
        expect(await refused(['SET', key, 'a', 'EX', '0'])).toBe("ERR invalid expire time in 'set' command");
        expect(await refused(['SET', key, 'a', 'SOON'])).toBe('ERR syntax error');
        expect(await refused(['get'])).toBe("ERR wrong number of arguments for 'get' command");
        expect(await refused(['FLY', 'away'])).toBe(
          "ERR unknown command 'FLY', with args beginning with: 'away' ",
        );
      });

      test('in a transaction one failure leaves the others, but an unknown command stops all', async () => {
        await under.redis.run(['SET', key, 'word']);
        const [failed, read] = await under.redis.transaction([
          ['INCRBY', key, '1'],
          ['GET', key],
        ]);
        expect(failed).toBeInstanceOf(RedisError);
        expect(read).toBe('word');
        await expect(under.redis.transaction([['DEL', key], ['FLY']])).rejects.toThrow(/^EXECABORT/);
        expect(await under.redis.run(['GET', key])).toBe('word');
      });
    });
  });
}

/** The in-memory store, whose clock is moved instead of waiting. */
export async function inMemory(
  memoryRedis: (clock: { now(): Date }) => RedisCommands,
): Promise<RedisUnderTest> {
  let time = Date.parse('2026-11-24T12:00:00Z');
  const wait = async (seconds: number) => {
    time += seconds * 1000;
  };
  return { redis: memoryRedis({ now: () => new Date(time) }), wait };
}
