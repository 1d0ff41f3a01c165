import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';

/** A part of a list, the newest first; `cursor` is the id of the last row of the part before. */
export interface Page {
  limit: number;
  cursor?: string | undefined;
}

export interface Paged<Row> {
  rows: Row[];
  /** The cursor of the next part; null where there is none. */
  next: string | null;
}

/** Rows after the cursor's, by time and id: exact, since the database compares its own microseconds. */
export function olderThan(
  table: PgTable,
  { createdAt, id }: { createdAt: PgColumn; id: PgColumn },
  cursor: string | undefined,
): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at, key] = [sql.identifier(createdAt.name), sql.identifier(id.name)];
  return sql`(${createdAt}, ${id}) < (select c.${at}, c.${key} from ${table} c where c.${key} = ${cursor}::uuid)`;
}

/** What was read with one row too many, cut to its page. */
export function pageOf<Row extends { id: string }>(rows: readonly Row[], { limit }: Page): Paged<Row> {
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
