import { LOCAL_SECRET } from '../../src/env.js';

type Settings = Record<string, string | undefined>;

/** What the simulator and the bot agree on in the local trial. They are in the open, so the bot refuses them anywhere else. */
export const LOCAL_WHATSAPP = {
  WHATSAPP_ACCESS_TOKEN: `${LOCAL_SECRET}-access-token`,
  WHATSAPP_APP_SECRET: `${LOCAL_SECRET}-app-secret`,
  WHATSAPP_WEBHOOK_VERIFY_TOKEN: `${LOCAL_SECRET}-verify-token`,
  WHATSAPP_PHONE_NUMBER_ID: '100000000000001',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '200000000000002',
} as const;

/** What Razorpay's stand-in and the bot agree on. */
export const LOCAL_RAZORPAY = {
  RAZORPAY_KEY_ID: 'rzp_test_LocalTrialOnly',
  RAZORPAY_KEY_SECRET: `${LOCAL_SECRET}-razorpay-key-secret`,
  RAZORPAY_WEBHOOK_SECRET: `${LOCAL_SECRET}-razorpay-webhook-secret`,
} as const;

export const LOCAL_JWT_SECRET = `${LOCAL_SECRET}-secret-of-staff-tokens`;
export const LOCAL_CRON_SECRET = `${LOCAL_SECRET}-cron-secret`;
export const LOCAL_REDIS_TOKEN = `${LOCAL_SECRET}-redis-token`;

/** With which staff tokens are signed here: what is set, or the local trial's; null where a JWKS address is set instead. */
export function staffSecret(env: Settings): string | null {
  return env.JWT_SECRET || (env.JWT_JWKS_URL ? null : LOCAL_JWT_SECRET);
}
