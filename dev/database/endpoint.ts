import { setTimeout as sleep } from 'node:timers/promises';
import type { Backend, RawResult } from './backend.js';
import { BadRequest, type SqlRequest, readSqlRequest } from './request.js';

/** Neon's SQL-over-HTTP endpoint over a backend, with what it has counted so far. */
export interface Endpoint {
  (request: Request): Promise<Response>;
  counts: { requests: number; statements: number };
}

export interface EndpointOptions {
  /** Refuses every other password, as Neon does; absent: any will do. */
  password?: string;
  /** Waited before every answer, in milliseconds: a network that is farther away. */
  latencyMs?: number;
  /** Neon refuses requests and answers larger than this, in bytes. */
  maxBytes?: number;
}

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** Answers as Neon does: 200 with rows, 400 with PostgreSQL's error fields, 413 and 507 for what is too large, 500 otherwise. */
export function sqlEndpoint(backend: Backend, options: EndpointOptions = {}): Endpoint {
  const counts = { requests: 0, statements: 0 };
  const answer = async (request: Request): Promise<Response> => {
    counts.requests++;
    if (options.latencyMs) await sleep(options.latencyMs);
    try {
      const sql = await readSqlRequest(request, options.password, options.maxBytes ?? TEN_MEGABYTES);
      counts.statements += sql.statements.length;
      return success(await run(backend, sql), sql, options.maxBytes ?? TEN_MEGABYTES);
    } catch (error) {
      return failure(error);
    }
  };
  return Object.assign(answer, { counts });
}

async function run(backend: Backend, sql: SqlRequest): Promise<unknown> {
  if (sql.begin !== null) {
    const results = await backend.transaction(sql.begin, sql.statements);
    return { results: results.map((result) => shape(result, sql.arrayMode)) };
  }
  const [statement] = sql.statements;
  if (!statement) throw new BadRequest(400, 'could not parse the HTTP request body');
  return shape(await backend.run(statement), sql.arrayMode);
}

function shape({ command, rowCount, fields, rows }: RawResult, rowAsArray: boolean) {
  const names = fields.map((field) => field.name);
  return {
    command,
    rowCount,
    rowAsArray,
    fields: fields.map((f) => ({
      name: f.name,
      dataTypeID: f.dataTypeID,
      tableID: f.tableID,
      columnID: f.columnID,
      dataTypeSize: f.dataTypeSize,
      dataTypeModifier: f.dataTypeModifier,
      format: 'text',
    })),
    rows: rowAsArray ? rows : rows.map((row) => Object.fromEntries(row.map((value, i) => [names[i], value]))),
  };
}

function success(body: unknown, sql: SqlRequest, maxBytes: number): Response {
  const text = JSON.stringify(body);
  if (text.length > maxBytes)
    return json(507, { message: `response is too large (max is ${maxBytes} bytes)` });
  const headers = sql.isolation === null ? {} : { 'neon-batch-isolation-level': sql.isolation };
  return new Response(text, { headers: { 'content-type': 'application/json', ...headers } });
}

const ERROR_FIELDS = [
  ...['code', 'detail', 'hint', 'position', 'internalPosition', 'internalQuery', 'severity', 'where'],
  ...['table', 'column', 'schema', 'dataType', 'constraint', 'file', 'line', 'routine'],
];

function failure(error: unknown): Response {
  if (error instanceof BadRequest) return json(error.status, { message: error.message, ...error.fields });
  const fields: Record<string, unknown> = error instanceof Error ? { ...error } : {};
  const message = error instanceof Error ? error.message : String(error);
  // Without a severity it is not the server's word on a statement: it could not be reached, or broke off.
  if (typeof fields.severity !== 'string') return json(500, { message });
  return json(400, {
    message,
    ...Object.fromEntries(ERROR_FIELDS.map((name) => [name, fields[name] ?? null])),
  });
}

function json(status: number, body: unknown): Response {
  return Response.json(body, { status });
}
