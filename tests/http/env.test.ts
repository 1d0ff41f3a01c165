import { describe, expect, test } from 'vitest';
import { LOCAL_SECRET, isProduction, readEnv } from '../../src/env.js';
import { ConfigError } from '../../src/errors.js';
import { ENV } from '../support/world.js';

/** The problems a school would read, without their bullets. */
function problems(change: Record<string, string | undefined>): readonly string[] {
  try {
    readEnv({ ...ENV, ...change });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
const named = (change: Record<string, string | undefined>) => problems(change).map((p) => p.split(' ')[0]);

describe('a school that sets everything up', () => {
  test('starts, and gets the usual numbers for what it did not say', () => {
    expect(readEnv(ENV)).toMatchObject({
      SCHOOL_TIMEZONE: 'Asia/Kolkata',
      SCHOOL_CURRENCY: 'INR',
      SESSION_EXPIRY_MINUTES: 30,
      RATE_LIMIT_PER_MINUTE: 10,
      RATE_LIMIT_PER_HOUR: 100,
      AI_BUDGET_USD_PER_DAY: 2,
      ATTENDANCE_DAYS_BACK: 2,
      QUIET_HOURS: '21:00-08:00',
      OFFICE_HOURS: 'Mon-Sat 09:00-18:00',
      WHATSAPP_API_URL: 'https://graph.facebook.com',
      WHATSAPP_API_VERSION: 'v25.0',
      LOG_LEVEL: 'info',
    });
  });

  test('may leave a variable empty: that is as good as leaving it out', () => {
    expect(readEnv({ ...ENV, UPSTASH_REDIS_REST_URL: '', LOG_LEVEL: '  ' }).LOG_LEVEL).toBe('info');
  });

  test('is not troubled by the line end that a pasted value brings along', () => {
    const env = readEnv({ ...ENV, WHATSAPP_ACCESS_TOKEN: ' pasted-token\n', SESSION_EXPIRY_MINUTES: ' 45 ' });
    expect([env.WHATSAPP_ACCESS_TOKEN, env.SESSION_EXPIRY_MINUTES]).toEqual(['pasted-token', 45]);
  });

  test('may sign its staff in by a key set instead of a secret', () => {
    expect(problems({ JWT_SECRET: undefined, JWT_JWKS_URL: 'https://school.example/keys' })).toEqual([]);
  });
});

describe('a school that got something wrong', () => {
  test('is told every bad variable at once, whatever is wrong with each', () => {
    const change = {
      WHATSAPP_ACCESS_TOKEN: undefined,
      WHATSAPP_PHONE_NUMBER_ID: '+91 11 4000 0000',
      WHATSAPP_APP_SECRET: 'your-app-secret',
      DATABASE_URL: 'mysql://school',
      JWT_SECRET: 'short',
      CRON_SECRET: undefined,
      UPSTASH_REDIS_REST_URL: 'https://redis.example',
      QUIET_HOURS: '9pm to 8am',
      SCHOOL_TIMEZONE: 'Hyderabad',
      SESSION_EXPIRY_MINUTES: 'half an hour',
    };
    const also = ['UPSTASH_REDIS_REST_TOKEN'];
    const wrong = Object.keys(change).filter((name) => name !== 'UPSTASH_REDIS_REST_URL');
    expect(new Set(named(change))).toEqual(new Set([...wrong, ...also]));
  });

  test('is told of all that is missing when nothing is set at all', () => {
    const nothing = Object.fromEntries(Object.keys(ENV).map((name) => [name, undefined]));
    expect(new Set(named(nothing))).toEqual(
      new Set([
        'WHATSAPP_ACCESS_TOKEN',
        'WHATSAPP_PHONE_NUMBER_ID',
        'WHATSAPP_BUSINESS_ACCOUNT_ID',
        'WHATSAPP_APP_SECRET',
        'WHATSAPP_WEBHOOK_VERIFY_TOKEN',
        'DATABASE_URL',
        'JWT_SECRET',
        'CRON_SECRET',
      ]),
    );
  });

  test('never reads a secret in what it is told', () => {
    const told = problems({ CRON_SECRET: 'sh0rt-cron', JWT_SECRET: 'sh0rt-jwt', DATABASE_URL: 'sh0rt://pw' });
    expect(told).toHaveLength(3);
    expect(told.join('\n')).not.toContain('sh0rt');
  });

  test.each([
    ['WHATSAPP_ACCESS_TOKEN', 'your-access-token'],
    ['WHATSAPP_ACCESS_TOKEN', '<token>'],
    ['WHATSAPP_APP_SECRET', 'changeme'],
    ['WHATSAPP_APP_SECRET', 'xxxxxxxxxxxx'],
    ['WHATSAPP_WEBHOOK_VERIFY_TOKEN', 'change-me-please'],
    ['WHATSAPP_WEBHOOK_VERIFY_TOKEN', 'test'],
    ['JWT_SECRET', 'your_jwt_secret_of_at_least_32_characters'],
    ['CRON_SECRET', 'placeholder-placeholder'],
    ['OPENAI_API_KEY', '...'],
    ['OPENAI_API_KEY', 'TODO'],
  ])('is told that %s still holds a placeholder (%s)', (name, value) => {
    expect(problems({ [name]: value })).toEqual([`${name} still holds a placeholder`]);
  });

  test.each([
    ['UPSTASH_REDIS_REST_URL', 'https://redis.example', 'UPSTASH_REDIS_REST_TOKEN'],
    ['UPSTASH_REDIS_REST_TOKEN', 'a-token', 'UPSTASH_REDIS_REST_URL'],
    ['RAZORPAY_KEY_ID', 'rzp_live_1', 'RAZORPAY_KEY_SECRET'],
    ['RAZORPAY_KEY_SECRET', 'a-key-secret', 'RAZORPAY_KEY_ID'],
    ['SMTP_URL', 'smtps://mail.example', 'MAIL_FROM'],
    ['MAIL_FROM', 'office@school.example', 'SMTP_URL'],
  ])('hears that %s alone is not enough', (name, value, other) => {
    expect(named({ [name]: value })).toEqual([other]);
  });

  test.each([
    ['JWT_SECRET', 'a-secret-of-31-characters-only-'],
    ['CRON_SECRET', 'fifteen-charact'],
    ['WHATSAPP_BUSINESS_ACCOUNT_ID', 'hsm'],
    ['WHATSAPP_API_VERSION', '25'],
    ['WHATSAPP_API_URL', 'graph.facebook.com'],
    ['SENTRY_DSN', 'sentry'],
    ['CORS_ORIGINS', 'office.example.com'],
    ['CORS_ORIGINS', 'https://office.example.com/'],
    ['CORS_ORIGINS', 'https://a.example, *'],
    ['SENTRY_DSN', 'https://watch.example/42'],
    ['SENTRY_DSN', 'https://a-key-with-dashes@watch.example/42'],
    ['SCHOOL_CURRENCY', 'rupees'],
    ['QUIET_HOURS', '21:00-24:30'],
    ['RATE_LIMIT_PER_MINUTE', '-1'],
    ['RATE_LIMIT_PER_MINUTE', '1.5'],
    ['AI_BUDGET_USD_PER_DAY', 'two'],
    ['LOG_LEVEL', 'loud'],
  ])('is told that %s cannot be %s', (name, value) => {
    expect(named({ [name]: value })).toEqual([name]);
  });
});

describe('the secrets of the local trial', () => {
  const secrets = [
    'WHATSAPP_ACCESS_TOKEN',
    'WHATSAPP_APP_SECRET',
    'WHATSAPP_WEBHOOK_VERIFY_TOKEN',
    'JWT_SECRET',
    'CRON_SECRET',
  ];
  const local = Object.fromEntries(secrets.map((name) => [name, `${LOCAL_SECRET}-${name}-0123456789abcdef`]));

  test('open the trial on one machine', () => {
    expect(problems({ ...local, LOCAL_TRIAL: '1' })).toEqual([]);
  });

  test.each([
    ['without the trial being asked for', {}],
    ['in production', { LOCAL_TRIAL: '1', NODE_ENV: 'production' }],
    ['in production on Vercel', { LOCAL_TRIAL: '1', VERCEL_ENV: 'production' }],
    ['on any deployment of Vercel', { LOCAL_TRIAL: '1', VERCEL: '1', VERCEL_ENV: 'preview' }],
  ])('are refused, each by its name, %s', (_where, where) => {
    expect(new Set(named({ ...local, ...where }))).toEqual(new Set(secrets));
  });
});

describe('where the password of the database goes', () => {
  test('an endpoint of its own is welcome at home', () => {
    expect(problems({ NEON_FETCH_ENDPOINT: 'http://127.0.0.1:4444/sql' })).toEqual([]);
  });

  test.each([[{ VERCEL: '1' }], [{ VERCEL_ENV: 'production' }], [{ VERCEL_ENV: 'preview' }]])(
    'it is never sent anywhere but to Neon from %o',
    (where) => {
      const change = { NEON_FETCH_ENDPOINT: 'https://elsewhere.example/sql', ...where };
      expect(named(change)).toEqual(['NEON_FETCH_ENDPOINT']);
    },
  );
});

test('production is where Vercel or Node says so', () => {
  expect(isProduction({})).toBe(false);
  expect(isProduction({ NODE_ENV: 'test' })).toBe(false);
  expect(isProduction({ VERCEL_ENV: 'development' })).toBe(false);
  expect(isProduction({ NODE_ENV: 'production' })).toBe(true);
  expect(isProduction({ VERCEL_ENV: 'production' })).toBe(true);
  expect(isProduction({ VERCEL: '1' })).toBe(true);
});
