import { type Flow, defineFlow } from '../../flow.js';
import { follow } from './follow.js';
import { prompt, typed } from './questions.js';
import { readQuestion } from './read.js';
import { State } from './state.js';
import { tapped } from './taps.js';
import { answerQuestion } from './tell.js';

/** A conversation that only tells: it looks up, answers, and writes nothing. */
export function tellingFlow(name: 'sched' | 'bal'): Flow {
  return defineFlow<State>({
    name,
    state: State,
    start: async (ctx, input) => {
      const { said, wish } = await readQuestion(ctx, input);
      return answerQuestion(ctx, said, wish);
    },
    prompt,
    answer: (ctx, state, input) => (input.tap ? tapped(ctx, input.tap, state) : typed(ctx, state, input)),
    tap: (ctx, tap) => tapped(ctx, tap, null),
    follow,
  });
}
