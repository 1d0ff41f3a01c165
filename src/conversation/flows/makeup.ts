import { type FlowContext, type Input, defineFlow } from '../flow.js';
import { tapped, typed } from './makeup/answers.js';
import { prompt } from './makeup/prompts.js';
import { start } from './makeup/start.js';
import { FLOW, State } from './makeup/state.js';
import { type MakeupStep, go } from './makeup/steps.js';

/** A seat in another class for one that was missed. */
export const makeup = defineFlow<State>({
  name: FLOW,
  state: State,
  start,
  prompt,
  answer,
  tap: (ctx, tap) => tapped(ctx, tap, null),
});

async function answer(ctx: FlowContext, state: State, input: Input): Promise<MakeupStep> {
  if (input.late) return go(state, ctx.copy.general.late);
  if (input.tap) return tapped(ctx, input.tap, state);
  if (input.text === '') {
    const { cannot } = ctx.copy.general;
    if (input.attachment === null) return { kind: 'unclear' };
    return go(state, input.attachment === 'audio' ? cannot.audio : cannot.other);
  }
  return typed(ctx, state, input);
}
