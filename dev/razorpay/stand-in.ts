import { timingSafeEqual } from 'node:crypto';
import { create } from './create.js';
import { type Link, type Payment, newPayment } from './entities.js';
import { type Event, linkEvent, paymentEvent, refundEvent, signedRequest } from './events.js';
import { payPage } from './page.js';

export interface StandInOptions {
  keyId: string;
  keySecret: string;
  webhookSecret: string;
  webhookUrl: string;
  /** The address under which `handle` is reached; links lead to `<url>/pay/…`. */
  url: string;
  schoolName: string;
  clock: { now(): Date };
  /** How webhooks go out; fetch when absent. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Razorpay's payment links, as far as the bot sees of them. */
export interface RazorpayStandIn {
  /** Its API under /v1 and its pay pages under /pay; null for anything else. */
  handle(request: Request): Promise<Response | null>;
  links: Link[];
  payments: Payment[];
  /** Everything that was, or should have been, sent. */
  events: Event[];
  /** Off: events are kept and not sent, as when the bot could not be reached. */
  deliver: boolean;
  /** Pays a link as its page does. `amount` in paise, the whole of it unless said. */
  pay(link: Link, of?: { amount?: number; method?: string }): Promise<Payment>;
  fail(link: Link): Promise<void>;
  expire(link: Link): Promise<void>;
  refund(payment: Payment, amount: number): Promise<void>;
  /** Sends an event, a first time or again. */
  send(event: Event): Promise<Response>;
}

export function createRazorpayStandIn(options: StandInOptions): RazorpayStandIn {
  const seconds = () => Math.floor(options.clock.now().getTime() / 1000);
  const post = options.fetch ?? fetch;
  const emit = async (event: Event) => {
    self.events.push(event);
    // What could not be delivered is found when the bot asks.
    if (self.deliver) await self.send(event).catch(() => undefined);
  };
  const self: RazorpayStandIn = {
    links: [],
    payments: [],
    events: [],
    deliver: true,
    send: (event) => post(signedRequest(options.webhookUrl, event, options.webhookSecret)),
    async handle(request) {
      for (const link of self.links) if (isOver(link, seconds())) await self.expire(link);
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/v1/')) return api(self, options, { request, now: seconds() });
      if (pathname.startsWith('/pay/')) return payPage(self, options, request);
      return null;
    },
    async pay(link, { amount = link.amount, method = 'upi' } = {}) {
      const now = seconds();
      const payment = newPayment(link, { now, method, amount });
      const entry = { amount, created_at: now, method, payment_id: payment.id, plink_id: link.id };
      link.payments = [...(link.payments ?? []), { ...entry, status: 'captured', updated_at: now }];
      link.amount_paid += amount;
      link.updated_at = now;
      const whole = link.amount_paid >= link.amount;
      link.status = whole ? 'paid' : 'partially_paid';
      self.payments.push(payment);
      await emit(
        linkEvent(whole ? 'payment_link.paid' : 'payment_link.partially_paid', link, { now, payment }),
      );
      return payment;
    },
    async fail(link) {
      const now = seconds();
      const payment = newPayment(link, { now, method: 'upi', amount: link.amount, failed: true });
      await emit(paymentEvent('payment.failed', payment, now));
    },
    async expire(link) {
      if (link.status !== 'created') return;
      const now = seconds();
      Object.assign(link, { status: 'expired', expired_at: now, updated_at: now });
      await emit(linkEvent('payment_link.expired', link, { now }));
    },
    refund: (payment, amount) => emit(refundEvent(payment, amount, seconds())),
  };
  return self;
}

function isOver({ status, expire_by: expires }: Link, now: number): boolean {
  return status === 'created' && expires !== 0 && expires <= now;
}

async function api(
  self: RazorpayStandIn,
  options: StandInOptions,
  { request, now }: { request: Request; now: number },
): Promise<Response> {
  if (!authorised(request, options)) return refusal('Authentication failed', 401);
  const { pathname, searchParams } = new URL(request.url);
  const [, , collection, id, action] = pathname.split('/');
  if (collection !== 'payment_links') return refusal('The requested URL was not found on the server.', 404);
  if (!id && request.method === 'POST') return made(self, options, { body: await bodyOf(request), now });
  if (!id) {
    const reference = searchParams.get('reference_id');
    const found = self.links.filter((l) => reference === null || l.reference_id === reference);
    return Response.json({ payment_links: found });
  }
  const link = self.links.find((l) => l.id === id);
  if (!link) return refusal('The id provided does not exist');
  if (request.method === 'GET' && !action) return Response.json(link);
  if (request.method !== 'POST' || action !== 'cancel')
    return refusal('The requested URL was not found on the server.', 404);
  if (link.status === 'paid' || link.status === 'partially_paid')
    return refusal('cannot cancel or expire an already paid/partially paid link');
  if (link.status !== 'created') return refusal('cannot cancel or expire an expired link');
  Object.assign(link, { status: 'cancelled', cancelled_at: now, updated_at: now });
  const event = linkEvent('payment_link.cancelled', link, { now });
  self.events.push(event);
  return Response.json(link);
}

function made(
  self: RazorpayStandIn,
  options: StandInOptions,
  { body, now }: { body: unknown; now: number },
): Response {
  const result = create(body, {
    links: self.links,
    now,
    testMode: options.keyId.startsWith('rzp_test_'),
    payAt: `${options.url}/pay`,
  });
  if ('refused' in result) return refusal(result.refused);
  self.links.push(result.link);
  return Response.json(result.link);
}

async function bodyOf(request: Request): Promise<unknown> {
  return request.json().catch(() => null);
}

function authorised(request: Request, { keyId, keySecret }: StandInOptions): boolean {
  const sent = Buffer.from(request.headers.get('authorization') ?? '');
  const expected = Buffer.from(`Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`);
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

/** Razorpay's error body. */
function refusal(description: string, status = 400): Response {
  const error = {
    code: 'BAD_REQUEST_ERROR',
    description,
    source: 'NA',
    step: 'NA',
    reason: 'NA',
    metadata: {},
  };
  return Response.json({ error }, { status });
}
