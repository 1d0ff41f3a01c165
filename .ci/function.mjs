import { execFileSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

// node .ci/function.mjs COPY NODE: looks at what `vercel build` has made of the webhook, and runs it on that Node.
const [copy, node] = process.argv.slice(2);
/** What is read at every cold start, and all of it: what is loaded only when it is used counts in the second. */
const MAX_AT_START = 900_000;
const MAX_IN_ALL = 3_000_000;
const folder = join(copy, '.vercel/output/functions/api/whatsapp/webhook.func');

let bytes = 0;
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) bytes += (await stat(join(entry.parentPath ?? entry.path, entry.name))).size;
}
const { size } = await stat(join(folder, 'build/main.mjs'));
console.log(`The webhook's function: ${kilobytes(size)} at start, ${kilobytes(bytes)} in all`);
if (size > MAX_AT_START || bytes > MAX_IN_ALL) {
  throw new Error(
    `More than ${kilobytes(MAX_AT_START)} at start or ${kilobytes(MAX_IN_ALL)} in all: what has come in?`,
  );
}

const program = `
  const began = performance.now();
  const { GET, POST } = await import('./api/whatsapp/webhook.js');
  console.log('Imported on Node ' + process.version + ' in ' + Math.round(performance.now() - began) + ' ms');
  const url = 'https://bot.test/api/whatsapp/webhook';
  const hello = await GET(new Request(url + '?hub.mode=subscribe&hub.verify_token=a-verify-token&hub.challenge=42'));
  const forged = await POST(new Request(url, { method: 'POST', body: '{}' }));
  const answers = [hello.status, await hello.text(), forged.status].join(' ');
  if (answers !== '200 42 401') throw new Error('It answered ' + answers + ' instead of 200 42 401');
`;
const env = {
  NODE_ENV: 'production',
  LOG_LEVEL: 'error',
  WHATSAPP_ACCESS_TOKEN: 'an-access-token',
  WHATSAPP_PHONE_NUMBER_ID: '100000000000009',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '200000000000009',
  WHATSAPP_APP_SECRET: 'an-app-secret',
  WHATSAPP_WEBHOOK_VERIFY_TOKEN: 'a-verify-token',
  DATABASE_URL: 'postgresql://a:b@ep-nowhere.neon.tech/school',
  JWT_SECRET: 'a-secret-for-tokens-of-forty-characters-or-so',
  CRON_SECRET: 'a-secret-for-the-scheduler',
};
execFileSync(node, ['--input-type=module', '--eval', program], { cwd: folder, env, stdio: 'inherit' });

function kilobytes(count) {
  return `${Math.round(count / 1000)} kB`;
}
