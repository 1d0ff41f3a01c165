import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { findFunction, readRouting } from '../../dev/local/functions.js';
import { createApp } from '../../src/app.js';
import { createHandlers } from '../../src/http/handlers.js';
import { ROUTES } from '../../src/http/routes.js';
import { useWorld } from '../support/world.js';
import { answered, office, token } from './support.js';

const world = useWorld();
const ORIGIN = 'https://office.school.example';

const filled = (path: string) =>
  path.replace(/:(phone|person)/g, '+919000000016').replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');

test('the description is OpenAPI that a validator takes, and names every endpoint', async () => {
  const { status, body } = await answered(await world.call('staff', '/api/openapi.json'));
  expect(status).toBe(200);
  const result = await new Validator().validate(structuredClone(body));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  const described = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(
    ROUTES.map((r) => `${r.method} ${r.path.replace(/:(\w+)/g, '{$1}')}`).sort(),
  );
  const ids = Object.values<object>(body.paths).flatMap((p) =>
    Object.values(p).map((o: { operationId: string }) => o.operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('every endpoint is reached through a function of api/, whatever its path', async () => {
  const routing = await readRouting();
  for (const route of ROUTES) expect(findFunction(routing, filled(route.path)), route.path).not.toBeNull();
});

describe('whoever has no right', () => {
  const staffed = ROUTES.filter((r) => Array.isArray(r.who));

  test.each(staffed.map((r) => [`${r.method} ${r.path}`, r] as const))(
    'is told so at %s',
    async (_name, route) => {
      const path = filled(route.path);
      const none = await answered(await world.call('staff', path, { method: route.method }));
      expect(none).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } });
      const parent = await office(world, 'parent').asks(route.method, path, route.body ? {} : undefined);
      expect(parent).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
      if (route.who.includes('agent')) return;
      const agent = await office(world, 'agent').asks(route.method, path, route.body ? {} : undefined);
      expect(agent.status).toBe(403);
    },
  );
});

describe('what is not there', () => {
  test.each(['/api/nothing', '/api/leads/E-1/more', '/api/whatsapp/messages/1/2', '/api/cron', '/api/'])(
    '%s is answered 404 in the one form',
    async (path) => {
      const answer = await answered(await world.call('staff', path));
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
      expect(answer.headers.get('x-request-id')).toBeTruthy();
    },
  );

  test.each([
    ['PUT', '/api/whatsapp/send', 'POST, OPTIONS'],
    ['DELETE', '/api/health', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/cron/tick', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/api/whatsapp/webhook', 'GET, POST, HEAD, OPTIONS'],
    ['GET', '/api/payments/razorpay/webhook', 'POST, OPTIONS'],
    ['PUT', '/api/faqs', 'GET, POST, HEAD, OPTIONS'],
    ['GET', '/api/whatsapp/sessions/clear', 'POST, OPTIONS'],
  ])('%s %s says what is possible there', async (method, path, allow) => {
    const answer = await answered(await world.call('staff', path, { method }));
    expect(answer).toMatchObject({ status: 405, body: { error: { code: 'method_not_allowed' } } });
    expect(answer.headers.get('allow')).toBe(allow);
  });

  test('a HEAD is a GET without its body', async () => {
    const answer = await world.call('staff', '/api/openapi.json', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });

  test('a request id that comes along stands in the answer, an odd one does not', async () => {
    const ask = (id: string) => world.call('staff', '/api/nothing', { headers: { 'x-request-id': id } });
    expect((await ask('abc-1')).headers.get('x-request-id')).toBe('abc-1');
    expect((await ask('a b')).headers.get('x-request-id')).not.toBe('a b');
  });
});

describe('pages of another origin', () => {
  const asked = { origin: ORIGIN, 'access-control-request-method': 'PATCH' };

  test('may do nothing by themselves where none is named', async () => {
    const answer = await world.call('staff', '/api/settings', { method: 'OPTIONS', headers: asked });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('that are named may ask and read, errors too; others may not', async () => {
    const handlers = createHandlers(
      createApp({ ...world.env, CORS_ORIGINS: `https://a.example, ${ORIGIN}` }, world.app),
    );
    const call = (init: RequestInit) => handlers.staff(new Request('https://bot.test/api/settings', init));
    const preflight = await call({ method: 'OPTIONS', headers: asked });
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET, PATCH, HEAD, OPTIONS',
      'access-control-allow-headers': expect.stringContaining('authorization'),
      vary: 'Origin',
    });
    const read = await call({
      headers: { origin: ORIGIN, authorization: `Bearer ${await token(world, 'admin')}` },
    });
    expect(read.status).toBe(200);
    expect(read.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const refused = await call({ headers: { origin: ORIGIN } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const other = await call({ method: 'OPTIONS', headers: { ...asked, origin: 'https://evil.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(other.headers.get('vary')).toBe('Origin');
  });
});
