import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { http, passthrough } from 'msw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveFetch } from '../../dev/serve.js';
import { server } from '../support/network.js';

let folder: string;
let running: ChildProcess[];

beforeEach(async () => {
  server.use(http.all(/^http:\/\/127\.0\.0\.1:\d+\//, () => passthrough()));
  folder = await mkdtemp(join(tmpdir(), 'school-bot-start-'));
  running = [];
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Started {
  /** Resolves when it says that it has started, or ends: with what it printed. */
  printed: Promise<string>;
  url: Promise<string>;
  /** Its exit code after the signal, or of itself. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** `npm start` with nothing set but these. */
function start(more: Record<string, string> = {}): Started {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', 'dev/start.ts'], {
    env: { PATH, HOME, PORT: '0', DATA_DIR: folder, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const printed = new Promise<string>((resolve) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk;
      if (/Started in/.test(text)) resolve(text);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => resolve(text));
  });
  const end = (signal?: NodeJS.Signals) => {
    if (signal) child.kill(signal);
    return ended;
  };
  return { printed, url: printed.then((text) => /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? ''), end };
}

describe('npm start', { timeout: 60_000 }, () => {
  test('gives a working chat page and API with no settings at all, and leaves nothing open', async () => {
    const bot = start();
    const url = await bot.url;
    expect(await bot.printed).toContain(`chat with it at ${url}/simulator`);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    expect(await (await fetch(`${url}/simulator`)).text()).toContain('<html');
    const state = await (await fetch(`${url}/simulator/api/state`)).json();
    expect(state.directory).toContainEqual(
      expect.objectContaining({ name: 'Rahul Deshpande', phone: '919000000002', role: 'teacher' }),
    );
    expect(await bot.end('SIGTERM')).toBe(0);
    expect(await readdir(folder)).not.toContain('lock');
  });

  test('keeps its data to itself, and finds it again after it was killed', async () => {
    const first = start();
    await first.url;
    const second = start();
    expect(await second.end()).toBe(1);
    expect(await second.printed).toMatch(/Another server \(process \d+\) has this data open/);
    await first.end('SIGKILL');
    const third = start({ CLOCK_START: '2026-11-24T17:00:00+05:30' });
    expect(await third.printed).toContain('as it was left');
    const state = await (await fetch(`${await third.url}/simulator/api/state`)).json();
    expect(state.now).toMatch(/^2026-11-24T11:30/);
  });

  test('says in words which port is taken and what to do', async () => {
    const other = await serveFetch(async () => new Response());
    const port = String(other.port);
    const bot = start({ PORT: port });
    expect(await bot.end()).toBe(1);
    await other.close();
    expect((await bot.printed).trim()).toBe(
      `Port ${port} is taken. Choose another: PORT=${other.port + 1} npm start`,
    );
  });
});
