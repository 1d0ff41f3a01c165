import { type FlowContext, type Input, defineFlow } from '../flow.js';
import { prompt } from './leave/prompts.js';
import { takesThatBack } from './leave/read.js';
import { start } from './leave/start.js';
import { FLOW, State } from './leave/state.js';
import { type LeaveStep, go } from './leave/steps.js';
import { tapped } from './leave/taps.js';
import { typed } from './leave/words.js';

/** A teacher's days off, and pupils who cannot come. */
export const leave = defineFlow<State>({
  name: FLOW,
  state: State,
  start,
  prompt,
  answer,
  tap: (ctx, tap) => tapped(ctx, tap, null),
  /** "She will come after all", right after it was noted that she will not. */
  follow: async (ctx, input) => (takesThatBack(input.text) ? start(ctx, input) : null),
});

async function answer(ctx: FlowContext, state: State, input: Input): Promise<LeaveStep> {
  if (input.late) return go(state, ctx.copy.general.late);
  if (input.tap) return tapped(ctx, input.tap, state);
  if (input.text === '') {
    const { cannot } = ctx.copy.general;
    return input.attachment === null
      ? { kind: 'unclear' }
      : go(state, input.attachment === 'audio' ? cannot.audio : cannot.other);
  }
  return typed(ctx, state, input);
}
