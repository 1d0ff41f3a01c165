import { SignJWT } from 'jose';
import { expect } from 'vitest';
import { ROUTES } from '../../src/http/routes.js';
import { ErrorAnswer } from '../../src/http/shapes.js';
import type { World } from '../support/world.js';

/** A token as the management system gives it to somebody with these roles. */
export async function token(world: World, ...roles: string[]): Promise<string> {
  return new SignJWT({ id: 'staff-1', email: 'office@school.example', name: 'Office', roles })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(world.env.JWT_SECRET));
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the endpoint answered, looked into by the test
  body: any;
  headers: Headers;
}

type Handler = keyof World['handlers'];

/** Somebody of the office at their desk. */
export function office(world: World, ...roles: string[]) {
  const ask = async (handler: Handler, path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { authorization: `Bearer ${await token(world, ...roles)}`, ...init.headers };
    const answer = await answered(await world.call(handler, path, { ...init, headers }));
    asDescribed(init.method ?? 'GET', path, answer);
    return answer;
  };
  const withBody = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return {
    get: (handler: Handler, path: string) => ask(handler, path),
    post: (handler: Handler, path: string, body: unknown) => ask(handler, path, withBody('POST', body)),
    send: (to: string, body: string) =>
      ask('sendPost', '/api/whatsapp/send', {
        method: 'POST',
        body: JSON.stringify({ to, type: 'text', text: { body } }),
      }),
    /** Any endpoint, as the router finds it. */
    asks: (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
      ask(
        'staff',
        path,
        body === undefined ? { method, ...(headers ? { headers } : {}) } : withBody(method, body, headers),
      ),
  };
}

export async function answered(response: Response): Promise<Answer> {
  const json = (response.headers.get('content-type') ?? '').includes('json');
  const body = json ? await response.json() : await response.text();
  return { status: response.status, body, headers: response.headers };
}

/** Every answer is what the description promises: all of it, and nothing beside it. */
export function asDescribed(method: string, path: string, { status, body, headers }: Answer): void {
  expect(headers.get('x-request-id'), path).toBeTruthy();
  if (status >= 400) {
    expect(ErrorAnswer.strict().safeParse(body).error, `${method} ${path}`).toBeUndefined();
    return;
  }
  if (!(headers.get('content-type') ?? '').includes('json')) return;
  const pathname = path
    .replace(/^https:\/\/[^/]+|\?.*$/g, '')
    .replace(/\/+/g, '/')
    .replace(/\/$/, '');
  const fits = ROUTES.filter((r) => r.method === method && patternOf(r.path).test(pathname));
  const [route] = fits.sort((a, b) => a.path.split(':').length - b.path.split(':').length);
  if (!route) throw new Error(`${method} ${path} is not described`);
  const read = route.response.safeParse(body);
  expect(read.error?.issues, `${method} ${path}`).toBeUndefined();
  expect(read.data, `${method} ${path}`).toEqual(body);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`);
}
