import pg from 'pg';
import type { Backend, RawResult, Statement } from './backend.js';

/** Statements go one to a string and come back as text, as over Neon's endpoint. */
interface RawQuery extends pg.QueryArrayConfig {
  queryMode: 'extended';
}

/** A real PostgreSQL server as a backend; `max` is how many statements or batches run there at once. */
export function postgresBackend(url: string, { max = 20 }: { max?: number } = {}): Backend {
  const pool = new pg.Pool({ connectionString: url, max });
  // The server closed an idle connection: the pool drops it and opens another when one is needed.
  pool.on('error', () => undefined);
  return {
    run: (statement) => withClient(pool, (client) => execute(client, statement)),
    transaction: (begin, statements) => withClient(pool, (client) => atomically(client, begin, statements)),
    close: () => pool.end(),
  };
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    // A connection whose error came from the server is sound; any other may be half-way through an answer.
    client.release(!(error instanceof pg.DatabaseError));
    throw error;
  }
}

async function atomically(client: pg.PoolClient, begin: string, statements: readonly Statement[]) {
  await client.query(begin);
  try {
    const results: RawResult[] = [];
    for (const statement of statements) results.push(await execute(client, statement));
    await client.query('COMMIT');
    return results;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

const asText = { getTypeParser: () => (value: string) => value };

async function execute(client: pg.PoolClient, { query, params }: Statement): Promise<RawResult> {
  const raw: RawQuery = {
    text: query,
    values: [...params],
    rowMode: 'array',
    queryMode: 'extended',
    types: asText,
  };
  const { command, rowCount, fields, rows } = await client.query<(string | null)[]>(raw);
  return { command: command ?? '', rowCount, fields, rows };
}
