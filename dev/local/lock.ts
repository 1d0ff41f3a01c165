import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const Owner = z.object({ pid: z.number(), url: z.string(), token: z.string() });
type Owner = z.infer<typeof Owner>;

export class AlreadyOwned extends Error {
  constructor(readonly pid: number) {
    super(`Another server (process ${pid}) has this data open.`);
  }
}

export interface Lock {
  release(): Promise<void>;
}

/**
 * Makes this process the one owner of a folder. PGlite would open it twice without a word, and spoil it.
 * The owner answers `token` at `url`, so that a lock left by a process that was killed holds nobody up,
 * and a stopped one, whose port is still taken, is not robbed.
 * @throws AlreadyOwned
 */
export async function lockFolder(file: string, me: { url: string; token: string }): Promise<Lock> {
  const mine = JSON.stringify({ pid: process.pid, ...me } satisfies Owner);
  // Written apart, then linked into place: the link fails if there is one, and nobody reads half a file.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, mine);
  try {
    while (!(await linked(draft, file))) await clearStale(file);
  } finally {
    await unlink(draft);
  }
  return { release: async () => void ((await read(file)) === mine && (await rm(file, { force: true }))) };
}

async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose owner is gone. One process at a time, or the second would remove the first one's new lock. */
async function clearStale(file: string): Promise<void> {
  const claim = `${file}.claim`;
  const handle = await open(claim, 'wx').catch(() => null);
  if (!handle) {
    const made = await stat(claim).catch(() => null);
    if (made && Date.now() - made.mtimeMs > 10_000) await rm(claim, { force: true });
    await sleep(100);
    return;
  }
  try {
    const owner = parse(await read(file));
    if (owner && (await isAlive(owner))) throw new AlreadyOwned(owner.pid);
    await rm(file, { force: true });
  } finally {
    await handle.close();
    await rm(claim, { force: true });
  }
}

async function isAlive({ url, token }: Owner): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
    return (await response.text()) === token;
  } catch (error) {
    // Refused: nobody listens. Anything else, a silence above all, may be an owner who is busy.
    const cause = error instanceof Error ? error.cause : undefined;
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED');
  }
}

function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

function parse(text: string | null): Owner | null {
  try {
    return Owner.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
