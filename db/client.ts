import { NeonDbError, neon, neonConfig } from '@neondatabase/serverless';
import { type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { type NeonHttpDatabase, drizzle } from 'drizzle-orm/neon-http';

export type Db = NeonHttpDatabase<Record<string, never>>;

/** One statement of an atomic batch: a guard or a change. Verbs return these; only the turn, a webhook or a job commits them. */
export type Write = BatchItem<'pg'>;

export interface DbOptions {
  /** Where SQL goes over HTTP. Absent: the endpoint that belongs to the Neon host in the url. */
  fetchEndpoint?: string;
  /** Replaces fetch, for a database inside this process. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** The one path to Postgres: a request per statement or per atomic batch, no sessions, no interactive transactions. */
export function createDb(url: string, options: DbOptions = {}): Db {
  if (options.fetchEndpoint !== undefined) {
    const endpoint = options.fetchEndpoint;
    neonConfig.fetchEndpoint = () => endpoint;
  }
  if (options.fetch) neonConfig.fetchFunction = options.fetch;
  return drizzle(neon(url));
}

/** A guard of a batch did not hold: nothing of the batch was written. `guard` is the name it was given. */
export class GuardFailed extends Error {
  constructor(readonly guard: string) {
    super(`guard failed: ${guard}`);
    this.name = 'GuardFailed';
  }
}

/** Rolls the whole batch back, under this name, unless the condition holds at that moment of the batch. */
export function guard(db: Db, name: string, holds: SQL): Write {
  return db.execute(sql`select bot.guard(coalesce((${holds}), false), ${name})`);
}

/**
 * Sends statements as one atomic batch in READ COMMITTED: each sees what was committed before it started,
 * so a guard after a lock sees what the lock waited for.
 * @throws GuardFailed when a guard does not hold; database errors as they come.
 */
export async function commit(db: Db, statements: readonly Write[]): Promise<unknown[]> {
  const [first, ...rest] = statements;
  if (!first) return [];
  try {
    return await db.batch([first, ...rest]);
  } catch (error) {
    const failed = guardName(error);
    throw failed === null ? error : new GuardFailed(failed);
  }
}

function guardName(error: unknown): string | null {
  const cause = databaseError(error);
  const match = cause?.code === 'P0001' ? /^guard: (.+)$/.exec(cause.message) : null;
  return match?.[1] ?? null;
}

/** The database's own error inside whatever drizzle threw, or null when it is none. */
export function databaseError(error: unknown): NeonDbError | null {
  if (error instanceof NeonDbError) return error;
  return error instanceof Error && error.cause !== undefined ? databaseError(error.cause) : null;
}

/** A transaction-long advisory lock on a name; the only mutual exclusion with writers who take the same one. */
export function lockName(db: Db, name: string): Write {
  return db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
