import { databaseError } from '../db/client.js';
import { RuleError, UpstreamError } from './errors.js';

export type Level = 'debug' | 'info' | 'warn' | 'error';
/** What a log line may hold: ids of ours, counts, codes, durations. Never a name, a number or a person's words. */
export type Fields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  debug(event: string, fields?: Fields): void;
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  /** Logs an error and, where it is set up, reports it. The report is finished when `flush` settles. */
  error(event: string, error: unknown, fields?: Fields): void;
  flush(): Promise<void>;
}

export interface LogOptions {
  level: Level | 'silent';
  write?: (line: string) => void;
  /** Sends an error to where errors are watched. */
  report?: (event: string, error: SafeError, fields: Fields) => Promise<void>;
}

/** What is left of an error when everything a person could be known by is taken out. */
export interface SafeError {
  name: string;
  message: string;
  code: string | undefined;
  stack: string | undefined;
}

const ORDER: Record<Level | 'silent', number> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };

export function createLog(options: LogOptions): Log {
  const write = options.write ?? ((line: string) => void process.stdout.write(`${line}\n`));
  const reports = new Set<Promise<void>>();
  const line = (level: Level, event: string, fields: Fields = {}) => {
    if (ORDER[level] < ORDER[options.level]) return;
    write(JSON.stringify({ at: new Date().toISOString(), level, event, ...maskFields(fields) }));
  };
  return {
    debug: (event, fields) => line('debug', event, fields),
    info: (event, fields) => line('info', event, fields),
    warn: (event, fields) => line('warn', event, fields),
    error(event, error, fields = {}) {
      const safe = safeError(error);
      line('error', event, {
        ...fields,
        error: safe.name,
        code: safe.code,
        message: safe.message,
        stack: safe.stack,
      });
      if (!options.report) return;
      const sent = options.report(event, safe, maskFields(fields)).catch(() => line('warn', 'report_failed'));
      reports.add(sent);
      void sent.finally(() => reports.delete(sent));
    },
    flush: async () => void (await Promise.all(reports)),
  };
}

/**
 * Keeps an error's kind, code and place. Its message only where it is made of our own words: a database's or a
 * parser's message quotes what a person wrote.
 */
export function safeError(error: unknown): SafeError {
  const e = error instanceof Error ? error : new Error('not an error');
  const db = databaseError(e);
  const own = e instanceof RuleError || e instanceof UpstreamError || e.name === 'GuardFailed';
  return {
    name: e.name,
    message: own ? mask(e.message) : (engineWords(e) ?? '(withheld)'),
    code: codeOf(e, db?.code),
    stack: framesOf(e),
  };
}

/** Of the engine's own messages those that quote the program and not a value ("Cannot use 'in' operator … in Sarah"). */
const ENGINE =
  /^(Cannot (read|set) properties of (undefined|null)|[\w$.]+ is not (a function|a constructor|defined)|fetch failed)/;

function engineWords(error: Error): string | null {
  const fromEngine = error instanceof TypeError || error instanceof ReferenceError;
  return fromEngine ? (ENGINE.exec(error.message)?.[0] ?? null) : null;
}

/** Phone numbers become their last two digits, e-mail addresses disappear. */
export function mask(text: string): string {
  return text
    .replace(/[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}/gi, '[e-mail]')
    .replace(/wamid\.[A-Za-z0-9+/=_-]+/g, '[wamid]')
    .replace(/\+?\d[\d\s().-]{6,}\d/g, (found) => {
      const digits = found.replace(/\D/g, '');
      return digits.length >= 8 ? `***${digits.slice(-2)}` : found;
    });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function maskFields(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === 'string' && !UUID.test(value) && key !== 'stack' ? mask(value) : value,
    ]),
  );
}

/** A code is a word or a number; anything else in its place is somebody's text. */
function codeOf(error: Error, sqlState: string | undefined): string | undefined {
  const own = 'code' in error ? error.code : undefined;
  const code =
    error instanceof UpstreamError ? (error.details.code ?? error.details.status) : (sqlState ?? own);
  const given = typeof code === 'string' || typeof code === 'number' ? String(code) : '';
  return /^\w{1,40}$/.test(given) ? mask(given) : undefined;
}

/** What stands after the message: a message of several lines may hold one that looks like a place in the code. */
function framesOf({ stack = '', message }: Error): string | undefined {
  const found = stack.indexOf(message);
  if (found === -1) return undefined;
  const frames = stack
    .slice(found + message.length)
    .split('\n')
    .filter((l) => /^\s+at /.test(l))
    .slice(0, 8);
  return frames.length > 0 ? frames.map((l) => l.trim()).join(' | ') : undefined;
}
