import * as z from 'zod';
import { Audience } from '../../../outreach/broadcast/audience.js';

export const FLOW = 'broadcast';

const Whom = z.object({
  kind: z.enum(['all_students', 'all_teachers', 'batch', 'instrument', 'custom']),
  names: z.array(z.string()),
});
/** Whom it is for, and how they are spoken of. */
export const To = z.object({ audience: Audience, whom: Whom });
export type To = z.infer<typeof To>;

/** What it says; `cleaned`: line breaks were taken out. */
const Words = z.object({ message: z.string(), cleaned: z.boolean() });
export type Words = z.infer<typeof Words>;

const Choice = z.object({ id: z.string(), title: z.string(), about: z.string().nullable() });
export type Choice = z.infer<typeof Choice>;

/** When it is to go, as ISO; null is at once. */
const At = z.string().nullable().default(null);

const Facts = z.object({
  people: z.number(),
  leftOut: z.array(z.object({ why: z.string(), people: z.number() })),
  cost: z.number(),
  seconds: z.number(),
  days: z.number(),
  quietUntil: z.string().nullable(),
  approvalAbove: z.number().nullable(),
  text: z.string(),
});
export type Facts = z.infer<typeof Facts>;

export const State = z.discriminatedUnion('step', [
  /** Who is to be told? Instruments to choose from besides everybody. */
  z.object({ step: z.literal('to'), words: Words.nullable(), at: At, instruments: z.array(Choice) }),
  /** Several classes fit; `whole`: the instrument whose they all are. */
  z.object({
    step: z.literal('which'),
    words: Words.nullable(),
    at: At,
    classes: z.array(Choice),
    whole: Choice,
  }),
  z.object({ step: z.literal('text'), to: To, at: At }),
  /** Waits for Send. `key` makes it one broadcast however often that is tapped. */
  z.object({ step: z.literal('preview'), key: z.uuid(), to: To, words: Words, at: At, facts: Facts }),
  /** Waits for Yes to something that is done to a broadcast. */
  z.object({
    step: z.literal('sure'),
    act: z.enum(['resume', 'cancel', 'approve', 'retry']),
    id: z.uuid(),
    words: z.string(),
    people: z.number(),
  }),
]);
export type State = z.infer<typeof State>;
