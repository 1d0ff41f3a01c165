import { classChoices } from '../../outreach/broadcast/choices.js';
import { localDate } from '../../school/dates.js';
import { type FlowContext, type Input, defineFlow } from '../flow.js';
import { asParagraph } from './broadcast/paragraph.js';
import { changed } from './broadcast/preview.js';
import { prompt } from './broadcast/prompts.js';
import { FLOW, State } from './broadcast/state.js';
import { type BroadcastStep, addressed, begun, go, over, previewed } from './broadcast/steps.js';
import { tapped } from './broadcast/taps.js';
import { type TimedWish, readTimedWish } from './broadcast/when.js';
import { isTelling, named } from './broadcast/who.js';
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
  if (input.text === '') return begun(ctx, { to: null, message: null, when: null });
  const errand = broadcastErrand(input.text);
  if (errand) return tapped(ctx, errand, null);
  return begun(ctx, await heard(ctx, input));
}

/** The readers here, and the model where it read more: only words that stand in the message. */
async function heard(ctx: FlowContext, input: Input): Promise<TimedWish> {
  const here = readTimedWish(input.text, localDate(ctx.now, ctx.timezone));
  const { entities, by } = await input.understood();
  if (by !== 'model' || here.when !== null) return here;
  const { audience, message } = entities;
  const said = message && input.text.includes(message) ? message : null;
  return { to: here.to ?? (audience ? named(audience) : null), message: said ?? here.message, when: null };
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
      const anew = isTelling(input.text) ? readTimedWish(input.text, localDate(ctx.now, ctx.timezone)) : null;
      if (anew?.message && anew.to !== null) return begun(ctx, anew);
      const to = named(input.text);
      if (to === null) return { kind: 'unclear' };
      return addressed(ctx, { heard: to, draft: state, classes: await classChoices(ctx.db) });
    }
    case 'text':
      return previewed(ctx, state.to, { words: asParagraph(input.text), at: state.at });
    case 'preview':
      return changed(ctx, state, input.text);
    case 'sure':
      return { kind: 'unclear' };
  }
}
