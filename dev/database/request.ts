import * as z from 'zod';
import type { Statement } from './backend.js';

/** What one HTTP request asks the database to do. */
export interface SqlRequest {
  statements: Statement[];
  /** How its transaction begins; null for a statement by itself. */
  begin: string | null;
  isolation: string | null;
  arrayMode: boolean;
}

/** The request never reached a database. */
export class BadRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

const LEVELS: Readonly<Record<string, string>> = {
  Serializable: 'SERIALIZABLE',
  RepeatableRead: 'REPEATABLE READ',
  ReadCommitted: 'READ COMMITTED',
  ReadUncommitted: 'READ UNCOMMITTED',
};

const Query = z.object({ query: z.string(), params: z.array(z.unknown()).optional() });
const Body = z.union([z.object({ queries: z.array(Query) }), Query]);

/** @throws BadRequest with the status and words that Neon uses. */
export async function readSqlRequest(
  request: Request,
  password: string | undefined,
  maxBytes: number,
): Promise<SqlRequest> {
  if (request.method !== 'POST') throw new BadRequest(405, 'Method not allowed');
  checkConnection(request.headers.get('neon-connection-string'), password);
  const text = await request.text();
  if (text.length > maxBytes) throw new BadRequest(413, `request is too large (max is ${maxBytes} bytes)`);
  const body = parseBody(text);
  const isBatch = 'queries' in body;
  const isolation = isBatch ? request.headers.get('neon-batch-isolation-level') : null;
  return {
    statements: (isBatch ? body.queries : [body]).map(({ query, params = [] }) => ({
      query,
      params: params.map(toText),
    })),
    begin: isBatch ? beginStatement(isolation, request.headers) : null,
    isolation,
    arrayMode: request.headers.get('neon-array-mode') === 'true',
  };
}

function checkConnection(connection: string | null, password: string | undefined): void {
  if (connection === null) throw new BadRequest(400, 'missing connection string');
  if (!URL.canParse(connection)) throw new BadRequest(400, 'invalid connection string');
  const url = new URL(connection);
  if (password === undefined || decodeURIComponent(url.password) === password) return;
  throw new BadRequest(400, `password authentication failed for user '${url.username}'`, {
    code: '28P01',
    severity: 'ERROR',
  });
}

function parseBody(text: string): z.infer<typeof Body> {
  try {
    return Body.parse(JSON.parse(text));
  } catch {
    throw new BadRequest(400, 'could not parse the HTTP request body');
  }
}

function beginStatement(isolation: string | null, headers: Headers): string {
  const level = isolation === null ? '' : LEVELS[isolation];
  if (level === undefined) throw new BadRequest(400, 'invalid isolation level');
  const parts = ['BEGIN', level && `ISOLATION LEVEL ${level}`];
  if (headers.get('neon-batch-read-only') === 'true') parts.push('READ ONLY');
  if (headers.get('neon-batch-deferrable') === 'true') parts.push('DEFERRABLE');
  return parts.filter(Boolean).join(' ');
}

/** The driver sends text and null; anything else in JSON has the same text form as in PostgreSQL. */
function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
