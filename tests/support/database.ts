import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import type { Db } from '../../db/client.js';
import type { Backend } from '../../dev/database/backend.js';
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
 * PGlite in this process, or a database of the server that TEST_DATABASE_URL names.
 */
export async function openDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { backend, remove } = await openBackend(options.empty ?? false);
  const endpoint = sqlEndpoint(backend);
  const db = connectInProcess(endpoint);
  return {
    db,
    endpoint,
    counts: endpoint.counts,
    reset: async () => {
      await restoreRows(db);
      Object.assign(endpoint.counts, { requests: 0, statements: 0 });
    },
    close: async () => {
      await backend.close();
      await remove();
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
