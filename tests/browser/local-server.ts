import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LocalServer {
  address: string;
  stop(): Promise<void>;
}

/** `npm start` as anybody would type it, with a school of its own in a new folder. @throws with what it printed */
export async function startLocalServer(clockStart: string): Promise<LocalServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'school-'));
  const { PATH = '', HOME = '' } = process.env;
  const server = spawn('npm', ['start'], {
    cwd: new URL('../../', import.meta.url),
    env: { PATH, HOME, PORT: String(port), DATA_DIR: folder, CLOCK_START: clockStart },
    // A group of its own, so that npm's child ends with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await ended(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await started(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: `http://127.0.0.1:${port}`, stop };
}

function started(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (printed.includes('Ctrl-C stops it')) resolve();
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('exit', () => reject(new Error(`npm start ended:\n${printed}`)));
  });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.pid === undefined) {
      resolve();
      return;
    }
    server.on('close', () => resolve());
    process.kill(-server.pid, 'SIGTERM');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
