import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import type { Db } from '../../db/client.js';
import type { Backend, Statement } from '../../dev/database/backend.js';
import { openSnapshot } from '../../dev/database/cluster.js';
import { type Endpoint, sqlEndpoint } from '../../dev/database/endpoint.js';
import { connectInProcess } from '../../dev/database/in-process.js';
import { restoreRows } from '../../dev/database/kept-rows.js';
import { pgliteBackend } from '../../dev/database/pglite.js';
import type { DatabaseSource } from './prepare.js';

export { TODAY } from './today.js';

export interface TestDatabase {
  db: Db;
  /** What the database was asked since the last reset: `requests` over HTTP and the `statements` in them. */
  counts: { requests: number; statements: number };
  /** The SQL-over-HTTP endpoint itself, for tests that stand between the bot and its database. */
  endpoint: Endpoint;
  /** Brings the bot's and the school's tables back to the demo school as imported. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A database of its own for the caller: the demo school as imported on TODAY, or nothing at all with `empty`.
 * PGlite in this process, or a database of the server that TEST_DATABASE_URL names. The next file of this process
 * gets the same PGlite again, if nothing but rows was changed in it.
 */
export async function openDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const alone = inject('databases').kind === 'pglite';
  const shared = alone && !options.empty;
  if (shared && idle) {
    const { database } = idle;
    idle = null;
    await database.reset();
    return database;
  }
  const { backend, remove } = await openBackend(options.empty ?? false);
  const watch = watched(backend);
  const endpoint = sqlEndpoint(watch.backend);
  const db = connectInProcess(endpoint);
  const database: TestDatabase = {
    db,
    endpoint,
    counts: endpoint.counts,
    reset: async () => {
      const written = watch.written();
      // On a server other processes write as well, and nobody saw what.
      await restoreRows(db, alone ? written : null);
      Object.assign(endpoint.counts, { requests: 0, statements: 0 });
    },
    close: async () => {
      if (shared && !idle && !watch.reshaped()) {
        idle = { database };
        return;
      }
      await backend.close();
      await remove();
    },
  };
  return database;
}

/** Of the file before, waiting for the next. */
let idle: { database: TestDatabase } | null = null;

const WRITES = /\b(?:insert\s+into|update|delete\s+from)\s+(?:only\s+)?"?(\w+)"?(?:\."?(\w+)"?)?/gi;
/** A delete takes along what points there; a function or a block may write anything. */
const ANYTHING =
  /\bdelete\s+from\b|\bshare_consent\b|^\s*(?!select|with|insert|update|delete|begin|commit|rollback)\w/i;
const SHAPES = /^\s*(?:create|alter|drop|truncate|do)\b/i;

/** Remembers which tables were written to, so that only these have to be brought back. */
function watched(backend: Backend) {
  let tables: Set<string> | null = new Set();
  let reshaped = false;
  const note = ({ query }: Statement) => {
    // Bringing them back is no change.
    if (query.includes('kept.restore')) return;
    reshaped ||= SHAPES.test(query);
    if (ANYTHING.test(query)) tables = null;
    for (const [, first = '', second] of query.matchAll(WRITES))
      tables?.add(second === undefined ? `public.${first}` : `${first}.${second}`);
  };
  const noted: Backend = {
    run: (statement) => {
      note(statement);
      return backend.run(statement);
    },
    transaction: (begin, statements) => {
      statements.forEach(note);
      return backend.transaction(begin, statements);
    },
    close: () => backend.close(),
  };
  return {
    backend: noted,
    reshaped: () => reshaped,
    /** Those since it was last asked; null for any. */
    written: () => {
      const found = tables === null ? null : [...tables];
      tables = new Set();
      return found;
    },
  };
}

interface Opened {
  backend: Backend;
  remove(): Promise<void>;
}

async function openBackend(empty: boolean): Promise<Opened> {
  const source = inject('databases');
  if (source.kind === 'postgres') return openOnServer(source, empty);
  const tar = new Blob([await readFile(empty ? source.empty : source.school)]);
  return { backend: pgliteBackend(await openSnapshot(tar)), remove: async () => undefined };
}

async function openOnServer(
  { server, prefix }: Extract<DatabaseSource, { kind: 'postgres' }>,
  empty: boolean,
): Promise<Opened> {
  // Loaded only here: most runs have no server, and every file would pay for it.
  const { administer, databaseUrl } = await import('../../dev/database/server.js');
  const { postgresBackend } = await import('../../dev/database/postgres.js');
  const name = `${prefix}_${randomUUID().slice(0, 8)}`;
  const template = empty ? 'template0' : `${prefix}_school`;
  await administer(server, (client) => client.query(`create database ${name} template ${template}`));
  return {
    backend: postgresBackend(databaseUrl(server, name)),
    remove: () => administer(server, (client) => client.query(`drop database ${name} with (force)`)),
  };
}
