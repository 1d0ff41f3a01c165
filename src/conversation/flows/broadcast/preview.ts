import { classChoices } from '../../../outreach/broadcast/choices.js';
import { localDate } from '../../../school/dates.js';
import type { FlowContext } from '../../flow.js';
import { edited } from './edit.js';
import { asParagraph } from './paragraph.js';
import type { State } from './state.js';
import { type BroadcastStep, addressed, begun, go, previewed } from './steps.js';
import { instantFor, onlyWhen, readTimedWish } from './when.js';
import { isTelling, named } from './who.js';

const ONLY_TO = /^(?:no[,\s]+)?(?:only|just|send (?:it )?to|to|sirf|केवल|सिर्फ़?)\s+(.{3,40})$/iu;

/** What is written to the open preview: another time, other words, other people, or all of it anew. */
export async function changed(
  ctx: FlowContext,
  state: Extract<State, { step: 'preview' }>,
  said: string,
): Promise<BroadcastStep> {
  const { broadcast: words } = ctx.copy;
  const today = localDate(ctx.now, ctx.timezone);
  const when = onlyWhen(said, today);
  if (when) {
    const at = instantFor(ctx, when);
    return at === 'bad' ? go(state, words.badTime) : previewed(ctx, state.to, { words: state.words, at });
  }
  const text = edited(said, state.words.message, today);
  if (text === 'ask') return go({ step: 'text', to: state.to, at: state.at });
  if (text) return previewed(ctx, state.to, { words: asParagraph(text.message), at: state.at });
  const wish = isTelling(said) ? readTimedWish(said, today) : null;
  if (wish?.message && wish.to !== null) return begun(ctx, wish);
  const to = named(ONLY_TO.exec(said)?.[1] ?? '');
  if (to === null) return { kind: 'unclear', help: words.helpPreview };
  const draft = { words: state.words, at: state.at };
  return addressed(ctx, { heard: to, draft, classes: await classChoices(ctx.db) });
}
