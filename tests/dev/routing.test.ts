import { expect, test } from 'vitest';
import { findFunction, readRouting } from '../../dev/local/functions.js';

const routing = await readRouting();

test.each([
  ['/api/whatsapp/webhook', 'api/whatsapp/webhook.ts'],
  ['/api/whatsapp/send', 'api/whatsapp/send.ts'],
  ['/api/whatsapp/sessions/clear', 'api/whatsapp/sessions/clear.ts'],
  ['/api/whatsapp/sessions/+919000000016', 'api/whatsapp/sessions/[phone].ts'],
  ['/api/whatsapp/messages/%2B919000000016', 'api/whatsapp/messages/[phone].ts'],
  ['/api/cron/tick', 'api/cron/[job].ts'],
  ['/api/health', 'api/health.ts'],
  ['/api/whatsapp/broadcast', 'api/whatsapp/broadcast.ts'],
  ['/api/whatsapp/broadcast/42', 'api/staff.ts'],
  ['/api/whatsapp/broadcast/42/pause', 'api/staff.ts'],
  ['/api/openapi.json', 'api/staff.ts'],
  ['/api/what-is-not-there', 'api/staff.ts'],
  ['/api/whatsapp/messages/1/2', 'api/staff.ts'],
  ['/api/cron', 'api/staff.ts'],
  ['/elsewhere', null],
])('%s is answered by %s', (path, file) => {
  expect(findFunction(routing, path)).toBe(file);
});

test('no rewrite stands before a function with a parameter, as rewrites come first', () => {
  const shadowed = routing.dynamic.filter(({ file }) => {
    const path = `/${file.replace(/\[\w+\]\.ts$/, 'x')}`;
    return routing.rewrites.some(({ pattern }) => pattern.test(path));
  });
  expect(shadowed).toEqual([]);
});

test('there are no more functions than the smallest plan allows', () => {
  expect(routing.files.size + routing.dynamic.length).toBeLessThanOrEqual(12);
});
