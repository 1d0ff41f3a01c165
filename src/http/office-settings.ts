import * as z from 'zod';
import { settings } from '../../db/schema/bot.js';
import { type Env, EnvSchema } from '../env.js';
import { SETTINGS, SettingChanges, changeSettings } from '../school/office/settings.js';
import { deskOf, permitted, save } from './desk.js';
import { ADMIN, type Call, staffRoute } from './route.js';
import { Instant } from './shapes.js';

/** What is no secret and only the environment says. */
const ONLY_THERE = [
  'SCHOOL_CURRENCY',
  'OPENAI_MODEL',
  'OPENAI_MAX_TOKENS',
  'SESSION_EXPIRY_MINUTES',
  'RATE_LIMIT_PER_MINUTE',
  'RATE_LIMIT_PER_HOUR',
  'AI_CALLS_PER_MINUTE',
  'AI_BUDGET_USD_PER_DAY',
  'BROADCAST_APPROVAL_ABOVE',
  'CORS_ORIGINS',
  'WHATSAPP_API_VERSION',
  'LOG_LEVEL',
] as const;

const Setting = z.object({
  key: z.string(),
  value: z.unknown(),
  from: z.enum(['office', 'environment', 'default']).describe('what an admin set wins over the environment'),
  changeable: z.boolean(),
  updated_at: Instant.nullable(),
  updated_by: z.string().nullable(),
});
const All = z.object({ settings: z.array(Setting) });

const show = staffRoute({
  method: 'GET',
  path: '/api/settings',
  who: ADMIN,
  summary: 'Settings and switches, each with where it comes from; never a secret.',
  response: All,
  handle: (call) => all(call),
});

const change = staffRoute({
  method: 'PATCH',
  path: '/api/settings',
  who: ADMIN,
  summary: 'Changes settings and switches from the next message on; null goes back to the environment’s.',
  body: SettingChanges,
  response: All,
  async handle(call) {
    const { outcome, writes } = await changeSettings(await deskOf(call), call.body);
    permitted(outcome);
    await save(call.app, writes);
    return all(call);
  },
});

export const settingRoutes = [show, change];

async function all(call: Pick<Call, 'app' | 'staff'>): Promise<z.input<typeof All>> {
  const { env, db } = call.app;
  const rows = await db.select().from(settings);
  const kept = new Map(rows.map((r) => [r.key, r]));
  const changeable = Object.entries<z.ZodType>(SETTINGS).map(([key, schema]) => {
    const row = kept.get(key);
    const valid = row !== undefined && schema.safeParse(row.value).success;
    return {
      key,
      value: valid ? row.value : inEnvironment(env, key),
      from: valid ? ('office' as const) : sourceOf(env, key),
      changeable: true,
      updated_at: valid ? row.updatedAt.toISOString() : null,
      updated_by: valid ? row.updatedBy : null,
    };
  });
  const fixed = ONLY_THERE.map((key) => ({
    ...{
      key,
      value: kept.get(key)?.value ?? env[key],
      from: kept.has(key) ? ('office' as const) : sourceOf(env, key),
    },
    ...{ changeable: false, updated_at: null, updated_by: null },
  }));
  return { settings: [...changeable, ...fixed] };
}

/** A switch that only the office has stands as it stands when nobody touched it. */
function inEnvironment(env: Env, key: string): unknown {
  const known: Readonly<Record<string, unknown>> = env;
  if (key in known) return known[key];
  if (key.startsWith('REMINDER_')) return true;
  if (key.endsWith('_OFF')) return false;
  return key === 'PILOT_NUMBERS' ? [] : null;
}

function sourceOf(env: Env, key: string): 'environment' | 'default' {
  const schemas: Readonly<Record<string, z.ZodType>> = EnvSchema.shape;
  const known: Readonly<Record<string, unknown>> = env;
  const schema = Object.hasOwn(schemas, key) ? schemas[key] : undefined;
  if (!schema) return 'default';
  const unset = schema.safeParse(undefined);
  return unset.success && unset.data === known[key] ? 'default' : 'environment';
}
