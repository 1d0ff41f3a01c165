import * as z from 'zod';
import { localDate } from '../../school/dates.js';
import { type Facts, keepQuestion, schoolFacts } from '../../school/facts.js';
import { type Option, buttonId, buttons, text } from '../../whatsapp/reply.js';
import { type FlowContext, type Input, type Step, defineFlow } from '../flow.js';
import { ANOTHER_WISH } from './elsewhere.js';
import { chosenBy } from './faq/choose.js';
import { type Known, knownTo } from './faq/find.js';

const State = z.object({ step: z.literal('ask') });
type State = z.infer<typeof State>;

/** Questions about the school, answered from its own facts or not at all. */
export const faq = defineFlow<State>({
  name: 'faq',
  state: State,
  async start(ctx, input) {
    if (input.text === '') return { kind: 'go', state: { step: 'ask' } };
    return told(ctx, input, await lookedUp(ctx, input.text));
  },
  prompt: ({ copy }) => text(copy.faq.ask),
  async answer(ctx, _state, input) {
    if (input.text === '') return { kind: 'unclear' };
    const looked = await lookedUp(ctx, input.text);
    if (looked.found?.sure) return answered(ctx, input, looked.found);
    const { intent, confidence } = await input.understood();
    if (intent === 'out_of_scope' && confidence >= ANOTHER_WISH)
      return { kind: 'done', reply: text(ctx.copy.general.outOfScope(ctx.settings.schoolName)) };
    if (intent !== 'general_query' && intent !== 'out_of_scope' && confidence >= ANOTHER_WISH)
      return { kind: 'unclear' };
    return told(ctx, input, looked);
  },
  async tap() {
    return { kind: 'go', state: { step: 'ask' } };
  },
});

/** A text that nobody could sort may be a question to which the school has written an answer; null where it is not. */
export async function knownAnswer(ctx: FlowContext, input: Input): Promise<Step<State> | null> {
  const { found } = await lookedUp(ctx, input.text);
  return found?.sure ? answered(ctx, input, found) : null;
}

interface Looked {
  facts: Facts;
  found: Known | null;
}

async function lookedUp(ctx: FlowContext, said: string): Promise<Looked> {
  const facts = await schoolFacts(ctx);
  return { facts, found: knownTo(ctx, said, { facts, today: localDate(ctx.now, ctx.timezone) }) };
}

/** Where words alone do not say which of the school's answers it is, the model may. */
async function told(ctx: FlowContext, input: Input, { facts, found }: Looked): Promise<Step<State>> {
  const chosen = found?.sure || input.forwarded ? null : await chosenBy(ctx, input, facts);
  return answered(ctx, input, chosen ?? found);
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
