import { type SQL, sql } from 'drizzle-orm';
import { type Db, commit } from '../../db/client.js';

/**
 * Keeps a copy of every row of the bot's and the school's tables in the schema `kept`,
 * to which `restoreRows` brings them back.
 */
export async function keepRows(db: Db): Promise<void> {
  await commit(
    db,
    KEEP.map((statement) => db.execute(statement)),
  );
}

/** Brings rows and sequences back to what `keepRows` kept: of these tables (`schema.table`), or of all. One request. */
export async function restoreRows(db: Db, tables: readonly string[] | null = null): Promise<void> {
  await db.execute(sql`select kept.restore(${tables === null ? null : sql.param([...tables])}::text[])`);
}

const KEEP: readonly SQL[] = [
  sql`create schema kept`,
  sql`create table kept.tables (copy text, original text, columns text)`,
  sql`create table kept.sequences (name text, value bigint, used boolean)`,
  sql`
    insert into kept.tables
    select format('kept.%I', table_schema || '.' || table_name),
           format('%I.%I', table_schema, table_name),
           string_agg(quote_ident(column_name), ', ' order by ordinal_position)
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema in ('bot', 'public') and table_type = 'BASE TABLE'
      and is_generated = 'NEVER' and (table_schema, table_name) <> ('bot', 'migrations')
    group by table_schema, table_name`,
  sql`
    do $$ declare t record; begin
      for t in select * from kept.tables loop
        execute format('create table %s as select %s from %s', t.copy, t.columns, t.original);
      end loop;
    end $$`,
  sql`
    insert into kept.sequences
    select format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value), last_value is not null
    from pg_sequences where schemaname in ('bot', 'public')`,
  // Deleting a few hundred rows is faster than truncating thirty tables. Without its triggers the order does not matter.
  sql`
    create function kept.restore(written text[]) returns void language plpgsql as $$ declare t record; begin
      set local session_replication_role = replica;
      for t in select * from kept.tables where written is null or original = any(written) loop
        execute format('delete from %s', t.original);
        execute format('insert into %s (%s) overriding system value select %s from %s',
          t.original, t.columns, t.columns, t.copy);
      end loop;
      perform setval(name::regclass, value, used) from kept.sequences;
    end $$`,
];
