import { type PGlite, protocol } from '@electric-sql/pglite';
import type { Backend, Field, RawResult, Statement } from './backend.js';

const { DatabaseError, RowDescriptionMessage, DataRowMessage, CommandCompleteMessage } = protocol.messages;
const { serialize } = protocol;

/** Statements that were read once, by their text: reading one again is what costs most of a small one's time. */
interface Prepared {
  names: Map<string, string>;
  /** No name is used twice. */
  made: number;
}
/** More different statements than the bot has; a test with thousands of its own begins anew. */
const MOST_PREPARED = 1000;
/** Everything else may change what a plan rests on, and makes all of them stale. */
const PLAIN = /^\s*(select|with|insert|update|delete)\b/i;

/** PGlite as a backend. It has one connection: whatever runs, runs alone. */
export function pgliteBackend(pglite: PGlite): Backend {
  const prepared: Prepared = { names: new Map(), made: 0 };
  const execute = (statement: Statement) => executeOn(pglite, prepared, statement);
  return {
    run: (statement) => pglite.runExclusive(() => execute(statement)),
    transaction: (begin, statements) => pglite.runExclusive(() => atomically(execute, begin, statements)),
    close: () => pglite.close(),
  };
}

async function atomically(
  execute: (statement: Statement) => Promise<RawResult>,
  begin: string,
  statements: readonly Statement[],
) {
  await execute({ query: begin, params: [] });
  try {
    const results: RawResult[] = [];
    for (const statement of statements) results.push(await execute(statement));
    await execute({ query: 'COMMIT', params: [] });
    return results;
  } catch (error) {
    // After a COMMIT that failed there is nothing left to roll back; the first error is the one to tell.
    await execute({ query: 'ROLLBACK', params: [] }).catch(() => undefined);
    throw error;
  }
}

const CONTROL = /^\s*(begin|commit|rollback)\b/i;

async function executeOn(pglite: PGlite, prepared: Prepared, statement: Statement): Promise<RawResult> {
  const { query } = statement;
  if (!PLAIN.test(query)) {
    if (!CONTROL.test(query)) await forget(pglite, prepared);
    return ask(pglite, statement, { name: '', parse: true });
  }
  const known = prepared.names.get(query);
  if (known !== undefined) return ask(pglite, statement, { name: known, parse: false });
  if (prepared.names.size >= MOST_PREPARED) await forget(pglite, prepared);
  prepared.made += 1;
  const name = `s${prepared.made}`;
  const result = await ask(pglite, statement, { name, parse: true });
  prepared.names.set(query, name);
  return result;
}

async function forget(pglite: PGlite, prepared: Prepared): Promise<void> {
  if (prepared.names.size === 0) return;
  prepared.names.clear();
  await ask(pglite, { query: 'DEALLOCATE ALL', params: [] }, { name: '', parse: true });
}

async function ask(
  pglite: PGlite,
  { query, params }: Statement,
  { name, parse }: { name: string; parse: boolean },
): Promise<RawResult> {
  const request = Buffer.concat([
    ...(parse ? [serialize.parse({ name, text: query })] : []),
    serialize.bind({ statement: name, values: [...params] }),
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
