import type { Env } from '../env.js';

/** How long a browser may remember what it was told, in seconds. */
const REMEMBER = 600;

/**
 * Lets the pages of the origins in CORS_ORIGINS read an answer, errors too. There are no cookies: a page sends its token
 * itself, so nothing is allowed that a token does not allow.
 */
export function allowOrigin(env: Pick<Env, 'CORS_ORIGINS'>, request: Request, response: Response): void {
  const origin = request.headers.get('origin');
  const listed = env.CORS_ORIGINS.split(',').map((o) => o.trim());
  if (listed.every((o) => o === '')) return;
  response.headers.append('vary', 'Origin');
  if (!origin || !listed.includes(origin)) return;
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-expose-headers', 'x-request-id');
  if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method')) return;
  response.headers.set('access-control-allow-methods', response.headers.get('allow') ?? '');
  response.headers.set(
    'access-control-allow-headers',
    'authorization, content-type, idempotency-key, x-request-id',
  );
  response.headers.set('access-control-max-age', String(REMEMBER));
}
