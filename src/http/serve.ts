import type { App } from '../app.js';
import { RuleError } from '../errors.js';
import { json } from './respond.js';
import type { Route } from './route.js';
import { ROUTES } from './routes.js';

/** Finds the endpoint of a request and lets it answer; what is not there, or not like that, is said as JSON too. */
export async function serve(app: App, request: Request): Promise<Response> {
  const found = routesAt(new URL(request.url).pathname);
  const [first] = found;
  if (!first) throw new RuleError('not_found', 'There is nothing at this address.');
  if (request.method === 'OPTIONS')
    return new Response(null, { status: 204, headers: { allow: allowed(found) } });
  const asked = request.method === 'HEAD' ? 'GET' : request.method;
  const at = found.find(({ route }) => route.method === asked);
  if (!at) return notLikeThat(request.method, allowed(found));
  const answer = await at.route.handle(app, request, at.params);
  return request.method === 'HEAD' ? new Response(null, answer) : answer;
}

interface Found {
  route: Route;
  params: Record<string, string>;
}

/** Those of the address, whatever their method; an address in so many words comes before one with parameters. */
function routesAt(path: string): Found[] {
  const parts = path.split('/').filter(Boolean);
  const found = ROUTES.flatMap((route) => {
    const params = match(route.path.split('/').filter(Boolean), parts);
    return params ? [{ route, params }] : [];
  });
  const fewest = Math.min(...found.map(({ params }) => Object.keys(params).length));
  return found.filter(({ params }) => Object.keys(params).length === fewest);
}

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [i, expected] of pattern.entries()) {
    const part = parts[i] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = decoded(part);
    else if (expected !== part) return null;
  }
  return params;
}

/** @throws RuleError bad_request for what is no address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RuleError('bad_request', 'The address is not well formed.');
  }
}

function allowed(found: readonly Found[]): string {
  const methods = found.map(({ route }) => route.method);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

function notLikeThat(method: string, allow: string): Response {
  const message = `${method} is not possible here; what is: ${allow}.`;
  const answer = json({ error: { code: 'method_not_allowed', message } }, 405);
  answer.headers.set('allow', allow);
  return answer;
}
