import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../db/migrate.js';
import type { Backend } from '../database/backend.js';
import { emptyCluster } from '../database/cluster.js';
import { sqlEndpoint } from '../database/endpoint.js';
import { connectInProcess } from '../database/in-process.js';
import { pgliteBackend } from '../database/pglite.js';
import { fillWithDemoSchool } from '../database/school.js';

export interface LocalDatabase {
  backend: Backend;
  /** Made just now, with the demo school in it. */
  isNew: boolean;
}

/** Opens the database in a folder that this process owns; the first time it makes it, as of `today`. Migrates it. */
export async function openLocalDatabase(folder: string, today: string): Promise<LocalDatabase> {
  const data = join(folder, 'postgres');
  const finished = join(folder, 'postgres-is-complete');
  if (await exists(finished)) {
    const backend = pgliteBackend(await PGlite.create(data));
    await migrate(connectInProcess(sqlEndpoint(backend)));
    return { backend, isNew: false };
  }
  // A first start that was broken off leaves a part of a database: it is made anew.
  await rm(data, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const backend = pgliteBackend(await PGlite.create(data, { loadDataDir: await emptyCluster() }));
  await fillWithDemoSchool(connectInProcess(sqlEndpoint(backend)), today);
  await writeFile(finished, '');
  return { backend, isNew: true };
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
