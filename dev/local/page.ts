import type { LocalSettings } from './settings.js';

export interface Running {
  settings: LocalSettings;
  url: string;
  isNew: boolean;
  /** Seconds it took. */
  took: number;
  env: Record<string, string | undefined>;
}

/** The one page that a start prints: what runs where, what stands in for what, and what to try first. */
export function startPage({ settings, url, isNew, took, env }: Running): string {
  const simulated = settings.meta === 'simulator';
  const lines = [
    `The music school's bot is running: ${simulated ? `chat with it at ${url}/simulator` : url}`,
    '',
    row('WhatsApp', simulated ? 'the simulator, in place of Meta' : 'Meta, as set'),
    row('Database', databaseLine(settings, isNew)),
    row('Sessions', settings.redis === 'given' ? 'Upstash, as set' : 'in memory, in place of Upstash'),
    row('Understanding', env.OPENAI_API_KEY ? `OpenAI (${env.OPENAI_MODEL || 'default model'})` : OFFLINE),
    row('Payments', paymentsLine(settings, env)),
    row('Secrets', secretsLine(env)),
    row('Clock', settings.clockStart ? `started at ${settings.clockStart}` : "this machine's"),
    row(
      'Staff API',
      `${url}/api/openapi.json, with a token from: npm run token -- --role admin --name Office`,
    ),
    ...(simulated ? TRY_FIRST : []),
    '',
    `Started in ${took.toFixed(1)} s. Ctrl-C stops it. Settings go into .env; .env.example names them all.`,
  ];
  return lines.join('\n');
}

const OFFLINE = 'without a language model (set OPENAI_API_KEY to use one)';

const TRY_FIRST = [
  '',
  'Try first, on that page (everybody is invented):',
  '  Rahul Deshpande, guitar teacher     mark attendance',
  "  Vivek Gupta, two children's father  how many classes are left?  ·  pay fees",
  '  Priya Raman, teacher and parent     what do I teach tomorrow?',
  '  Office                              menu',
  '  any new number                      I want to learn the tabla',
];

function row(name: string, text: string): string {
  return `  ${name.padEnd(14)} ${text}`;
}

function paymentsLine({ razorpay }: LocalSettings, env: Running['env']): string {
  if (razorpay === 'stand-in') return 'a stand-in for Razorpay: no money moves';
  return env.RAZORPAY_KEY_ID ? 'Razorpay, as set' : 'not set up: set RAZORPAY_KEY_ID and its companions';
}

function databaseLine({ database, dataDir }: LocalSettings, isNew: boolean): string {
  if (database === 'given') return 'Neon, as set';
  if (database === 'bridge')
    return 'the PostgreSQL server of DATABASE_URL, as it is (npm run db:migrate is yours to run)';
  return `PGlite in ${dataDir}, ${isNew ? 'made just now with an invented school in it' : 'as it was left'}`;
}

function secretsLine(env: Record<string, string | undefined>): string {
  return env.LOCAL_TRIAL === '1'
    ? "the local trial's own, known to everybody; they are refused anywhere else"
    : 'yours';
}
