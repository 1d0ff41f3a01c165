import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readLocalSettings } from '../../dev/local/settings.js';
import { EnvSchema, readEnv } from '../../src/env.js';

const NEEDED = {
  WHATSAPP_ACCESS_TOKEN: 'a-token',
  WHATSAPP_PHONE_NUMBER_ID: '202000000000002',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '101000000000001',
  WHATSAPP_APP_SECRET: 'an-app-secret',
  WHATSAPP_WEBHOOK_VERIFY_TOKEN: 'a-verify-token',
  DATABASE_URL: 'postgresql://somebody:word@localhost/school',
  JWT_SECRET: 'a-signing-secret-of-32-characters',
  CRON_SECRET: 'a-cron-secret-of-16',
};

interface Entry {
  name: string;
  value: string;
  /** Not behind a `#`: it is set when the file is copied. */
  set: boolean;
  above: string;
}

const lines = (await readFile(new URL('../../.env.example', import.meta.url), 'utf8')).split('\n');
const entries = lines.flatMap((line, i): Entry[] => {
  const [, hash, name, value] = /^(# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
  return name === undefined || value === undefined
    ? []
    : [{ name, value, set: hash === undefined, above: lines[i - 1] ?? '' }];
});

describe('.env.example', () => {
  it('names every setting of the bot once, and nothing else', () => {
    expect(entries.map((e) => e.name).sort()).toEqual(Object.keys(EnvSchema.shape).sort());
  });

  it('says in the line above each setting what it is for', () => {
    const silent = entries.filter((e) => !/^# \S.{10,}$/.test(e.above) || /^# [A-Z0-9_]+=/.test(e.above));
    expect(silent.map((e) => e.name)).toEqual([]);
  });

  it('marks what production needs, and holds no value for it', () => {
    const marked = entries.filter((e) => e.above.startsWith('# NEEDED'));
    expect(marked.map((e) => e.name).sort()).toEqual([...Object.keys(NEEDED), 'JWT_JWKS_URL'].sort());
    expect(marked.filter((e) => e.value !== '')).toEqual([]);
  });

  it('shows the defaults that the code has', () => {
    const defaults = Object.entries(readEnv(NEEDED)).filter(
      ([name, value]) => !(name in NEEDED) && value !== '',
    );
    const shown = entries.filter((e) => e.value !== '').map((e) => [e.name, e.value]);
    expect(Object.fromEntries(shown)).toEqual(
      Object.fromEntries(defaults.map(([name, value]) => [name, String(value)])),
    );
  });

  it('changes nothing in the local trial when it is copied as it is', () => {
    const copied = Object.fromEntries(entries.filter((e) => e.set).map((e) => [e.name, e.value]));
    expect(readLocalSettings(copied)).toEqual(readLocalSettings({}));
  });
});
