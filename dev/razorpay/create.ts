import * as z from 'zod';
import { type Link, newId } from './entities.js';

const FIFTEEN_MINUTES = 15 * 60;
const SIX_MONTHS = 184 * 86_400;

const Asked = z.strictObject({
  amount: z.number({ error: 'The amount field is required.' }),
  currency: z.string().length(3).default('INR'),
  accept_partial: z.boolean().default(false),
  first_min_partial_amount: z.number().default(0),
  reference_id: z.string().default(''),
  description: z.string().max(2048).default(''),
  expire_by: z.number().int().default(0),
  customer: z.record(z.string(), z.unknown()).default({}),
  notify: z.record(z.string(), z.unknown()).default({}),
  reminder_enable: z.boolean().default(false),
  notes: z.record(z.string(), z.unknown()).default({}),
  callback_url: z.url().optional(),
  callback_method: z.string().optional(),
  upi_link: z.boolean().default(false),
});

export interface Creating {
  links: readonly Link[];
  /** Unix seconds. */
  now: number;
  /** Keys that begin with rzp_test_. */
  testMode: boolean;
  /** Where people pay, without the link's own part. */
  payAt: string;
}

/** Makes a link, or says in Razorpay's words why not. */
export function create(body: unknown, at: Creating): { link: Link } | { refused: string } {
  const read = Asked.safeParse(body);
  if (!read.success) return { refused: wordsFor(read.error) };
  const asked = read.data;
  const refused = refusal(asked, at);
  if (refused) return { refused };
  const id = newId('plink');
  const { callback_url = '', callback_method = '', ...rest } = asked;
  return {
    link: {
      ...rest,
      callback_url,
      callback_method,
      id,
      amount_paid: 0,
      cancelled_at: 0,
      created_at: at.now,
      expired_at: 0,
      order_id: newId('order'),
      payments: null,
      reminders: [],
      short_url: `${at.payAt}/${id.slice('plink_'.length)}`,
      status: 'created',
      updated_at: at.now,
      user_id: '',
    },
  };
}

function refusal(asked: z.infer<typeof Asked>, { links, now, testMode }: Creating): string | null {
  const { amount, expire_by: expires, reference_id: reference, notes } = asked;
  if (!Number.isInteger(amount)) return 'The amount must be an integer.';
  if (amount < 100) return 'The amount must be atleast INR 1.00';
  if (reference.length > 40) return 'reference_id: the length must be no more than 40.';
  if (reference !== '' && links.some((l) => l.reference_id === reference))
    return 'payment link creation with reference ID already attempted';
  if (expires !== 0 && expires < now + FIFTEEN_MINUTES)
    return 'timestamp must be atleast 15 minutes in future';
  if (expires > now + SIX_MONTHS) return 'expire_by cannot be more than 6 months in future';
  if (Object.keys(notes).length > 15) return 'The notes may not have more than 15 items.';
  if (Object.values(notes).some((v) => String(v).length > 255))
    return 'value: the length must not be greater than 255.';
  if (asked.callback_url && asked.callback_method !== 'get') return 'callback_method: must be a valid value.';
  if (asked.upi_link && testMode)
    return 'UPI Payment Links is not supported in Test Mode. Please experience the product in Live Mode.';
  if (asked.upi_link && asked.accept_partial) return 'partial payment not supported in upi link';
  return null;
}

function wordsFor({ issues }: z.ZodError): string {
  const [first] = issues;
  if (first?.code === 'unrecognized_keys')
    return `${first.keys.join(', ')} is/are not required and should not be sent`;
  return first?.message.endsWith('.')
    ? first.message
    : `${first?.path.join('.') ?? 'body'}: must be a valid value.`;
}
