import type { App } from '../app.js';
import { allowOrigin } from './cors.js';
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
  const served = endpoint(
    app.log,
    async (request) => (await import('./serve.js')).serve(app, request),
    (request, response) => allowOrigin(app.env, request, response),
  );
  return {
    webhookGet: at(handshake),
    webhookPost: at(receive),
    healthGet: at(health),
    cronGet: at(later(async () => (await import('./cron.js')).runJob)),
    razorpayPost: at(later(async () => (await import('./payments.js')).razorpayNews)),
    sendPost: served,
    sessionGet: served,
    sessionsClearPost: served,
    messagesGet: served,
    /** Every other path, and every other method of those above. */
    staff: served,
  };
}
