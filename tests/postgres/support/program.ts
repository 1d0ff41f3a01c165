import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Plugin, build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The bot as one file, as it is deployed: a process of it starts in a tenth of a second. */
export interface Program {
  start(name: string, env: Record<string, string>): Promise<Instance>;
  remove(): Promise<void>;
}

/** One running process of the bot. */
export interface Instance {
  name: string;
  url: string;
  /** Its log, line by line. */
  lines: string[];
  /** When it is gone, whatever the reason. */
  gone: Promise<void>;
  isGone(): boolean;
  /** At once, in the middle of whatever it does. */
  kill(): void;
  /** Lets it finish what it has begun. */
  stop(): Promise<void>;
}

export async function buildProgram(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'school-bot-program-'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['dev/instance.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    keepNames: true,
    plugins: [functionsByName],
    // Some packages inside are CommonJS and ask for `require`.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'warning',
  });
  return {
    start: (name, env) => start(join(folder, 'instance.mjs'), name, env),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** In one file there is no folder of functions to look through: the two that matter here are named. */
const functionsByName: Plugin = {
  name: 'functions-by-name',
  setup: ({ onLoad }) => {
    onLoad({ filter: /dev\/local\/functions\.ts$/ }, () => ({
      resolveDir: join(ROOT, 'dev/local'),
      contents: `
        import * as webhook from '../../api/whatsapp/webhook.ts';
        import * as cron from '../../api/cron/[job].ts';
        export const loadFunctions = async () => async (request) => {
          const { pathname } = new URL(request.url);
          return (pathname.startsWith('/api/cron/') ? cron : webhook)[request.method]?.(request) ?? null;
        };`,
    }));
  },
};

async function start(file: string, name: string, env: Record<string, string>): Promise<Instance> {
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit').then(() => undefined);
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    void gone.then(() => reject(new Error(`${name} did not start`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('http://')) resolve(line);
      else lines.push(line);
    });
  });
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  return {
    name,
    url,
    lines,
    gone,
    isGone,
    kill: () => void child.kill('SIGKILL'),
    stop: () => stop(child, gone),
  };
}

async function stop(child: ChildProcess, gone: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  await gone;
}
