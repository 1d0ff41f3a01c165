import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Env } from '../env.js';
import { RuleError } from '../errors.js';

export type StaffRole = 'admin' | 'agent';

/** Somebody of the office, as their token says. */
export interface Staff {
  id: string;
  name: string | null;
  roles: StaffRole[];
}

/** The management system's own web tokens fit: claims id, email, name and roles[] (HS256). */
const Name = z
  .union([z.string().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined);
const Claims = z.looseObject({
  id: Name,
  sub: Name,
  email: Name,
  name: z.string().nullish(),
  roles: z.array(z.string()).catch([]),
});

/**
 * @throws RuleError unauthorized without a valid token, forbidden when it carries none of the roles: teachers, parents
 * and students use the chat.
 */
export async function requireStaff(
  env: Env,
  request: Request,
  allowed: readonly StaffRole[],
): Promise<Staff> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (!token) throw new RuleError('unauthorized', 'Send a staff token: Authorization: Bearer …');
  const claims = Claims.safeParse(await verify(env, token));
  // What is done is kept with who did it: a token of nobody does nothing.
  const id = claims.data?.id ?? claims.data?.sub ?? claims.data?.email;
  if (!claims.success || id === undefined)
    throw new RuleError('unauthorized', 'The token does not say who you are.');
  const roles = claims.data.roles.filter((r): r is StaffRole => r === 'admin' || r === 'agent');
  if (!roles.some((r) => allowed.includes(r))) throw new RuleError('forbidden', 'This needs another role.');
  return { id, name: claims.data.name ?? null, roles };
}

const keySets = new Map<string, ReturnType<typeof import('jose').createRemoteJWKSet>>();

async function verify(env: Env, token: string): Promise<unknown> {
  const { createRemoteJWKSet, jwtVerify } = await import('jose');
  try {
    if (env.JWT_SECRET) {
      return (await jwtVerify(token, new TextEncoder().encode(env.JWT_SECRET), { algorithms: ['HS256'] }))
        .payload;
    }
    const url = env.JWT_JWKS_URL ?? '';
    const keys = keySets.get(url) ?? createRemoteJWKSet(new URL(url));
    keySets.set(url, keys);
    return (await jwtVerify(token, keys, { algorithms: ['RS256', 'ES256', 'EdDSA'] })).payload;
  } catch {
    throw new RuleError('unauthorized', 'The token is not valid or has run out. Please sign in again.');
  }
}

/** @throws RuleError unauthorized unless the scheduler's secret is sent. */
export function requireCron(env: Env, request: Request): void {
  if (!same(request.headers.get('authorization') ?? '', `Bearer ${env.CRON_SECRET}`)) {
    throw new RuleError('unauthorized', 'Send the scheduler’s secret: Authorization: Bearer …');
  }
}

/** Compares without telling by its time how much was right. */
export function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
