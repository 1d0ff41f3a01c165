import { readFile, readdir } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { type Db, type Write, lockName } from './client.js';

const FOLDER = new URL('./migrations/', import.meta.url);
const BREAKPOINT = '--> statement-breakpoint';

/** Names of all migrations, `0000_bot_tables` first. */
export async function migrationNames(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((f) => /^\d{4}_\w+\.sql$/.test(f))
    .map((f) => f.slice(0, -'.sql'.length))
    .sort();
}

/** The statements of a migration, or of its way back. */
export function migrationStatements(name: string, way: 'up' | 'down'): Promise<string[]> {
  return statementsOf(new URL(way === 'up' ? `${name}.sql` : `${name}.down.sql`, FOLDER));
}

export function schoolTableStatements(): Promise<string[]> {
  return statementsOf(new URL('./school-tables.sql', import.meta.url));
}

async function statementsOf(file: URL): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split(BREAKPOINT)
    .map((s) => s.trim())
    .filter((s) => s !== '');
}

/** Statements as one batch that waits for any other deploy of the same database. */
export function underLock(db: Db, statements: readonly string[]): Write[] {
  return [lockName(db, 'bot.migrations'), ...statements.map((s) => db.execute(sql.raw(s)))];
}
