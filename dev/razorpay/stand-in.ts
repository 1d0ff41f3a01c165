import { api } from './api.js';
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
