import * as z from 'zod';
import { Facts, Slot } from '../../../school/enquiry/facts.js';

export const FLOW = 'enq';

const Instrument = z.object({ id: z.string(), name: z.string() });

const Base = z.object({
  facts: Facts,
  /** How it is kept; null while nothing was said. */
  ref: z.object({ id: z.string(), version: z.number() }).nullable(),
  taught: z.array(Instrument),
});
export type Base = z.infer<typeof Base>;

const Slots = z.array(
  z.object({
    weekday: z.literal([0, 1, 2, 3, 4, 5, 6]),
    start: z.string().nullable(),
    end: z.string().nullable(),
  }),
);

/** A class with a free seat, as it is shown. */
const Offered = z.object({
  /** Null where nobody could read when it meets: then `text` is shown as it is. */
  slots: Slots.nullable(),
  text: z.string(),
  teacher: z.string().nullable(),
  place: z.string().nullable(),
  free: z.number(),
});
export type Offered = z.infer<typeof Offered>;

/** What the school has for a wish. */
export const Offer = z.object({
  classes: z.array(Offered),
  /** Whether the classes shown are on days that were wished for. */
  fits: z.boolean(),
  /** How many more there are than are shown. */
  more: z.number(),
  full: z.number(),
  fees: z.array(z.object({ classes: z.number(), amountPaise: z.number() })),
  trialPaise: z.number().nullable(),
  trialWords: z.string().nullable(),
});
export type Offer = z.infer<typeof Offer>;

export const State = z.discriminatedUnion('step', [
  /** Something was begun before; `said` is what they say now. */
  Base.extend({ step: z.literal('resume'), said: Facts }),
  /** `only`: the instruments that a word may mean. */
  Base.extend({
    step: z.literal('ask'),
    slot: Slot,
    only: z.array(z.string()).nullable(),
    page: z.number(),
  }),
  Base.extend({ step: z.literal('change') }),
  /** No offer where they do not know yet which instrument. */
  Base.extend({
    step: z.literal('offer'),
    offer: Offer.nullable(),
    /** For brothers and sisters who would learn something else. */
    others: z.array(z.object({ instrument: z.string(), offer: Offer })).default([]),
  }),
]);
export type State = z.infer<typeof State>;
