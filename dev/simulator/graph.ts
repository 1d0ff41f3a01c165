import { GraphError, invalid, unknownObject } from './failures.js';
import {
  blockUsers,
  debugToken,
  numberFields,
  phoneNumbers,
  profile,
  subscriptions,
} from './graph-account.js';
import { type RefusedCall, refusedBefore, slowDown } from './graph-faults.js';
import { download, lookUp, upload } from './graph-media.js';
import { postMessage } from './graph-messages.js';
import {
  createTemplate,
  deleteTemplate,
  described,
  editTemplate,
  listTemplates,
  setTemplateStatus,
  templateOr404,
} from './graph-templates.js';
import { type Json, type JsonObject, isObject, jsonResponse } from './json.js';
import type { RateLimits } from './rates.js';
import type { Statuses } from './statuses.js';
import { type World, businessName, record } from './world.js';

interface Call {
  method: string;
  url: URL;
  /** The path without the version: an id and, often, an edge. */
  id: string;
  edge: string;
  body: JsonObject;
  request: Request;
}

const VERSION = /^\/v\d+\.\d+(?=\/)/;

/** Meta's Graph API as far as a school's bot uses it. */
export class Graph {
  readonly #world: World;
  readonly #parts: { statuses: Statuses; rates: RateLimits };

  constructor(world: World, parts: { statuses: Statuses; rates: RateLimits }) {
    this.#world = world;
    this.#parts = parts;
  }

  /** @returns null when the path belongs to somebody else */
  async handle(request: Request): Promise<Response | null> {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/whatsapp_business/attachments')) return download(this.#world, request);
    const path = url.pathname.replace(VERSION, '');
    const [id = '', edge = ''] = path.slice(1).split('/');
    const ours = path !== url.pathname || /^\d{10,}$/.test(id) || id === 'debug_token';
    if (!ours) return null;
    const started = performance.now();
    const { response, sent, answer } = await this.#answer(request, { url, id, edge });
    record(this.#world, {
      kind: 'graph',
      method: request.method,
      path: url.pathname + url.search,
      request: sent,
      status: response.status,
      response: answer,
      ms: Math.round(performance.now() - started),
    });
    return response;
  }

  async #answer(request: Request, at: { url: URL; id: string; edge: string }): Promise<Answered> {
    let sent: Json = null;
    try {
      checkToken(this.#world, request);
      this.#checkId(at.id, request.method);
      const body = at.edge === 'media' ? {} : await readBody(request);
      sent = body;
      const call: Call = { ...at, method: request.method, body, request };
      await slowDown(this.#world);
      const refused: RefusedCall = refusedBefore(this.#world, { sends: isSend(call) });
      if (refused) return { response: refused, sent, answer: null };
      const answer = await this.#route(call);
      // The connection breaks after the work: the server that mounts this closes it, msw reports a network error.
      if (isSend(call) && this.#world.faults.take('answer_lost'))
        return { response: Response.error(), sent, answer: null };
      return { response: jsonResponse(answer, 200, { 'facebook-api-version': 'v25.0' }), sent, answer };
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      const response = error.toResponse();
      return { response, sent, answer: (await response.clone().json()) as Json };
    }
  }

  #checkId(id: string, method: string): void {
    const { phoneNumberId, businessAccountId } = this.#world.options;
    const known =
      id === phoneNumberId ||
      id === businessAccountId ||
      id === 'debug_token' ||
      this.#world.media.get(id) !== null ||
      this.#world.templates.byId(id) !== null;
    if (!known) throw unknownObject(id, method);
  }

  async #route(call: Call): Promise<Json> {
    const { phoneNumberId, businessAccountId } = this.#world.options;
    if (call.id === 'debug_token') return debugToken(this.#world);
    if (call.id === phoneNumberId) return this.#number(call);
    if (call.id === businessAccountId) return this.#account(call);
    return this.#object(call);
  }

  async #number(call: Call): Promise<Json> {
    const world = this.#world;
    const { method, edge, body, url } = call;
    switch (`${method} ${edge}`) {
      case 'POST messages':
        return postMessage(world, body, this.#parts);
      case 'POST media':
        return upload(world, call.request);
      case 'GET ':
        return numberFields(world, url);
      case 'POST ':
      case 'POST register':
      case 'POST deregister':
      case 'POST settings':
      case 'POST conversational_automation':
        return { success: true };
      case 'GET whatsapp_business_profile':
      case 'POST whatsapp_business_profile':
        return profile(world, method, body);
      case 'GET block_users':
      case 'POST block_users':
      case 'DELETE block_users':
        return blockUsers(world, method, body);
      default:
        throw unknownObject(`${call.id}/${edge}`, method);
    }
  }

  async #account({ method, edge, body, url, id }: Call): Promise<Json> {
    const world = this.#world;
    if (edge === 'subscribed_apps') return subscriptions(world, method);
    if (edge === 'phone_numbers' && method === 'GET') return phoneNumbers(world, url);
    if (edge === 'message_templates') {
      if (method === 'GET') return listTemplates(world, url);
      if (method === 'POST') return createTemplate(world, body);
      if (method === 'DELETE') return deleteTemplate(world, url);
    }
    if (edge === '' && method === 'GET') return { id, name: await businessName(world) };
    throw unknownObject(edge ? `${id}/${edge}` : id, method);
  }

  async #object({ method, edge, body, url, id }: Call): Promise<Json> {
    const world = this.#world;
    if (world.media.get(id)) {
      if (method === 'GET') return lookUp(world, id, url);
      if (method === 'DELETE') return { success: world.media.delete(id) };
    }
    const template = templateOr404(world, id, method);
    if (method === 'GET') return described(template);
    if (method === 'POST' && edge === 'unpause') {
      await setTemplateStatus(world, template, 'APPROVED');
      return { success: true };
    }
    if (method === 'POST') return editTemplate(world, template, body);
    throw unknownObject(id, method);
  }
}

interface Answered {
  response: Response;
  sent: Json;
  answer: Json;
}

function isSend({ edge, method, body }: Call): boolean {
  return edge === 'messages' && method === 'POST' && body.status === undefined;
}

function checkToken(world: World, request: Request): void {
  const header = request.headers.get('authorization');
  if (!header) {
    throw new GraphError(104, 'An access token is required to request this resource.', { status: 401 });
  }
  if (header !== `Bearer ${world.options.accessToken}`) {
    throw new GraphError(190, 'Invalid OAuth access token - Cannot parse access token', { status: 401 });
  }
}

async function readBody(request: Request): Promise<JsonObject> {
  const text = request.method === 'GET' ? '' : await request.text();
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch {
    // Told below, like any body that is not an object.
  }
  throw invalid('(#100) Invalid JSON in request body');
}
