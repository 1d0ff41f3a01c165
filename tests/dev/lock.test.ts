import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { http, passthrough } from 'msw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AlreadyOwned, lockFolder } from '../../dev/local/lock.js';
import { type Served, serveFetch } from '../../dev/serve.js';
import { server } from '../support/network.js';

let folder: string;
let file: string;
let owners: Served[];

beforeEach(async () => {
  server.use(http.get(/^http:\/\/127\.0\.0\.1:\d+\//, () => passthrough()));
  folder = await mkdtemp(join(tmpdir(), 'school-bot-lock-'));
  file = join(folder, 'lock');
  owners = [];
});
afterEach(() => Promise.all(owners.map((owner) => owner.close())));

/** A process as another one sees it: something that answers its token. */
async function owner(token: string, answer: () => Promise<Response> = async () => new Response(token)) {
  const served = await serveFetch(answer);
  owners.push(served);
  return { url: served.url, token };
}

describe('a folder', () => {
  test('belongs to one process until it lets go', async () => {
    const lock = await lockFolder(file, await owner('first'));
    await expect(lockFolder(file, await owner('second'))).rejects.toThrow(AlreadyOwned);
    await lock.release();
    await lockFolder(file, await owner('third'));
    expect(await readdir(folder)).toEqual(['lock']);
  });

  test('is free again when its owner was killed', async () => {
    const killed = await owner('killed');
    await lockFolder(file, killed);
    await owners[0]?.close();
    await expect(lockFolder(file, await owner('next'))).resolves.toBeDefined();
  });

  test("is free when somebody else has got its owner's port", async () => {
    await lockFolder(file, await owner('killed', async () => new Response('another program')));
    await expect(lockFolder(file, await owner('next'))).resolves.toBeDefined();
  });

  test('is not taken from an owner who is stopped and does not answer', async () => {
    await lockFolder(file, await owner('stopped', () => new Promise(() => undefined)));
    await expect(lockFolder(file, await owner('next'))).rejects.toThrow(AlreadyOwned);
  });

  test('goes to one of many who find it abandoned at once', async () => {
    await writeFile(file, 'nobody can read this');
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, async (_, i) => lockFolder(file, await owner(`number ${i}`))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
