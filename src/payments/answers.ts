import * as z from 'zod';

/** Amounts are whole paise; Razorpay writes them as numbers, at places as text. */
export const Paise = z.coerce.number().int().min(0);
/** Unix seconds; 0 and null mean never. */
const Seconds = z.coerce.number().int().min(0).nullish();

const LinkPayment = z.object({
  payment_id: z.string().min(1),
  amount: Paise,
  method: z.string().nullish(),
  status: z.string().nullish(),
  created_at: Seconds,
});

const LinkStatus = z.enum(['created', 'partially_paid', 'expired', 'cancelled', 'paid']);

/** A payment link as Razorpay shows it (Payment Links, "Entity"). `payments` is null, a list, or one alone. */
export const LinkEntity = z.object({
  id: z.string().min(1),
  reference_id: z.string().nullish(),
  amount: Paise,
  currency: z.string().default('INR'),
  status: LinkStatus,
  short_url: z.url({ protocol: /^https?$/ }),
  expire_by: Seconds,
  payments: z
    .union([z.array(LinkPayment), LinkPayment.transform((p) => [p])])
    .nullish()
    .catch(null),
});

/** Of a list the ones that can be read. */
export const LinkList = z.object({ payment_links: z.array(z.unknown()).default([]) });

/** One payment as a link's webhook shows it. */
export const PaymentEntity = z.object({
  id: z.string().min(1),
  amount: Paise,
  currency: z.string().default('INR'),
  method: z.string().nullish(),
  status: z.string().nullish(),
  created_at: Seconds,
  description: z.string().nullish(),
  /** An empty list where there are none. */
  notes: z.record(z.string(), z.unknown()).catch({}),
});

export const RefundEntity = z.object({
  id: z.string().min(1),
  payment_id: z.string().min(1),
  amount: Paise,
});

/** What of the link itself a webhook must tell. */
export const LinkNews = z.object({
  id: z.string().min(1),
  reference_id: z.string().nullish(),
  status: LinkStatus.catch('created'),
});
