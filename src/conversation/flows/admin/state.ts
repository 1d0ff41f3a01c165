import * as z from 'zod';
import { Switch } from '../../../school/office/switches.js';

const Choice = z.object({ id: z.string(), name: z.string(), about: z.string().nullable() });
export type Choice = z.infer<typeof Choice>;

export const State = z.discriminatedUnion('step', [
  z.object({ step: z.literal('office') }),
  z.object({ step: z.literal('name') }),
  /** Several fit what was typed. */
  z.object({ step: z.literal('who'), word: z.string(), choices: z.array(Choice), page: z.number() }),
  /** Waits for Yes. */
  z.object({ step: z.literal('switch'), key: Switch, off: z.boolean() }),
]);
export type State = z.infer<typeof State>;
