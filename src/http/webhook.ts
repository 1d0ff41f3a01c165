import { waitUntil } from '@vercel/functions';
import type { App } from '../app.js';
import { RuleError } from '../errors.js';
import { store } from '../mailbox/inbox.js';
import { waitingPeople } from '../mailbox/lease.js';
import { parseWebhook, verifySignature } from '../whatsapp/webhook.js';
import { same } from './guards.js';
import { json } from './respond.js';

/** Meta sends at most 3 MB. */
const MAX_BYTES = 3 * 1024 * 1024;
/** vercel.json gives the function 60 seconds; no turn begins in the last 15. */
const WORK_MS = 45_000;
const AT_ONCE = 8;
const DRAIN_EVERY_MS = 10_000;

/** Meta's handshake: the challenge comes back bare if the verify token is ours. It is not signed. */
export async function handshake(app: App, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const known = same(query.get('hub.verify_token') ?? '', app.env.WHATSAPP_WEBHOOK_VERIFY_TOKEN);
  if (query.get('hub.mode') !== 'subscribe' || !known)
    throw new RuleError('forbidden', 'The verify token is not ours.');
  return new Response(query.get('hub.challenge') ?? '', { headers: { 'content-type': 'text/plain' } });
}

/**
 * Verify, parse, store, 200, then work. Whatever is signed is answered 200, however odd; only what could not be
 * stored is refused, so that Meta sends it again.
 */
export async function receive(app: App, request: Request): Promise<Response> {
  // What answers is loaded while the message is being stored; the acknowledgement does not wait for it.
  loadTurn().catch(() => undefined);
  const bytes = await readBytes(request);
  if (!verifySignature(bytes, request.headers.get('x-hub-signature-256'), app.env.WHATSAPP_APP_SECRET)) {
    app.log.warn('webhook_refused', { reason: 'signature' });
    throw new RuleError('unauthorized', 'The signature is missing or wrong.');
  }
  const events = parseWebhook(parseJson(bytes), app.env.WHATSAPP_PHONE_NUMBER_ID);
  if (events.unread > 0) app.log.warn('webhook_unread', { count: events.unread });
  if (events.other.length > 0)
    app.log.info('webhook_other', { fields: [...new Set(events.other)].join(',').slice(0, 200) });
  const stored = await store(app.db, events.messages, events.statuses);
  if (events.marketing.length > 0)
    await (await import('../outreach/consent.js')).keepMarketing(app.db, events.marketing);
  if (events.templates.length > 0) {
    const { heedTemplateNews } = await import('../outreach/templates/news.js');
    await heedTemplateNews({ db: app.db, log: app.log, now: app.clock.now() }, events.templates);
  }
  waitUntil(workAll(app, stored.people).then((toSend) => afterwards(app, toSend)));
  return json({ ok: true });
}

function loadTurn() {
  return import('../conversation/turn.js');
}

/**
 * Answers several people, a few at a time; one person's trouble never ends the others. Gives back whether the school
 * may have something to send after it.
 */
export async function workAll(app: App, people: readonly string[], ms = WORK_MS): Promise<boolean> {
  const until = Date.now() + ms;
  const { work } = await loadTurn();
  const waiting = [...people];
  let toSend = false;
  const hands = Array.from({ length: Math.min(AT_ONCE, waiting.length) }, async () => {
    for (let next = waiting.shift(); next !== undefined && Date.now() < until; next = waiting.shift()) {
      if (await work(app, next, until)) toSend = true;
    }
  });
  await Promise.all(hands);
  await app.log.flush();
  return toSend;
}

const lastDrain = new WeakMap<App, number>();

/**
 * What a turn has put in the outbox goes at once. Now and then a webhook also looks after others who wait, so that a
 * missing tick is felt less.
 */
async function afterwards(app: App, toSend: boolean): Promise<void> {
  const last = lastDrain.get(app) ?? Date.now();
  if (!lastDrain.has(app)) lastDrain.set(app, last);
  const long = Date.now() - last >= DRAIN_EVERY_MS;
  if (long) lastDrain.set(app, Date.now());
  try {
    if (long) await workAll(app, await waitingPeople(app.db, app.clock.now(), AT_ONCE), DRAIN_EVERY_MS);
    if (long || toSend) await (await import('./drain.js')).drainOutbox(app, Date.now() + WORK_MS);
  } catch (error) {
    app.log.error('drain_failed', error);
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const tooLarge = new RuleError('too_large', 'The body is larger than 3 MB.');
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) throw tooLarge;
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > MAX_BYTES) throw tooLarge;
  return bytes;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
