import type { App } from '../app.js';
import { RuleError } from '../errors.js';
import { health } from './health.js';
import { endpoint } from './respond.js';
import { handshake, receive } from './webhook.js';

type Handler = (app: App, request: Request) => Promise<Response>;

/** A handler whose code is loaded by its first request: Meta's webhook must be awake before everything else. */
function later(load: () => Promise<Handler>): Handler {
  return async (app, request) => (await load())(app, request);
}

/** What each function of api/ does with a request. */
export function createHandlers(app: App) {
  const at = (handle: Handler) => endpoint(app.log, (request) => handle(app, request));
  return {
    webhookGet: at(handshake),
    webhookPost: at(receive),
    sendPost: at(later(async () => (await import('./messages.js')).sendMessage)),
    sessionGet: at(later(async () => (await import('./messages.js')).showSession)),
    sessionsClearPost: at(later(async () => (await import('./messages.js')).clearSession)),
    messagesGet: at(later(async () => (await import('./messages.js')).listMessages)),
    healthGet: at(health),
    cronGet: at(later(async () => (await import('./cron.js')).runJob)),
    razorpayPost: at(later(async () => (await import('./payments.js')).razorpayNews)),
    staff: at(nothingHere),
  };
}

/** Every other staff path. */
async function nothingHere(): Promise<Response> {
  throw new RuleError('not_found', 'There is nothing at this address.');
}
