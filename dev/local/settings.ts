import { ConfigError } from '../../src/errors.js';
import { LOCAL_RAZORPAY, LOCAL_WHATSAPP } from './secrets.js';

type Source = Record<string, string | undefined>;

/** What the local server decides from the environment: where it runs, and which parts need a stand-in. */
export interface LocalSettings {
  port: number;
  dataDir: string;
  clockStart: string | undefined;
  timezone: string;
  /** Its own PGlite; the endpoint over a server that is named; or none, since Neon or another endpoint answers itself. */
  database: 'own' | 'bridge' | 'given';
  redis: 'stand-in' | 'given';
  meta: 'simulator' | 'given';
  razorpay: 'stand-in' | 'given';
}

/** @throws ConfigError with every bad value at once. */
export function readLocalSettings(env: Source): LocalSettings {
  const set = (name: string) => Boolean(env[name]?.trim());
  const port = Number(env.PORT || 3000);
  const settings: LocalSettings = {
    port,
    dataDir: env.DATA_DIR || '.data',
    clockStart: env.CLOCK_START || undefined,
    timezone: env.SCHOOL_TIMEZONE || 'Asia/Kolkata',
    database: !set('DATABASE_URL') ? 'own' : set('NEON_FETCH_ENDPOINT') || isNeon(env) ? 'given' : 'bridge',
    redis: set('UPSTASH_REDIS_REST_URL') || set('UPSTASH_REDIS_REST_TOKEN') ? 'given' : 'stand-in',
    meta: ['WHATSAPP_API_URL', ...Object.keys(LOCAL_WHATSAPP)].some(set) ? 'given' : 'simulator',
    razorpay: 'given',
  };
  // Where people are real, so is money: the stand-in belongs to the simulator.
  const given = ['RAZORPAY_API_URL', ...Object.keys(LOCAL_RAZORPAY)].some(set);
  if (settings.meta === 'simulator' && !given) settings.razorpay = 'stand-in';
  const problems: string[] = [];
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    problems.push('PORT must be a number up to 65535');
  if (settings.clockStart && Number.isNaN(Date.parse(settings.clockStart))) {
    problems.push('CLOCK_START must be a time like 2026-11-24T17:00:00+05:30');
  }
  if (problems.length > 0) throw new ConfigError(problems);
  if (settings.meta === 'simulator' && settings.database !== 'own') allowSimulator(env);
  return settings;
}

/** On the simulator's page anyone can be the office. */
function allowSimulator(env: Source): void {
  if (env.SIMULATOR_ON_REAL_DATA === '1') return;
  throw new ConfigError([
    'DATABASE_URL names a database that this server did not make, and the WHATSAPP_ settings are not there.',
    'In the simulator anyone can be the office, so it does not open on such data by itself.',
    'Set the WHATSAPP_ values, or take DATABASE_URL away, or, to do it all the same: SIMULATOR_ON_REAL_DATA=1',
  ]);
}

function isNeon(env: Source): boolean {
  const url = env.DATABASE_URL ?? '';
  return URL.canParse(url) && new URL(url).hostname.endsWith('.neon.tech');
}
