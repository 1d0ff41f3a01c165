import type { App } from '../app.js';
import { RuleError } from '../errors.js';
import { jobNamed } from '../jobs.js';
import { requireCron } from './guards.js';
import { health } from './health.js';
import { clearSession, listMessages, sendMessage, showSession } from './messages.js';
import { razorpayNews } from './payments.js';
import { lastSegment } from './people.js';
import { endpoint, json } from './respond.js';
import { handshake, receive } from './webhook.js';

/** What each function of api/ does with a request. */
export function createHandlers(app: App) {
  const at = (handle: (app: App, request: Request) => Promise<Response>) =>
    endpoint(app.log, (request) => handle(app, request));
  return {
    webhookGet: at(handshake),
    webhookPost: at(receive),
    sendPost: at(sendMessage),
    sessionGet: at(showSession),
    sessionsClearPost: at(clearSession),
    messagesGet: at(listMessages),
    healthGet: at(health),
    cronGet: at(runJob),
    razorpayPost: at(razorpayNews),
    staff: at(nothingHere),
  };
}

async function runJob(app: App, request: Request): Promise<Response> {
  requireCron(app.env, request);
  const job = jobNamed(lastSegment(request));
  if (!job) throw new RuleError('not_found', 'There is no such job.');
  return json(await job(app));
}

/** Every other staff path. */
async function nothingHere(): Promise<Response> {
  throw new RuleError('not_found', 'There is nothing at this address.');
}
