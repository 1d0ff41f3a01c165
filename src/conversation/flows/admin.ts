import { type FlowContext, type Input, type Step, defineFlow } from '../flow.js';
import { lookUp, named } from './admin/find.js';
import { prompt } from './admin/prompts.js';
import { State } from './admin/state.js';
import { tapped } from './admin/taps.js';

/** The office's own errands: a pupil's card, what waits for it, what the day came to, and the switches. */
export const admin = defineFlow<State>({
  name: 'admin',
  state: State,
  start: lookUp,
  prompt,
  async answer(ctx, state, input) {
    if (input.tap) return tapped(ctx, input.tap, { late: input.late, open: state });
    return heard(ctx, state, input);
  },
  tap: (ctx, tap, input) => tapped(ctx, tap, { late: input.late, open: null }),
});

async function heard(ctx: FlowContext, state: State, input: Input): Promise<Step<State>> {
  const asksName = state.step === 'name' || state.step === 'who';
  return asksName ? named(ctx, input) : { kind: 'unclear' };
}
