import * as z from 'zod';
import { ConfigError } from './errors.js';

/** Secrets of the local trial begin like this; they are refused anywhere else. */
export const LOCAL_SECRET = 'local-trial-only';
const PLACEHOLDER =
  /^(change[-_ ]?me|your[-_ ]|<.*>$|x{3,}$|todo|placeholder|example|secret$|test$|password$|\.\.\.)/i;

const need = z.string({ error: 'is missing' }).min(1, 'is missing');
const url = z.url('must be a web address');
const count = (fallback: number) =>
  z.coerce.number('must be a number').int('must be a whole number').min(0).default(fallback);
const secret = (min: number) => need.min(min, `must have ${min} characters or more`);
const clock = '([01]\\d|2[0-3]):[0-5]\\d';
const hours = z.string().regex(new RegExp(`^${clock}-${clock}$`), 'must look like 21:00-08:00');

/** Every setting of the bot. .env.example says what each is for. */
export const EnvSchema = z.object({
  WHATSAPP_ACCESS_TOKEN: need,
  WHATSAPP_PHONE_NUMBER_ID: need.regex(/^\d+$/, 'must be the digits Meta shows as "Phone number ID"'),
  WHATSAPP_BUSINESS_ACCOUNT_ID: need.regex(
    /^\d+$/,
    'must be the digits Meta shows as "WhatsApp Business Account ID"',
  ),
  WHATSAPP_APP_SECRET: need,
  WHATSAPP_WEBHOOK_VERIFY_TOKEN: need,
  WHATSAPP_API_URL: url.default('https://graph.facebook.com'),
  WHATSAPP_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'must look like v25.0')
    .default('v25.0'),
  DATABASE_URL: need.regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
  NEON_FETCH_ENDPOINT: url.optional(),
  UPSTASH_REDIS_REST_URL: url.optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL: z.string().default('gpt-6-luna'),
  OPENAI_TRANSCRIBE_MODEL: z.string().default('gpt-transcribe'),
  OPENAI_MAX_TOKENS: count(300),
  OPENAI_DEADLINE_MS: count(5000),
  RAZORPAY_KEY_ID: z.string().optional(),
  RAZORPAY_KEY_SECRET: z.string().optional(),
  RAZORPAY_WEBHOOK_SECRET: z.string().optional(),
  RAZORPAY_API_URL: url.default('https://api.razorpay.com'),
  JWT_SECRET: secret(32).optional(),
  JWT_JWKS_URL: url.optional(),
  CRON_SECRET: secret(16),
  ADMIN_PHONES: z.string().default(''),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  SENTRY_DSN: z
    .string()
    .regex(/^https?:\/\/\w+(:\w*)?@[\w.-]+(:\d+)?\/.+/, 'must look like https://key@address/number')
    .optional(),
  SCHOOL_NAME: z.string().default('our music school'),
  SCHOOL_TIMEZONE: z
    .string()
    .refine(isTimezone, 'must be a time zone like Asia/Kolkata')
    .default('Asia/Kolkata'),
  SCHOOL_CURRENCY: z.string().length(3, 'must be three letters like INR').default('INR'),
  SESSION_EXPIRY_MINUTES: count(30),
  RATE_LIMIT_PER_MINUTE: count(10),
  RATE_LIMIT_PER_HOUR: count(100),
  AI_CALLS_PER_MINUTE: count(100),
  AI_BUDGET_USD_PER_DAY: z.coerce.number('must be a number').min(0).default(2),
  ATTENDANCE_DAYS_BACK: count(2),
  LOW_BALANCE: count(2),
  PAYMENT_REMINDER_DAYS: count(3),
  PAYMENT_REMINDER_AT: z
    .string()
    .regex(new RegExp(`^${clock}$`), 'must look like 09:00')
    .default('09:00'),
  MESSAGE_LOG_DAYS: count(90),
  SESSION_COPY_DAYS: count(30),
  OFFICE_HOURS: z.string().default('Mon-Sat 09:00-18:00'),
  QUIET_HOURS: hours.default('21:00-08:00'),
  HANDOVER_HOURS: count(12),
  BROADCAST_APPROVAL_ABOVE: count(200),
  SENDS_PER_SECOND: count(80),
  DAILY_PEOPLE_LIMIT: count(250),
  CORS_ORIGINS: z
    .string()
    .refine(isOrigins, 'must be origins separated by commas, like https://office.example.com')
    .default(''),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  VERCEL: z.string().optional(),
  VERCEL_ENV: z.string().optional(),
  NODE_ENV: z.string().optional(),
  LOCAL_TRIAL: z.literal('1').optional(),
});
export type Env = z.infer<typeof EnvSchema>;

const PAIRS = [
  ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'],
  ['RAZORPAY_KEY_ID', 'RAZORPAY_KEY_SECRET'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const;
const SECRETS = [
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_WEBHOOK_VERIFY_TOKEN',
  'UPSTASH_REDIS_REST_TOKEN',
  'OPENAI_API_KEY',
  'RAZORPAY_KEY_SECRET',
  'RAZORPAY_WEBHOOK_SECRET',
  'JWT_SECRET',
  'CRON_SECRET',
] as const;

export function isProduction(env: {
  VERCEL_ENV?: string | undefined;
  NODE_ENV?: string | undefined;
  VERCEL?: string | undefined;
}): boolean {
  return env.VERCEL_ENV === 'production' || env.NODE_ENV === 'production' || env.VERCEL !== undefined;
}

/** What no single variable shows: which belong together, and which hold a secret that is none. */
function problemsTogether(env: Partial<Record<keyof Env, string>>): Problem[] {
  const found: Problem[] = [];
  if (!env.JWT_SECRET && !env.JWT_JWKS_URL)
    found.push({ name: 'JWT_SECRET', message: 'is missing (or set JWT_JWKS_URL)' });
  for (const [a, b] of PAIRS) {
    if (Boolean(env[a]) !== Boolean(env[b]))
      found.push({ name: env[a] ? b : a, message: `is missing (${a} and ${b} go together)` });
  }
  if (env.NEON_FETCH_ENDPOINT && (env.VERCEL || env.VERCEL_ENV)) {
    const message = 'is for a local database only: it receives the password';
    found.push({ name: 'NEON_FETCH_ENDPOINT', message });
  }
  const local = env.LOCAL_TRIAL === '1' && !isProduction(env);
  for (const name of SECRETS) {
    const value = env[name];
    if (value?.startsWith(LOCAL_SECRET) && !local)
      found.push({ name, message: 'is the secret of the local trial: make one of your own' });
    else if (value && PLACEHOLDER.test(value)) found.push({ name, message: 'still holds a placeholder' });
  }
  return found;
}

interface Problem {
  name: string;
  message: string;
}

/**
 * Reads the settings from an environment. Empty values count as absent; spaces and line ends around a value are
 * what pasting leaves behind.
 * @throws ConfigError naming every bad variable at once, never a value.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = EnvSchema.safeParse(given);
  const alone = (parsed.error?.issues ?? []).map(({ path, message }) => ({ name: path.join('.'), message }));
  const together = problemsTogether(given).filter((p) => !alone.some((known) => known.name === p.name));
  if (parsed.success && together.length === 0) return parsed.data;
  throw new ConfigError([...alone, ...together].map(({ name, message }) => `${name} ${message}`));
}

/** Scheme, host and port alone: a browser sends nothing more, so anything more would never match. */
function isOrigins(list: string): boolean {
  return list.split(',').every((part) => part.trim() === '' || originOf(part.trim()) === part.trim());
}

function originOf(address: string): string | null {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
