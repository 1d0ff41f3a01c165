import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db, Write } from '../../db/client.js';

/** Postgres takes 65535 parameters a statement; no table here has a hundred columns. */
const ROWS_AT_ONCE = 500;

/** Inserts for any number of rows, none for none. */
export function insertAll<Table extends PgTable>(
  db: Db,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Write[] {
  const writes: Write[] = [];
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    writes.push(db.insert(table).values(rows.slice(i, i + ROWS_AT_ONCE)));
  }
  return writes;
}
