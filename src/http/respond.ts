import { randomUUID } from 'node:crypto';
import { waitUntil } from '@vercel/functions';
import type * as z from 'zod';
import { type RuleCode, RuleError } from '../errors.js';
import type { Log } from '../log.js';

const STATUS: Record<RuleCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
  not_set_up: 503,
};

/** An id that comes from outside will stand in the log: nothing else may come that way. */
const REQUEST_ID = /^[\w:.-]{1,64}$/;

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/**
 * The HTTP boundary: what a handler throws becomes `{ error: { code, message } }`. Only our own sentences are shown;
 * anything else is logged and answered with one that says nothing. `finish` has the last word, on errors too.
 */
export function endpoint(
  log: Log,
  handle: (request: Request) => Promise<Response>,
  finish: (request: Request, response: Response) => void = () => undefined,
) {
  return async (request: Request): Promise<Response> => {
    const given = request.headers.get('x-request-id') ?? '';
    const id = REQUEST_ID.test(given) ? given : randomUUID();
    const response = await handle(request).catch((error: unknown) => failure(log, error, id));
    response.headers.set('x-request-id', id);
    finish(request, response);
    return response;
  };
}

function failure(log: Log, error: unknown, requestId: string): Response {
  if (error instanceof RuleError)
    return json({ error: { code: error.code, message: error.message } }, STATUS[error.code]);
  log.error('request_failed', error, { requestId });
  // The function may be frozen as soon as it has answered: the report has to be waited for.
  waitUntil(log.flush());
  return json(
    {
      error: { code: 'internal', message: 'Something went wrong on our side. Please try again in a minute.' },
    },
    500,
  );
}

/**
 * Reads a JSON body against a schema.
 * @throws RuleError too_large above `limit` bytes, bad_request for what is not JSON or does not fit, naming each field.
 */
export async function readBody<T>(request: Request, schema: z.ZodType<T>, limit = 100_000): Promise<T> {
  const tooLarge = new RuleError('too_large', `The body is larger than ${limit} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge;
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > limit) throw tooLarge;
  return readInput(parseJson(new TextDecoder().decode(bytes)), schema);
}

/** NUL, or one half of a letter of two: no database keeps them. JSON.stringify escapes exactly these. */
const NO_LETTER = /(?<!\\)(?:\\\\)*\\(?:u0000|ud[89a-f][0-9a-f]{2})/;

/** @throws RuleError bad_request naming each field that does not fit. */
export function readInput<T>(value: unknown, schema: z.ZodType<T>): T {
  if (NO_LETTER.test(JSON.stringify(value) ?? ''))
    throw new RuleError('bad_request', 'Something in it is no letter (a NUL, or half of one).');
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((i) => `${i.path.join('.') || 'body'}: ${i.message}`);
  throw new RuleError('bad_request', `Please correct: ${problems.join('; ')}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RuleError('bad_request', 'The body is not JSON.');
  }
}
