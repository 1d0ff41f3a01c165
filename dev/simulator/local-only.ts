/** On the page anyone can be the office, so it answers this machine only, and no other site's pages. */

const LOCAL = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** @returns the refusal, or null when the request may pass */
export function refuseStrangers(request: Request): Response | null {
  const url = new URL(request.url);
  // The Host header as well as the address: a name that resolves here is still a stranger (DNS rebinding).
  const host = request.headers.get('host') ?? url.host;
  if (!LOCAL.has(url.hostname) || !LOCAL.has(hostname(host))) return forbidden('Only on this machine.');
  const origin = request.headers.get('origin');
  if (origin !== null && !isSame(origin, host)) return forbidden('Not from another site.');
  if (!allowedSite(request)) return forbidden('Not from another site.');
  const json = request.headers.get('content-type')?.startsWith('application/json') ?? false;
  if (request.method !== 'GET' && !json) return forbidden('JSON only.');
  return null;
}

/** Browsers say where a request comes from; a link from elsewhere may open the page, but nothing more. */
function allowedSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin') return true;
  const opens = request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate';
  return opens && (site === 'none' || new URL(request.url).pathname === '/simulator');
}

function isSame(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

function hostname(host: string): string {
  return host.replace(/:\d+$/, '');
}

function forbidden(message: string): Response {
  return Response.json({ error: { code: 'forbidden', message } }, { status: 403 });
}
