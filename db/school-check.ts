import { getTableColumns, is, sql } from 'drizzle-orm';
import { PgEnumColumn, PgTable, getTableConfig } from 'drizzle-orm/pg-core';
import type { Db } from './client.js';
import * as school from './schema/school.js';

/** What a school's database may lack: the bot then goes without it. `null` means the whole table. */
const withoutThese: Record<string, string[] | null> = {
  students: ['email'],
  instruments: ['is_deprecated'],
  fee_structures: null,
  branches: null,
};

/** The school's tables are there, but not all that the bot needs; the message names everything that is missing. */
export class SchoolTablesError extends Error {
  constructor(readonly missing: readonly string[]) {
    super(
      `The school's database lacks what the bot needs (its tables are made only in an empty database):\n${missing.map((m) => `  - ${m}`).join('\n')}`,
    );
    this.name = 'SchoolTablesError';
  }
}

export interface SchoolTables {
  /** `public` holds no table at all: the school's tables may be made. */
  empty: boolean;
  missing: string[];
  /** What is not there and not needed. */
  notes: string[];
}

interface Found {
  columns: Map<string, Map<string, string>>;
  labels: Map<string, string[]>;
}

/** Compares what the bot reads and writes with what `public` holds. One request, writes nothing. */
export async function inspectSchool(db: Db): Promise<SchoolTables> {
  const [tables, columns, labels] = await db.batch([
    db.execute<{ tables: number }>(
      sql`select count(*)::int as tables from pg_catalog.pg_tables where schemaname = 'public'`,
    ),
    db.execute<{ table: string; column: string; type: string }>(
      sql`select table_name as table, column_name as column, udt_name as type
          from information_schema.columns where table_schema = 'public'`,
    ),
    db.execute<{ type: string; label: string }>(
      sql`select t.typname as type, e.enumlabel as label from pg_enum e join pg_type t on t.oid = e.enumtypid`,
    ),
  ]);
  if (tables.rows[0]?.tables === 0) return { empty: true, missing: [], notes: [] };
  const found: Found = { columns: new Map(), labels: new Map() };
  for (const { table, column, type } of columns.rows) {
    found.columns.set(table, (found.columns.get(table) ?? new Map()).set(column, type));
  }
  for (const { type, label } of labels.rows) {
    found.labels.set(type, [...(found.labels.get(type) ?? []), label]);
  }
  return { empty: false, ...compare(found) };
}

function compare(found: Found): { missing: string[]; notes: string[] } {
  const missing: string[] = [];
  const notes: string[] = [];
  const mapped: unknown[] = Object.values(school);
  for (const table of mapped.filter((t) => is(t, PgTable))) {
    const lacks = lacking(table, found);
    (withoutThese[getTableConfig(table).name] === null ? notes : missing).push(...lacks);
  }
  for (const [table, columns] of Object.entries(withoutThese)) {
    const there = found.columns.get(table);
    if (there)
      notes.push(...(columns ?? []).filter((c) => !there.has(c)).map((c) => `column public.${table}.${c}`));
  }
  return { missing, notes };
}

function lacking(table: PgTable, found: Found): string[] {
  const { name } = getTableConfig(table);
  const there = found.columns.get(name);
  if (!there) return [`table public.${name}`];
  return Object.values(getTableColumns(table)).flatMap((column) => {
    const type = there.get(column.name);
    if (type === undefined) return [`column public.${name}.${column.name}`];
    const labels = is(column, PgEnumColumn) ? found.labels.get(type) : undefined;
    const unknown = labels ? (column.enumValues ?? []).filter((v) => !labels.includes(v)) : [];
    return unknown.map((v) => `value '${v}' of public.${name}.${column.name}`);
  });
}
