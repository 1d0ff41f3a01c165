import { classChoices } from '../../outreach/broadcast/choices.js';
import { type FlowContext, type Input, defineFlow } from '../flow.js';
import { asParagraph } from './broadcast/paragraph.js';
import { prompt } from './broadcast/prompts.js';
import { readWish } from './broadcast/reading.js';
import { FLOW, State } from './broadcast/state.js';
import { type BroadcastStep, addressed, begun, go, over, previewed } from './broadcast/steps.js';
import { tapped } from './broadcast/taps.js';
import { named } from './broadcast/who.js';
import { broadcastErrand } from './broadcast/words.js';

/** The office tells many people something: to whom, what, a preview with numbers, Send; and what became of it. */
export const broadcast = defineFlow<State>({
  name: FLOW,
  state: State,
  start,
  prompt,
  answer,
  tap: (ctx, tap) => tapped(ctx, tap, null),
});

async function start(ctx: FlowContext, input: Input): Promise<BroadcastStep> {
  if (!ctx.actor.isAdmin) return over(ctx.copy.broadcast.officeOnly);
  if (input.text === '') return begun(ctx, { to: null, message: null });
  const errand = broadcastErrand(input.text);
  if (errand) return tapped(ctx, errand, null);
  return begun(ctx, await heard(input));
}

/** The readers here, and the model where it read more: only words that stand in the message. */
async function heard(input: Input) {
  const here = readWish(input.text);
  const { entities, by } = await input.understood();
  if (by !== 'model') return here;
  const { audience, message } = entities;
  const said = message && input.text.includes(message) ? message : null;
  return { to: here.to ?? (audience ? named(audience) : null), message: said ?? here.message };
}

async function answer(ctx: FlowContext, state: State, input: Input): Promise<BroadcastStep> {
  const { broadcast: words } = ctx.copy;
  if (!ctx.actor.isAdmin) return over(words.officeOnly);
  if (input.late) return go(state, ctx.copy.general.late);
  if (input.tap) return tapped(ctx, input.tap, state);
  if (input.text === '') return { kind: 'unclear' };
  switch (state.step) {
    case 'to':
    case 'which': {
      const to = named(input.text);
      if (to === null) return { kind: 'unclear' };
      return addressed(ctx, { heard: to, words: state.words, classes: await classChoices(ctx.db) });
    }
    case 'text':
      return previewed(ctx, state.to, asParagraph(input.text));
    case 'preview':
      return { kind: 'unclear', help: words.helpPreview };
    case 'sure':
      return { kind: 'unclear' };
  }
}
