import { execFileSync, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Call } from './calls.js';
import type { Ready } from './database.js';
import { CLOCK_OFFSET_MS, type Driver, openDriver } from './driver.js';
import { BOT, REDIS_TOKEN, WHATSAPP } from './settings.js';

/** A process of ours that answers each message with one. */
interface Child {
  ask<T>(message: object): Promise<T>;
  stop(): void;
}

export interface Bot {
  url: string;
  /** Resident memory of its process, in megabytes. */
  memory(): Promise<number>;
}

export interface World {
  driver: Driver;
  school: Bot;
  echo: Bot;
  people: Pick<Ready, 'teachers' | 'everybody'>;
  /** The requests that the school's bot made since the last look, in order. */
  calls(): Promise<Call[]>;
  /** Puts the database, the session store and the Graph API so far away. */
  setLatency(ms: number): Promise<void>;
  close(): void;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Builds the bot and starts it on a database of its own, with the echo bot beside it: each in its own process. */
export async function openWorld(): Promise<World> {
  execFileSync(process.execPath, ['dev/build.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const driver = await openDriver();
  const [database, { url, ...people }] = await start<Ready>('database.ts', {}, process.execArgv);
  const [sessions, sessionsAt] = await start<{ url: string }>('sessions.ts', {}, process.execArgv);
  const [school, schoolAt] = await start<{ url: string }>('bots/school.mjs', {
    ...BOT,
    WHATSAPP_API_URL: driver.graphUrl,
    DATABASE_URL: 'postgresql://bench:bench@127.0.0.1/school',
    NEON_FETCH_ENDPOINT: `${url}/sql`,
    UPSTASH_REDIS_REST_URL: sessionsAt.url,
    UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN,
    CLOCK_OFFSET_MS: String(CLOCK_OFFSET_MS),
  });
  const [echo, echoAt] = await start<{ url: string }>('bots/echo.mjs', {
    ...WHATSAPP,
    WHATSAPP_API_URL: driver.graphUrl,
  });
  console.log(`school's bot ${schoolAt.url}, echo bot ${echoAt.url}`);
  return {
    driver,
    people,
    school: { ...schoolAt, memory: () => memory(school) },
    echo: { ...echoAt, memory: () => memory(echo) },
    calls: async () => {
      const both = [await database.ask<Call[]>({ take: true }), await sessions.ask<Call[]>({ take: true })];
      return both.flat().sort((a, b) => a.from - b.from);
    },
    async setLatency(ms) {
      driver.latencyMs = ms;
      await database.ask({ latencyMs: ms });
      await sessions.ask({ latencyMs: ms });
    },
    close() {
      for (const child of [school, echo, database, sessions]) child.stop();
      driver.close();
    },
  };
}

async function start<Hello>(
  file: string,
  env: Record<string, string>,
  execArgv: string[] = [],
): Promise<[Child, Hello]> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    execArgv,
  });
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const gone = () => reject(new Error(`${file} ended`));
      child.once('exit', gone).once('message', (message) => {
        child.off('exit', gone);
        resolve(message);
      });
    });
  const hello = (await next()) as Hello;
  const ask = async <T>(message: object) => {
    const answer = next();
    child.send(message);
    return (await answer) as T;
  };
  return [{ ask, stop: () => void child.kill() }, hello];
}

async function memory(child: Child): Promise<number> {
  return (await child.ask<{ rssMb: number }>({ memory: true })).rssMb;
}
