import { parseArgs } from 'node:util';
import { config } from 'dotenv';
import { databaseFromEnv, wordsFor } from '../db/from-env.js';
import { systemClock } from '../src/clock.js';
import { EnvSchema } from '../src/env.js';
import { ConfigError } from '../src/errors.js';
import { type SyncLine, type SyncReport, syncTemplates } from '../src/outreach/templates/sync.js';
import { ownTemplatesAtMeta } from '../src/whatsapp/templates.js';

// `npm run templates:sync` says what would change at Meta; `-- --apply` does it and reads back what Meta says.

const CHANGES = {
  create: 'to create',
  update: 'to update',
  wait: 'to update later',
  none: 'as it should be',
};
const DONE = { create: 'created', update: 'updated', wait: '', none: '' };

config({ quiet: true });
try {
  const { values } = parseArgs({ options: { apply: { type: 'boolean', default: false } } });
  const ctx = { db: databaseFromEnv(process.env), meta: account(), now: systemClock.now };
  tell(await syncTemplates(ctx, values), values);
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : wordsFor(error));
  process.exitCode = 1;
}

function account() {
  const Needed = EnvSchema.pick({
    WHATSAPP_API_URL: true,
    WHATSAPP_API_VERSION: true,
    WHATSAPP_BUSINESS_ACCOUNT_ID: true,
    WHATSAPP_ACCESS_TOKEN: true,
  });
  const read = Needed.safeParse(process.env);
  if (!read.success) throw new ConfigError(read.error.issues.map((i) => `${i.path.join('.')} ${i.message}`));
  return ownTemplatesAtMeta(read.data);
}

function tell({ lines, stopped }: SyncReport, { apply }: { apply: boolean }): void {
  const wide = Math.max(...lines.map((line) => line.name.length));
  for (const line of lines) console.log(`${line.name.padEnd(wide)}  ${line.language}  ${inWords(line)}`);
  if (stopped) {
    console.error(`Stopped: ${stopped}`);
    if (lines.length > 0) console.error('What is done stays done; the next run goes on from here.');
    process.exitCode = 1;
  }
  const refused = lines.filter((line) => line.result === 'refused').length;
  if (refused > 0) process.exitCode = 1;
  const open = lines.filter((line) => line.change !== 'none').length;
  if (!apply && lines.length > 0)
    console.log(
      open > 0 ? '\nNothing was changed. To do it: npm run templates:sync -- --apply' : '\nNothing to do.',
    );
}

function inWords({ change, status, category, quality, reason, result, words }: SyncLine): string {
  const rated = quality && quality !== 'UNKNOWN' ? ` (${quality})` : '';
  const meta = [`${status ?? 'not there'}${rated}`, category?.toLowerCase(), reason]
    .filter(Boolean)
    .join(', ');
  const came = result === 'done' ? DONE[change] : result === 'refused' ? 'refused' : CHANGES[change];
  return `${came.padEnd(15)}  at Meta: ${meta}${words ? `\n    ${words}` : ''}`;
}
