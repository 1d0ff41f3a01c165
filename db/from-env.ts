import { type Db, createDb, databaseError } from './client.js';

/**
 * The database that the environment names, for commands that need nothing else of the settings.
 * @throws Error with a sentence for the person at the terminal.
 */
export function databaseFromEnv(source: Record<string, string | undefined>): Db {
  const { DATABASE_URL: url, NEON_FETCH_ENDPOINT: endpoint, VERCEL: onVercel } = source;
  if (!url) throw new Error('DATABASE_URL is not set: it names the database to work on.');
  if (!endpoint) return createDb(url);
  // It is sent the password, so only a developer's machine may name one.
  if (onVercel) throw new Error('NEON_FETCH_ENDPOINT is for local use and must not be set on Vercel.');
  return createDb(url, { fetchEndpoint: endpoint });
}

/** What a command says of an error: the database's own words where it has some, without the statement. */
export function wordsFor(error: unknown): string {
  return databaseError(error)?.message ?? (error instanceof Error ? error.message : String(error));
}
