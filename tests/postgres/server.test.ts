import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

test('several statements run at the same time, each on a connection of its own', async () => {
  const one = () => database.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid, pg_sleep(0.2)`);
  const pids = (await Promise.all([one(), one(), one()])).map(({ rows }) => rows[0]?.pid);
  expect(new Set(pids).size).toBe(3);
});

test('it is the oldest PostgreSQL that we promise to run on, or a newer one', async () => {
  const { rows } = await database.db.execute<{ version: string }>(
    sql`select current_setting('server_version_num') as version`,
  );
  expect(Number(rows[0]?.version)).toBeGreaterThanOrEqual(150_000);
});
