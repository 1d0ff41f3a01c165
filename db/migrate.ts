import { sql } from 'drizzle-orm';
import { type Db, commit, guard } from './client.js';
import { migrationNames, migrationStatements, schoolTableStatements, underLock } from './migration-files.js';
import { SchoolTablesError, inspectSchool } from './school-check.js';

export interface MigrationReport {
  /** What this run did, in sentences, in order. */
  done: string[];
  /** What the bot will go without, and what it found odd. */
  notes: string[];
}

/**
 * Brings the bot's tables up to date; in an empty database it also makes the school's.
 * Each file is one atomic batch under a lock, so deploys may run it at once. `to` is a migration's name or number.
 * @throws SchoolTablesError, before anything is changed, when the school's tables lack what the bot needs.
 */
export async function migrate(db: Db, options: { to?: string } = {}): Promise<MigrationReport> {
  const school = await inspectSchool(db);
  if (school.missing.length > 0) throw new SchoolTablesError(school.missing);
  const names = await migrationNames();
  const wanted = options.to === undefined ? names : names.slice(0, place(names, options.to) + 1);
  await openJournal(db);
  const applied = await appliedNames(db);
  const done: string[] = [];
  for (const name of wanted.filter((n) => !applied.includes(n))) {
    if (await applyOne(db, name)) done.push(`applied ${name}`);
  }
  if (school.empty && (await makeSchoolTables(db))) done.push("made the school's tables");
  const unknown = applied
    .filter((n) => !names.includes(n))
    .map((n) => `migration ${n} is newer than this code`);
  return { done, notes: [...school.notes.map((n) => `goes without ${n}`), ...unknown] };
}

/** Takes migrations back, newest first: the last one, or all after `to` (`null` means every one). School tables stay. */
export async function rollback(db: Db, options: { to?: string | null } = {}): Promise<MigrationReport> {
  const applied = await appliedNames(db);
  const { to } = options;
  const keep = to === undefined ? applied.length - 1 : to === null ? 0 : place(applied, to) + 1;
  const done: string[] = [];
  for (const name of applied.slice(Math.max(keep, 0)).reverse()) {
    if (await takeBack(db, name)) done.push(`took back ${name}`);
  }
  return { done, notes: [] };
}

function place(names: readonly string[], to: string): number {
  const index = names.findIndex((n) => n === to || n.startsWith(`${to}_`));
  if (index < 0) throw new Error(`There is no migration ${to} here: ${names.join(', ')}`);
  return index;
}

async function openJournal(db: Db): Promise<void> {
  await commit(
    db,
    underLock(db, [
      'create schema if not exists bot',
      'create table if not exists bot.migrations (name text primary key, applied_at timestamptz not null default now())',
    ]),
  );
}

async function appliedNames(db: Db): Promise<string[]> {
  const there = await db.execute<{ there: boolean }>(
    sql`select to_regclass('bot.migrations') is not null as there`,
  );
  if (!there.rows[0]?.there) return [];
  const rows = await db.execute<{ name: string }>(sql`select name from bot.migrations order by name`);
  return rows.rows.map((r) => r.name);
}

/** The journal's row goes first: whoever comes second fails on it, before any other statement. */
async function applyOne(db: Db, name: string): Promise<boolean> {
  const statements = await migrationStatements(name, 'up');
  const journal = `insert into bot.migrations (name) values ('${name}')`;
  return byUs(
    () => commit(db, underLock(db, [journal, ...statements])),
    async () => (await appliedNames(db)).includes(name),
  );
}

async function takeBack(db: Db, name: string): Promise<boolean> {
  const statements = await migrationStatements(name, 'down');
  const journal = `delete from bot.migrations where name = '${name}'`;
  const [lock, ...rest] = underLock(db, [journal, ...statements]);
  if (!lock) return false;
  const still = guard(db, 'still applied', sql`exists (select from bot.migrations where name = ${name})`);
  return byUs(
    () => commit(db, [lock, still, ...rest]),
    async () => !(await appliedNames(db)).includes(name),
  );
}

async function makeSchoolTables(db: Db): Promise<boolean> {
  const [lock, ...rest] = underLock(db, await schoolTableStatements());
  if (!lock) return false;
  const empty = guard(
    db,
    'public is empty',
    sql`not exists (select from pg_catalog.pg_tables where schemaname = 'public')`,
  );
  return byUs(
    () => commit(db, [lock, empty, ...rest]),
    async () => {
      const now = await inspectSchool(db);
      return !now.empty && now.missing.length === 0;
    },
  );
}

/** Whether the step was done by us; a failure counts as somebody else's success when the database says so. */
async function byUs(step: () => Promise<unknown>, alreadySo: () => Promise<boolean>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    if (await alreadySo()) return false;
    throw error;
  }
}
