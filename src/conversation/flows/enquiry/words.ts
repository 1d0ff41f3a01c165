import { localDate } from '../../../school/dates.js';
import { type Facts, type Slot, merged, saysAnything } from '../../../school/enquiry/facts.js';
import { schoolFacts } from '../../../school/facts.js';
import { stretches } from '../../../understanding/offline/words.js';
import type { FlowContext } from '../../flow.js';
import { knownTo } from '../faq/find.js';
import { isQuestion } from './elsewhere.js';
import { has } from './lexicon.js';
import { offerFor, offerLines } from './offer.js';
import { type Heard, hear } from './reading.js';
import type { Base, State } from './state.js';
import { type EnqStep, baseOf, go, onward, over } from './steps.js';
import { saidOf } from './taps.js';

/** What is typed at a step: an answer, a correction of an earlier one, a question, or several at once. */
export async function typed(ctx: FlowContext, state: State, said: string): Promise<EnqStep> {
  const { enquiry: words } = ctx.copy;
  const slot = state.step === 'ask' ? state.slot : null;
  const base = state.step === 'resume' ? resumedBase(state) : baseOf(state);
  const read = hear(said, { taught: base.taught, facts: base.facts, slot });
  const heard = {
    ...read,
    asks: read.asks || asksOfAnother(said, read, base.facts) || asksOfDays(said, read),
  };
  const answer = await answerBeside(ctx, { heard, facts: base.facts }, said);
  if (answer) return go(state, { say: answer });
  const news = newsIn(heard.said, base.facts);
  const step = await taken(ctx, base, { ...heard, said: news });
  if (step) return step;
  if (state.step === 'offer' && putsOff(said)) return over(words.declined);
  if (heard.skips && slot !== null) return skip(ctx, base, slot);
  if (heard.asks && state.step === 'ask' && base.facts.instrumentId !== null) {
    return go(state, { say: await factsFor(ctx, base.facts) });
  }
  if (stretches(said, 'teach').length > 0) {
    return go(state, { say: words.weTeach(base.taught.map((i) => i.name)) });
  }
  // What is known already, or shown already, is simply asked about again.
  if (heard.asks || Object.keys(heard.said).length > 0) return go(state);
  return { kind: 'unclear', help: slot === null ? words.helpOffer : words.help[slot] };
}

/** "Are you open on Monday?" in the middle of it: the school's own answer, where it surely has one. */
async function answerBeside(
  ctx: FlowContext,
  { heard: { asks, instrument, said: told }, facts: known }: { heard: Heard; facts: Facts },
  said: string,
): Promise<string | null> {
  const asksHere = asks && known.instrumentId !== null;
  if (!isQuestion(said) || asksHere || instrument || told.instrumentId || stretches(said, 'teach').length > 0)
    return null;
  const facts = await schoolFacts(ctx);
  const answer = knownTo(ctx, said, { facts, today: localDate(ctx.now, ctx.timezone) });
  return answer?.sure ? answer.body : null;
}

/** "Later", "let me think": not "is there a later batch?". */
function putsOff(said: string): boolean {
  return (
    has('later', said) &&
    !isQuestion(said) &&
    !/\blater\s+(?:batch|time|timing|slot|class|day|date|hour|one)/iu.test(said)
  );
}

/** "And piano?" after another instrument: what that one would be. */
function asksOfAnother(said: string, { said: told }: Heard, facts: Facts): boolean {
  const other = told.instrumentId !== undefined && told.instrumentId !== facts.instrumentId;
  return other && facts.instrumentId !== null && said.includes('?');
}

/** "Is there class on Saturday?" */
function asksOfDays(said: string, { said: told }: Heard): boolean {
  return told.days !== undefined && isQuestion(said) && stretches(said, 'class').length > 0;
}

function resumedBase(state: Extract<State, { step: 'resume' }>): Base {
  return { ...baseOf(state), facts: merged(state.facts, saidOf(state.said)) };
}

/** Where what was heard leads; null when nothing new was. */
export async function taken(
  ctx: FlowContext,
  base: Base,
  { said, instrument, asks }: Heard,
  late = false,
): Promise<EnqStep | null> {
  const { enquiry: words } = ctx.copy;
  const facts = merged(base.facts, said);
  if (instrument) {
    const only = instrument.kind === 'several' ? instrument.ids : null;
    const names = base.taught.map((i) => i.name);
    const say = instrument.kind === 'not_taught' ? words.notTaught(instrument.word, names) : undefined;
    return go({ step: 'ask', ...base, facts, slot: 'instrument', only, page: 0 }, { say });
  }
  if (Object.keys(said).length === 0) return null;
  const wants = asks && facts.instrumentId !== null && saysAnything(facts);
  const next = await onward(ctx, { ...base, facts }, { late });
  if (next.kind !== 'go') return next;
  if (said.call !== undefined && said.call !== null) return { ...next, say: words.callNoted(said.call) };
  if (next.state.step !== 'ask') return next;
  if (wants) return { ...next, say: await factsFor(ctx, facts) };
  const other = said.instrument && base.facts.instrument !== null;
  return other ? { ...next, say: words.instrumentNoted(facts.instrument ?? '') } : next;
}

/** What was known already is no news. */
function newsIn(said: Partial<Facts>, facts: Facts): Partial<Facts> {
  const known = (key: string) => JSON.stringify(Object.entries(facts).find(([k]) => k === key)?.[1]);
  return Object.fromEntries(
    Object.entries(said).filter(([key, value]) => JSON.stringify(value) !== known(key)),
  );
}

/** The school's classes and fees for the instrument, as an answer in passing. */
export async function factsFor(ctx: FlowContext, facts: Facts): Promise<string> {
  const offer = await offerFor(ctx, facts);
  return offer ? offerLines(ctx, facts, offer).join('\n\n') : ctx.copy.enquiry.noFees;
}

function skip(ctx: FlowContext, base: Base, slot: Slot): Promise<EnqStep> {
  const slots: Slot[] = slot === 'who' ? ['who', 'age'] : [slot];
  const skipped = [...new Set([...base.facts.skipped, ...slots])];
  return onward(ctx, { ...base, facts: { ...base.facts, skipped } });
}
