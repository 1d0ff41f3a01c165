import * as z from 'zod';
import { localDate } from '../../school/dates.js';
import { keepQuestion, schoolFacts } from '../../school/facts.js';
import { type Option, buttonId, buttons, text } from '../../whatsapp/reply.js';
import { type FlowContext, type Input, type Step, defineFlow } from '../flow.js';
import { type Known, knownTo } from './faq/find.js';

const State = z.object({ step: z.literal('ask') });
type State = z.infer<typeof State>;

/** At or above this something else than a question is meant. */
const ELSEWHERE = 0.75;

/** Questions about the school, answered from its own facts or not at all. */
export const faq = defineFlow<State>({
  name: 'faq',
  state: State,
  async start(ctx, input) {
    if (input.text === '') return { kind: 'go', state: { step: 'ask' } };
    return answered(ctx, input, await known(ctx, input.text));
  },
  prompt: ({ copy }) => text(copy.faq.ask),
  async answer(ctx, _state, input) {
    if (input.text === '') return { kind: 'unclear' };
    const found = await known(ctx, input.text);
    if (found?.sure) return answered(ctx, input, found);
    const { intent, confidence } = await input.understood();
    if (intent === 'out_of_scope' && confidence >= ELSEWHERE)
      return { kind: 'done', reply: text(ctx.copy.general.outOfScope(ctx.settings.schoolName)) };
    if (intent !== 'general_query' && intent !== 'out_of_scope' && confidence >= ELSEWHERE)
      return { kind: 'unclear' };
    return answered(ctx, input, found);
  },
  async tap() {
    return { kind: 'go', state: { step: 'ask' } };
  },
});

/** A text that nobody could sort may be a question to which the school has written an answer; null where it is not. */
export async function knownAnswer(ctx: FlowContext, input: Input): Promise<Step<State> | null> {
  const found = await known(ctx, input.text);
  return found?.sure ? answered(ctx, input, found) : null;
}

async function known(ctx: FlowContext, said: string): Promise<Known | null> {
  return knownTo(ctx, said, { facts: await schoolFacts(ctx), today: localDate(ctx.now, ctx.timezone) });
}

/** What is not sure is noted for the office, and a person is offered. */
function answered(ctx: FlowContext, input: Input, found: Known | null): Step<State> {
  if (found?.sure) return { kind: 'done', reply: text(found.body) };
  const { faq: words } = ctx.copy;
  if (input.late) return { kind: 'done', reply: text(found?.body ?? words.late) };
  const person: Option = { id: buttonId('human', 'yes', 'unanswered'), title: ctx.copy.human.talk };
  const body = found ? `${found.body}` : words.unanswered;
  const question = { personId: ctx.actor.personId, question: input.text, language: ctx.language };
  return { kind: 'done', reply: buttons(body, [person]), writes: keepQuestion(ctx.db, question) };
}
