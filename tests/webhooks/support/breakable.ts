import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Endpoint } from '../../../dev/database/endpoint.js';
import { connectInProcess } from '../../../dev/database/in-process.js';
import { type TestDatabase, openDatabase } from '../../support/database.js';
import { type World, type WorldOptions, createWorld } from '../../support/world.js';

export interface Break {
  /** Only requests that hold this; every request if absent. */
  on?: RegExp | string;
  /** How many of them; all until mended if absent. */
  times?: number;
  /** How many such requests pass before the first one breaks. */
  after?: number;
  /** `down`: nothing happens. `lost`: all is done, but the answer never comes. Or PostgreSQL's own refusal. */
  how?: 'down' | 'lost' | { code: string; message: string };
}

/** A database that can be made to fail, as a network, a server or a constraint would. */
export interface BreakableDatabase extends TestDatabase {
  breaks(how: Break): void;
  mends(): void;
}

export interface BreakableWorld extends World {
  database: BreakableDatabase;
}

/** A whole bot on such a database; every test begins with the demo school as imported, and nothing broken. */
export function useBreakableWorld(options: WorldOptions = {}): BreakableWorld {
  const world = {} as BreakableWorld;
  let database: BreakableDatabase;
  beforeAll(async () => {
    database = breakable(await openDatabase());
  });
  beforeEach(async () => {
    database.mends();
    await database.reset();
    Object.assign(world, createWorld(database, options));
  });
  afterEach(() => world.idle());
  afterAll(() => database.close());
  return world;
}

function breakable(whole: TestDatabase): BreakableDatabase {
  let broken: Break[] = [];
  const struck = (text: string): Break | undefined => {
    const found = broken.find(({ on = '' }) => (on instanceof RegExp ? on.test(text) : text.includes(on)));
    if (found?.after) {
      found.after -= 1;
      return undefined;
    }
    if (found?.times !== undefined) {
      found.times -= 1;
      if (found.times <= 0) broken = broken.filter((one) => one !== found);
    }
    return found;
  };
  const answer = async (request: Request): Promise<Response> => {
    const fault = struck((await request.clone().text()).replaceAll('\\"', '"'));
    if (!fault) return whole.endpoint(request);
    const { how = 'down' } = fault;
    if (typeof how === 'object') return Response.json({ severity: 'ERROR', ...how }, { status: 400 });
    if (how === 'lost') await whole.endpoint(request);
    return Response.json({ message: 'the database cannot be reached' }, { status: 500 });
  };
  const endpoint: Endpoint = Object.assign(answer, { counts: whole.counts });
  return {
    ...whole,
    endpoint,
    db: connectInProcess(endpoint),
    breaks: (how) => void broken.push({ ...how }),
    mends: () => {
      broken = [];
    },
  };
}
