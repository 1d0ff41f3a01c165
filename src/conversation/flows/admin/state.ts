import * as z from 'zod';
import { Switch } from '../../../school/office/switches.js';

const Choice = z.object({ id: z.string(), name: z.string(), about: z.string().nullable() });
export type Choice = z.infer<typeof Choice>;

const Money = z.object({
  id: z.string(),
  kind: z.enum([
    'unknown_link',
    'amount',
    'currency',
    'partial',
    'paid_twice',
    'no_pupil',
    'refund',
    'refund_failed',
  ]),
  amountPaise: z.number(),
  date: z.string(),
  paymentId: z.string().nullable(),
  pupil: z.string().nullable(),
  instrument: z.string().nullable(),
  phone: z.string().nullable(),
});

export const State = z.discriminatedUnion('step', [
  z.object({ step: z.literal('office') }),
  z.object({ step: z.literal('name') }),
  /** Several fit what was typed. */
  z.object({ step: z.literal('who'), word: z.string(), choices: z.array(Choice), page: z.number() }),
  /** Waits for Yes. */
  z.object({ step: z.literal('switch'), key: Switch, off: z.boolean() }),
  /** Waits for Yes: whom alone to answer; none = everybody. */
  z.object({ step: z.literal('pilot'), numbers: z.array(z.string()) }),
  z.object({ step: z.literal('money'), money: Money }),
]);
export type State = z.infer<typeof State>;
