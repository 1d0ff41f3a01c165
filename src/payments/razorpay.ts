import type * as z from 'zod';
import { UpstreamError } from '../errors.js';
import { LinkEntity, LinkList } from './answers.js';
import { within } from './razorpay-errors.js';

/** A payment link as the rest of the bot knows it. Amounts in paise. */
export interface Link {
  id: string;
  referenceId: string | null;
  amountPaise: number;
  currency: string;
  status: 'created' | 'partially_paid' | 'expired' | 'cancelled' | 'paid';
  url: string;
  expiresAt: Date | null;
  /** Only what was captured. */
  payments: LinkPayment[];
}

export interface LinkPayment {
  id: string;
  amountPaise: number;
  method: string | null;
  at: Date | null;
}

export interface NewLink {
  /** At most 40 characters, and unique at Razorpay: a repeated creation is refused there. */
  referenceId: string;
  amountPaise: number;
  description: string;
  /** At least 15 minutes ahead, at most six months. */
  expiresAt: Date;
}

/** Razorpay's payment links. Every call throws UpstreamError when it does not come to an answer. */
export interface Razorpay {
  currency: string;
  /** @throws UpstreamError with code 'duplicate_reference' when a link with this reference was made before. */
  create(link: NewLink): Promise<Link>;
  /** @throws UpstreamError with code 'unknown_link' when this account has no such link. */
  fetch(id: string): Promise<Link>;
  /** By our own reference; null when Razorpay knows none. */
  find(referenceId: string): Promise<Link | null>;
  /** @throws UpstreamError with code 'already_paid' or 'already_closed' when it is open no more. */
  cancel(id: string): Promise<Link>;
}

export interface RazorpayOptions {
  url: string;
  keyId: string;
  keySecret: string;
  currency: string;
  /** How long one call may take, in milliseconds. */
  deadlineMs?: number;
  /** Told of every call that failed, whatever becomes of it. */
  onFailure?: (error: UpstreamError) => void;
}

/** Of the package, what is used here. Its address and its deadline can be set nowhere else. */
interface Sdk {
  api: { rq: { defaults: { baseURL: string; timeout: number } } };
  paymentLink: {
    create(link: object): Promise<unknown>;
    fetch(id: string): Promise<unknown>;
    all(query: object): Promise<unknown>;
    cancel(id: string): Promise<unknown>;
  };
}

const DEADLINE_MS = 6000;

/** The package is loaded by the first call: most turns need no payment. */
export function createRazorpay(options: RazorpayOptions): Razorpay {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  let sdk: Promise<Sdk> | undefined;
  const call = async (operation: string, ask: (sdk: Sdk) => Promise<unknown>): Promise<unknown> => {
    sdk ??= load(options, deadlineMs);
    return within(deadlineMs, operation, ask(await sdk)).catch((error: unknown) => {
      if (error instanceof UpstreamError) options.onFailure?.(error);
      throw error;
    });
  };
  return {
    currency: options.currency,
    create: async (link) =>
      asLink('create link', await call('create link', (s) => s.paymentLink.create(body(link, options)))),
    fetch: async (id) => asLink('fetch link', await call('fetch link', (s) => s.paymentLink.fetch(id))),
    cancel: async (id) => asLink('cancel link', await call('cancel link', (s) => s.paymentLink.cancel(id))),
    find: async (referenceId) => {
      const answer = await call('find link', (s) => s.paymentLink.all({ reference_id: referenceId }));
      const all = parsed('find link', LinkList, answer).payment_links;
      const found = all.find((l) => LinkEntity.safeParse(l).data?.reference_id === referenceId);
      return found === undefined ? null : asLink('find link', found);
    },
  };
}

async function load({ url, keyId, keySecret }: RazorpayOptions, deadlineMs: number): Promise<Sdk> {
  const { default: Package } = await import('razorpay');
  const sdk = new Package({ key_id: keyId, key_secret: keySecret }) as unknown as Sdk;
  sdk.api.rq.defaults.baseURL = url.replace(/\/$/, '');
  sdk.api.rq.defaults.timeout = deadlineMs;
  return sdk;
}

/** No name, number or mail of anybody, and Razorpay writes to nobody: the link goes through the chat alone. */
function body(link: NewLink, { currency }: RazorpayOptions): object {
  return {
    amount: link.amountPaise,
    currency,
    accept_partial: false,
    reference_id: link.referenceId,
    description: link.description.slice(0, 2000),
    expire_by: Math.floor(link.expiresAt.getTime() / 1000),
    notify: { sms: false, email: false },
    reminder_enable: false,
    // Razorpay copies them to the payments, which tells whose a failed one was.
    notes: { reference_id: link.referenceId },
  };
}

function asLink(operation: string, answer: unknown): Link {
  const l = parsed(operation, LinkEntity, answer);
  const captured = (l.payments ?? []).filter((p) => (p.status ?? 'captured') === 'captured');
  return {
    id: l.id,
    referenceId: l.reference_id ?? null,
    amountPaise: l.amount,
    currency: l.currency,
    status: l.status,
    url: l.short_url,
    expiresAt: instant(l.expire_by),
    payments: captured.map((p) => ({
      id: p.payment_id,
      amountPaise: p.amount,
      method: p.method ?? null,
      at: instant(p.created_at),
    })),
  };
}

/** @throws UpstreamError when the answer has another shape than was agreed. */
function parsed<T>(operation: string, schema: z.ZodType<T>, answer: unknown): T {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new UpstreamError(operation, { code: 'unexpected_answer', retryable: false });
}

/** Unix seconds as a Date. */
export function instant(seconds: number | null | undefined): Date | null {
  return seconds ? new Date(seconds * 1000) : null;
}
