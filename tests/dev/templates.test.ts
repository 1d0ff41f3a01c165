import { execFile } from 'node:child_process';
import { http, passthrough } from 'msw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownTemplates } from '../../dev/local/templates.js';
import { type Served, serveFetch } from '../../dev/serve.js';
import { createSimulator } from '../../dev/simulator/simulator.js';
import { server } from '../support/network.js';
import { ENV } from '../support/world.js';

const meta = createSimulator({
  webhookUrl: 'http://127.0.0.1:9/',
  appSecret: ENV.WHATSAPP_APP_SECRET,
  verifyToken: ENV.WHATSAPP_WEBHOOK_VERIFY_TOKEN,
  accessToken: ENV.WHATSAPP_ACCESS_TOKEN,
  phoneNumberId: ENV.WHATSAPP_PHONE_NUMBER_ID,
  businessAccountId: ENV.WHATSAPP_BUSINESS_ACCOUNT_ID,
  displayPhoneNumber: '+91 40 0000 0000',
  clock: { now: () => new Date('2026-11-24T12:00:00Z') },
});
let graph: Served;
beforeEach(async () => {
  server.use(http.all(/^http:\/\/127\.0\.0\.1:\d+\//, () => passthrough()));
  meta.reset();
  graph = await serveFetch(
    async (request) => (await meta.handle(request)) ?? new Response(null, { status: 404 }),
  );
});
afterEach(() => graph.close());

/** `npm run templates:sync`: what it prints, and its exit code. A dry run needs no database. */
function run(more: Record<string, string> = {}): Promise<{ said: string; code: number }> {
  const { PATH = '', HOME = '' } = process.env;
  const { WHATSAPP_ACCESS_TOKEN, WHATSAPP_BUSINESS_ACCOUNT_ID, DATABASE_URL } = ENV;
  const own = { PATH, HOME, WHATSAPP_ACCESS_TOKEN, WHATSAPP_BUSINESS_ACCOUNT_ID, DATABASE_URL };
  const env = { ...own, WHATSAPP_API_URL: graph.url, ...more };
  const args = ['--import', 'tsx', '--conditions=source', 'dev/templates.ts'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (error, out, err) =>
      resolve({ said: out + err, code: error ? Number(error.code) : 0 }),
    );
  });
}

describe('npm run templates:sync', { timeout: 60_000 }, () => {
  test('says what it would do, in words, and does nothing', async () => {
    for (const one of ownTemplates().filter((t) => t.name !== 'absence_alert')) meta.templates.add(one);
    meta.templates.add({
      name: 'class_cancelled',
      language: 'hi',
      status: 'REJECTED',
      reason: 'PROMOTIONAL',
      components: [{ type: 'BODY', text: 'something else' }],
    });
    const before = meta.templates.all().length;
    const { said, code } = await run();
    expect(said).toMatch(/absence_alert +en +to create +at Meta: not there/);
    expect(said).toMatch(/class_cancelled +hi +to update +at Meta: REJECTED, utility, PROMOTIONAL/);
    expect(said).toMatch(/one_time_code +te +as it should be +at Meta: APPROVED, authentication/);
    expect(said).toContain('Nothing was changed. To do it: npm run templates:sync -- --apply');
    expect(code).toBe(0);
    expect(meta.templates.all()).toHaveLength(before);
  });

  test('says what is missing or wrong', async () => {
    const { said, code } = await run({ WHATSAPP_BUSINESS_ACCOUNT_ID: '' });
    expect(said).toContain('WHATSAPP_BUSINESS_ACCOUNT_ID is missing');
    expect(code).toBe(1);
    const refused = await run({ WHATSAPP_ACCESS_TOKEN: 'nonsense' });
    expect(refused.said).toMatch(/^Stopped: .*access token.*\(190\)/);
    expect(refused.code).toBe(1);
  });
});
