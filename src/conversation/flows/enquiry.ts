import { NO_FACTS, merged, saysAnything } from '../../school/enquiry/facts.js';
import { dropEnquiry } from '../../school/enquiry/keep.js';
import { openEnquiry } from '../../school/enquiry/open.js';
import { parsePhone } from '../../school/phone.js';
import { type FlowContext, type Input, defineFlow } from '../flow.js';
import { asksOfAPupil, linkOrEnquire } from './account/ask.js';
import { questionBeside } from './enquiry/beside.js';
import { leavesEnquiry } from './enquiry/elsewhere.js';
import { prompt } from './enquiry/prompts.js';
import { type Heard, hear, withEntities } from './enquiry/reading.js';
import { FLOW, State } from './enquiry/state.js';
import { type EnqStep, baseOf, go, onward } from './enquiry/steps.js';
import { tapped } from './enquiry/taps.js';
import { factsFor, taken, typed } from './enquiry/words.js';

/** Somebody would like to learn here: what, who, when; then real classes, their fee, and a call from the office. */
export const enquiry = defineFlow<State>({
  name: FLOW,
  state: State,
  start,
  prompt,
  answer,
  tap: (ctx, tap, input) => (input.late ? lateTap(ctx, input) : tapped(ctx, tap, null)),
  leave: (ctx, { ref }) => (ref ? dropEnquiry(ctx, ref.id) : []),
});

/** Begins with whatever was said, or goes on with what was begun on another day. */
async function start(ctx: FlowContext, input: Input): Promise<EnqStep> {
  if (asksOfAPupil(ctx, input.text)) return { kind: 'done', reply: linkOrEnquire(ctx, input.text) };
  const { taught, draft } = await openEnquiry(ctx);
  const nothing = { facts: NO_FACTS, ref: null, taught };
  const heard = await firstWords(input, nothing);
  if (draft && saysAnything(draft.details)) {
    const said = merged(NO_FACTS, heard?.said ?? {});
    const ref = { id: draft.id, version: draft.details.version };
    const known = merged(draft.details, heard?.said ?? {});
    const say = heard?.asks && known.instrumentId !== null ? await factsFor(ctx, known) : undefined;
    return go({ step: 'resume', facts: draft.details, ref, taught, said }, { say });
  }
  const step = heard && (await taken(ctx, nothing, heard, input.late));
  return step || onward(ctx, nothing, { late: input.late });
}

/** A tap that came late only shows what it was about. */
async function lateTap(ctx: FlowContext, input: Input): Promise<EnqStep> {
  const step = await start(ctx, input);
  return step.kind === 'go' ? { ...step, say: ctx.copy.general.late } : step;
}

async function firstWords(
  input: Input,
  { taught, facts }: Pick<State, 'taught' | 'facts'>,
): Promise<Heard | null> {
  if (input.text === '') return null;
  const { entities } = await input.understood();
  const heard = withEntities(hear(input.text, { taught, facts, slot: null }), entities);
  if (heard.instrument || heard.said.instrumentId || !entities.instrument) return heard;
  // What the model takes for an instrument, though no table has it.
  const { said, instrument } = hear(entities.instrument, { taught, facts, slot: 'instrument' });
  return { ...heard, instrument, said: { ...said, ...heard.said } };
}

async function answer(ctx: FlowContext, state: State, input: Input): Promise<EnqStep> {
  if (input.late) return go(state, { say: ctx.copy.general.late });
  if (input.tap) return tapped(ctx, input.tap, state);
  const shared = input.sharedPhones?.flatMap((p) => parsePhone(p) ?? parsePhone(`+${p}`) ?? [])[0];
  if (shared) return onward(ctx, { ...baseOf(state), facts: merged(state.facts, { phone: shared }) });
  if (asksOfAPupil(ctx, input.text)) return { kind: 'done', reply: linkOrEnquire(ctx, input.text) };
  if (input.text === '' || (await leavesEnquiry(ctx, state, input))) return { kind: 'unclear' };
  return (await questionBeside(ctx, state, input)) ?? typed(ctx, state, input.text);
}
