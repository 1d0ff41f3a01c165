import { readFile } from 'node:fs/promises';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const POLICY = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A file of the page; names are plain, so that nothing outside its folder can be asked for. */
export async function asset(name: string): Promise<Response | null> {
  const match = /^([a-z0-9-]+)\.(html|css|js|svg)$/.exec(name);
  if (!match) return null;
  const file = await readFile(new URL(`./page/${name}`, import.meta.url)).catch(() => null);
  if (!file) return null;
  return new Response(file, {
    headers: {
      'content-type': TYPES[match[2] ?? ''] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}
