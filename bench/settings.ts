/** The moment at which the school is met: a Tuesday, just after the evening's guitar class. */
export const START = '2026-11-24T18:05:00+05:30';
export const TODAY = START.slice(0, 10);

/** What the bots and the driver agree on. */
export const WHATSAPP = {
  WHATSAPP_ACCESS_TOKEN: 'an-access-token-of-the-bench',
  WHATSAPP_PHONE_NUMBER_ID: '202000000000002',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '101000000000001',
  WHATSAPP_APP_SECRET: 'an-app-secret-of-the-bench',
  WHATSAPP_WEBHOOK_VERIFY_TOKEN: 'a-verify-token-of-the-bench',
} as const;

/** The rest of what the school's bot needs; nobody is slowed down for writing a lot. */
export const BOT = {
  ...WHATSAPP,
  JWT_SECRET: 'a-signing-secret-of-the-bench-32-characters',
  CRON_SECRET: 'a-cron-secret-of-the-bench',
  RATE_LIMIT_PER_MINUTE: '1000000',
  RATE_LIMIT_PER_HOUR: '1000000',
  LOG_LEVEL: 'warn',
} as const;

export const REDIS_TOKEN = 'a-redis-token-of-the-bench';
