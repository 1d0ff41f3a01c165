import { asset } from './assets.js';
import { type Action, actions } from './control-actions.js';
import { state } from './control-state.js';
import { refuseStrangers } from './local-only.js';
import type { Simulator } from './simulator.js';
import { eventStream, eventsSince } from './stream.js';
import type { World } from './world.js';

const API = '/simulator/api/';

/** The chat page and its API, under /simulator. */
export class Control {
  readonly #world: World;
  readonly #actions: Map<string, Action>;

  constructor(world: World, simulator: Simulator) {
    this.#world = world;
    this.#actions = new Map(Object.entries(actions(world, simulator)));
  }

  /** @returns null when the path is not under /simulator */
  async handle(request: Request): Promise<Response | null> {
    const { pathname } = new URL(request.url);
    if (pathname !== '/simulator' && !pathname.startsWith('/simulator/')) return null;
    const refused = refuseStrangers(request);
    if (refused) return refused;
    if (pathname.startsWith(API)) return this.#api(request, pathname.slice(API.length));
    const name = pathname === '/simulator' || pathname === '/simulator/' ? 'index.html' : pathname.slice(11);
    return (await asset(name)) ?? failed(404, 'not_found', 'There is no such file.');
  }

  async #api(request: Request, path: string): Promise<Response> {
    if (request.method === 'GET') return this.#read(request, path);
    const action = request.method === 'POST' ? this.#actions.get(path) : undefined;
    if (!action) return failed(404, 'not_found', 'There is no such path.');
    try {
      const body: unknown = await request.json();
      return Response.json((await action(body)) ?? { ok: true });
    } catch (error) {
      return failed(400, 'invalid', error instanceof Error ? error.message : String(error));
    }
  }

  async #read(request: Request, path: string): Promise<Response> {
    const { events, media } = this.#world;
    if (path === 'state') return Response.json(await state(this.#world));
    if (path === 'events') {
      const after = new URL(request.url).searchParams.get('after');
      const wantsStream = request.headers.get('accept')?.includes('text/event-stream') ?? false;
      const seen = Number(request.headers.get('last-event-id') ?? after ?? events.seq);
      return wantsStream ? eventStream(events, seen) : Response.json(eventsSince(events, seen));
    }
    const file = path.startsWith('media/') ? media.get(path.slice('media/'.length)) : null;
    if (!file) return failed(404, 'not_found', 'There is no such path.');
    const headers = { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff' };
    // What people upload never runs as a page here.
    const sandbox = { 'content-security-policy': "sandbox; default-src 'none'" };
    return new Response(Buffer.from(file.bytes), { headers: { ...headers, ...sandbox } });
  }
}

function failed(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}
