import { SignJWT } from 'jose';
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
    return answered(await world.call(handler, path, { ...init, headers }));
  };
  return {
    get: (handler: Handler, path: string) => ask(handler, path),
    post: (handler: Handler, path: string, body: unknown) =>
      ask(handler, path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    send: (to: string, body: string) =>
      ask('sendPost', '/api/whatsapp/send', {
        method: 'POST',
        body: JSON.stringify({ to, type: 'text', text: { body } }),
      }),
  };
}

export async function answered(response: Response): Promise<Answer> {
  return { status: response.status, body: await response.json(), headers: response.headers };
}
