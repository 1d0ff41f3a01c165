import * as z from 'zod';
import { runJob } from './cron.js';
import { health } from './health.js';
import { razorpayNews } from './payments.js';
import { json } from './respond.js';
import { type Route, ownRoute } from './route.js';
import { handshake, receive } from './webhook.js';

const Ok = z.object({ ok: z.literal(true) });
const State = z.enum(['ok', 'down', 'not_set_up']);

/** What machines call: Meta, Razorpay, a scheduler, a watchdog, and whoever wants to read this description. */
export function machineRoutes(all: () => readonly Route[]): Route[] {
  return [
    ownRoute({
      method: 'GET',
      path: '/api/whatsapp/webhook',
      who: 'meta',
      summary: 'Meta’s handshake: the challenge comes back bare if the verify token is ours.',
      query: z.object({
        'hub.mode': z.literal('subscribe'),
        'hub.verify_token': z.string(),
        'hub.challenge': z.string(),
      }),
      response: z.string(),
      produces: ['text/plain'],
      handle: handshake,
    }),
    ownRoute({
      method: 'POST',
      path: '/api/whatsapp/webhook',
      who: 'meta',
      summary: 'Messages and statuses, in Meta’s shape. Stored before the answer, worked on after it.',
      body: z.looseObject({ object: z.string(), entry: z.array(z.unknown()) }),
      response: Ok,
      handle: receive,
    }),
    ownRoute({
      method: 'POST',
      path: '/api/payments/razorpay/webhook',
      who: 'razorpay',
      summary: 'Paid, expired and failed payment links, in Razorpay’s shape.',
      body: z.looseObject({ event: z.string() }),
      response: Ok,
      handle: razorpayNews,
    }),
    ownRoute({
      method: 'GET',
      path: '/api/cron/:job',
      who: 'cron',
      summary: 'Runs a job: what any scheduler may call. Answers with what it did, in counts.',
      params: z.object({ job: z.string().describe('tick, reconcile or another of the jobs') }),
      response: z.record(z.string(), z.unknown()),
      handle: runJob,
    }),
    ownRoute({
      method: 'GET',
      path: '/api/health',
      who: 'open',
      summary: 'Alive; with ready=1 the state of each dependency, and 503 when the bot cannot work.',
      query: z.object({ ready: z.literal('1').optional() }),
      response: z.object({
        status: z.enum(['ok', 'down']),
        parts: z.record(z.string(), State).optional(),
        waiting: z.record(z.string(), z.number()).nullish(),
      }),
      handle: health,
    }),
    ownRoute({
      method: 'GET',
      path: '/api/openapi.json',
      who: 'open',
      summary: 'This description (OpenAPI 3.1).',
      response: z.looseObject({ openapi: z.string() }),
      handle: async () => json((await import('./openapi.js')).describe(all())),
    }),
  ];
}
