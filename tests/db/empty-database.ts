import { PGlite } from '@electric-sql/pglite';
import { type Db, createDb } from '../../db/client.js';
import { sqlEndpoint } from '../../dev/database/endpoint.js';
import { pgliteBackend } from '../../dev/database/pglite.js';

/** A database that holds nothing at all, behind the same driver as in production. One per test file. */
export async function emptyDatabase(): Promise<{ db: Db; close(): Promise<void> }> {
  const pglite = await PGlite.create();
  const answer = sqlEndpoint(pgliteBackend(pglite));
  const db = createDb('postgresql://bot:bot@db.localtest.me/school', {
    fetch: (url, init) => answer(new Request(url, init)),
  });
  return { db, close: () => pglite.close() };
}
