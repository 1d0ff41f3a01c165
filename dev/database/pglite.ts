import { type PGlite, protocol } from '@electric-sql/pglite';
import type { Backend, Field, RawResult, Statement } from './backend.js';

const { DatabaseError, RowDescriptionMessage, DataRowMessage, CommandCompleteMessage } = protocol.messages;
const { serialize } = protocol;

/** PGlite as a backend. It has one connection: whatever runs, runs alone. */
export function pgliteBackend(pglite: PGlite): Backend {
  return {
    run: (statement) => pglite.runExclusive(() => execute(pglite, statement)),
    transaction: (begin, statements) => pglite.runExclusive(() => atomically(pglite, begin, statements)),
    close: () => pglite.close(),
  };
}

async function atomically(pglite: PGlite, begin: string, statements: readonly Statement[]) {
  await execute(pglite, { query: begin, params: [] });
  try {
    const results: RawResult[] = [];
    for (const statement of statements) results.push(await execute(pglite, statement));
    await execute(pglite, { query: 'COMMIT', params: [] });
    return results;
  } catch (error) {
    // After a COMMIT that failed there is nothing left to roll back; the first error is the one to tell.
    await execute(pglite, { query: 'ROLLBACK', params: [] }).catch(() => undefined);
    throw error;
  }
}

async function execute(pglite: PGlite, { query, params }: Statement): Promise<RawResult> {
  const request = Buffer.concat([
    serialize.parse({ text: query }),
    serialize.bind({ values: [...params] }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ]);
  const { messages } = await pglite.execProtocol(request, { throwOnError: false });
  let fields: Field[] = [];
  let tag = '';
  const rows: (string | null)[][] = [];
  for (const message of messages) {
    if (message instanceof DatabaseError) throw message;
    if (message instanceof RowDescriptionMessage) fields = message.fields;
    else if (message instanceof DataRowMessage) rows.push(message.fields);
    else if (message instanceof CommandCompleteMessage) tag = message.text;
  }
  return { ...readTag(tag), fields, rows };
}

/** 'INSERT 0 5' is the command INSERT with 5 rows; 'CREATE TABLE' has no count. */
function readTag(tag: string): { command: string; rowCount: number | null } {
  const count = /(\d+)$/.exec(tag)?.[1];
  return { command: tag.split(' ')[0] ?? '', rowCount: count === undefined ? null : Number(count) };
}
