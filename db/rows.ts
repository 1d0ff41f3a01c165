import { type InferSelectModel, getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/**
 * A row that came as `row_to_json`, as drizzle would have read it: dates as Date, exact numbers as strings. One
 * statement can so bring rows of several tables.
 */
export function rowFromJson<T extends PgTable>(table: T, json: Record<string, unknown>): InferSelectModel<T> {
  const entries = Object.entries(getTableColumns(table)).map(([key, { name, dataType, columnType }]) => {
    const value = json[name] ?? null;
    if (value === null) return [key, null];
    if (dataType === 'date') return [key, new Date(String(value))];
    return [key, columnType === 'PgNumeric' ? String(value) : value];
  });
  return Object.fromEntries(entries) as InferSelectModel<T>;
}
