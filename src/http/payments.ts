import { waitUntil } from '@vercel/functions';
import { settings } from '../../db/schema/bot.js';
import type { App } from '../app.js';
import { settingsFrom } from '../conversation/settings.js';
import { RuleError } from '../errors.js';
import { type Reconciled, reconcile } from '../payments/reconcile.js';
import { type SettleContext, settle } from '../payments/settle.js';
import { readNews, signedByRazorpay } from '../payments/webhook.js';
import { json } from './respond.js';

const MAX_BYTES = 1024 * 1024;
/** Razorpay waits five seconds; what takes longer is refused in time, so that it comes again. */
const ANSWER_MS = 4500;
/** vercel.json gives this function 30 seconds in all. */
const TELL_MS = 15_000;

/**
 * POST /api/payments/razorpay/webhook. Whatever is signed is answered 200, however odd; only what could not be
 * brought into the tables is refused, so that Razorpay sends it again.
 */
export async function razorpayNews(app: App, request: Request): Promise<Response> {
  const secret = app.env.RAZORPAY_WEBHOOK_SECRET;
  if (!secret)
    throw new RuleError('not_set_up', 'Payments are not set up: RAZORPAY_WEBHOOK_SECRET is missing.');
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > MAX_BYTES) throw new RuleError('too_large', 'The body is larger than 1 MB.');
  if (!signedByRazorpay(bytes, request.headers.get('x-razorpay-signature'), secret)) {
    app.log.warn('razorpay_refused', { reason: 'signature' });
    throw new RuleError('unauthorized', 'The signature is missing or wrong.');
  }
  const eventId = request.headers.get('x-razorpay-event-id')?.trim().slice(0, 100) || null;
  const news = readNews(parsed(bytes), eventId);
  if (news.kind === 'unread') app.log.warn('razorpay_unread', { news: news.event.slice(0, 60) });
  const settled = await inTime(contextOf(app).then((ctx) => settle(ctx, news, eventId)));
  if (!settled)
    return json({ error: { code: 'busy', message: 'Too busy just now: please send it again.' } }, 503);
  const { kind, phones } = settled;
  app.log.info('razorpay', { news: news.kind, became: kind });
  waitUntil(tell(app, phones));
  return json({ ok: true });
}

/** The job: what the webhooks missed. Nothing where payments are not set up. */
export async function reconcilePayments(app: App, everyMs?: number): Promise<Omit<Reconciled, 'phones'>> {
  const none = { links: 0, booked: 0, ended: 0, missed: 0 };
  if (!app.razorpay) return none;
  const { phones, ...counts } = await reconcile(await contextOf(app), app.razorpay, everyMs);
  await tell(app, phones);
  return counts;
}

async function contextOf(app: App): Promise<SettleContext> {
  const kept = await app.db.select({ key: settings.key, value: settings.value }).from(settings);
  const { timezone } = settingsFrom(app.env, Object.fromEntries(kept.map((s) => [s.key, s.value])));
  return { db: app.db, now: app.clock.now(), timezone, log: app.log };
}

/** Receipts go out at once; what cannot go now is the tick's. */
async function tell(app: App, phones: readonly string[]): Promise<void> {
  if (phones.length === 0) return;
  const { drainOutbox } = await import('./drain.js');
  await drainOutbox(app, Date.now() + TELL_MS).catch((error: unknown) => {
    app.log.error('drain_failed', error);
  });
}

/** Null when it takes too long; it goes on all the same, and coming again is harmless. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
