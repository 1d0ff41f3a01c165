import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Backend } from '../../dev/database/backend.js';
import { emptyCluster, openSnapshot } from '../../dev/database/cluster.js';
import { sqlEndpoint } from '../../dev/database/endpoint.js';
import { connectInProcess } from '../../dev/database/in-process.js';
import { keepRows } from '../../dev/database/kept-rows.js';
import { pgliteBackend } from '../../dev/database/pglite.js';
import { postgresBackend } from '../../dev/database/postgres.js';
import { fillWithDemoSchool } from '../../dev/database/school.js';
import { administer, databaseUrl } from '../../dev/database/server.js';
import { introduceEverybody } from './introduced.js';
import { TODAY } from './today.js';

export { databaseUrl };

/** Where the tests take their databases from. */
export type DatabaseSource =
  | { kind: 'pglite'; empty: string; school: string }
  | { kind: 'postgres'; server: string; prefix: string };

declare module 'vitest' {
  interface ProvidedContext {
    databases: DatabaseSource;
  }
}

let clearAway: () => Promise<unknown> = async () => undefined;

/** Once for a run: a migrated database with the demo school in it, of which every test file takes a copy. */
export async function setup(project: TestProject): Promise<void> {
  const server = process.env.TEST_DATABASE_URL;
  project.provide('databases', server ? await onServer(server) : await inFolder());
}

export async function teardown(): Promise<void> {
  await clearAway();
}

async function inFolder(): Promise<DatabaseSource> {
  const folder = await mkdtemp(join(tmpdir(), 'school-bot-tests-'));
  clearAway = () => rm(folder, { recursive: true, force: true });
  const [empty, school] = [join(folder, 'empty.tar'), join(folder, 'school.tar')];
  const cluster = await emptyCluster();
  await writeFile(empty, await bytes(cluster));
  const pglite = await openSnapshot(cluster);
  try {
    await fill(pgliteBackend(pglite));
    await writeFile(school, await bytes(await pglite.dumpDataDir('none')));
  } finally {
    await pglite.close();
  }
  return { kind: 'pglite', empty, school };
}

async function onServer(server: string): Promise<DatabaseSource> {
  const prefix = `bot_test_${randomUUID().slice(0, 8)}`;
  clearAway = () => dropAll(server, prefix);
  const template = `${prefix}_school`;
  await administer(server, (client) => client.query(`create database ${template} template template0`));
  const backend = postgresBackend(databaseUrl(server, template));
  await fill(backend).finally(() => backend.close());
  return { kind: 'postgres', server, prefix };
}

async function fill(backend: Backend): Promise<void> {
  const db = connectInProcess(sqlEndpoint(backend));
  await fillWithDemoSchool(db, TODAY);
  await introduceEverybody(db, TODAY);
  await keepRows(db);
}

async function dropAll(server: string, prefix: string): Promise<void> {
  await administer(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  });
}

async function bytes(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
