import { readFile, readdir } from 'node:fs/promises';
import type { Handler } from '../serve.js';

const ROOT = new URL('../../', import.meta.url);

interface Route {
  pattern: RegExp;
  file: string;
}

/** Where a path leads, as on Vercel: a file of that name, else a rewrite, else a file with [parameters]. */
export interface Routing {
  files: ReadonlyMap<string, string>;
  rewrites: readonly { pattern: RegExp; destination: string }[];
  dynamic: readonly Route[];
}

export async function readRouting(): Promise<Routing> {
  const found = await readdir(new URL('api/', ROOT), { recursive: true });
  const files = found
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `api/${file.replaceAll('\\', '/')}`);
  const path = (file: string) => `/${file.slice(0, -'.ts'.length)}`;
  const config: { rewrites: { source: string; destination: string }[] } = JSON.parse(
    await readFile(new URL('vercel.json', ROOT), 'utf8'),
  );
  return {
    files: new Map(files.filter((file) => !file.includes('[')).map((file) => [path(file), file])),
    rewrites: config.rewrites.map(({ source, destination }) => ({
      pattern: new RegExp(`^${source}$`),
      destination,
    })),
    dynamic: files
      .filter((file) => file.includes('['))
      .map((file) => ({ file, pattern: new RegExp(`^${path(file).replace(/\[\w+\]/g, '[^/]+')}$`) })),
  };
}

/** The file of api/ that answers a path, or null. */
export function findFunction(routing: Routing, pathname: string): string | null {
  const { files, rewrites, dynamic } = routing;
  const exact = files.get(pathname);
  if (exact) return exact;
  const rewritten = rewrites.find(({ pattern }) => pattern.test(pathname))?.destination ?? pathname;
  return files.get(rewritten) ?? dynamic.find(({ pattern }) => pattern.test(rewritten))?.file ?? null;
}

/** What one call may carry on Vercel, in bytes. */
const MAX_BODY = 4.5 * 1024 * 1024;

/** All functions of api/ behind one handler, loaded now; null = not theirs. They read the environment as they load. */
export async function loadFunctions(): Promise<(request: Request) => Promise<Response | null>> {
  const routing = await readRouting();
  const all = [...routing.files.values(), ...routing.dynamic.map(({ file }) => file)];
  const modules = new Map<string, Record<string, unknown>>();
  for (const file of all) modules.set(file, await import(new URL(file, ROOT).href));
  return async (request) => {
    const file = findFunction(routing, new URL(request.url).pathname);
    if (file === null) return null;
    const handler = modules.get(file)?.[request.method === 'HEAD' ? 'GET' : request.method];
    if (!isHandler(handler)) return new Response('Method Not Allowed', { status: 405 });
    if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) {
      return new Response('FUNCTION_PAYLOAD_TOO_LARGE', { status: 413 });
    }
    return handler(request);
  };
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
