import type { FlowContext, Input } from '../../flow.js';
import { faq } from '../faq.js';
import { isQuestion } from './elsewhere.js';
import type { State } from './state.js';
import { type EnqStep, go } from './steps.js';

/** So sure must one be that the school is asked, not answered. */
const SURE = 0.85;

/** "Is there a discount for two children?": answered, or noted for the office; and the enquiry goes on. */
export async function questionBeside(ctx: FlowContext, state: State, input: Input): Promise<EnqStep | null> {
  if (!isQuestion(input.text)) return null;
  const { intent, confidence } = await input.plainly();
  if (intent !== 'general_query' || confidence < SURE) return null;
  const step = await faq.start(ctx, input);
  if (step.kind !== 'done') return null;
  const { unanswered, notedBeside } = ctx.copy.faq;
  const say = step.reply.body === unanswered ? notedBeside : step.reply.body;
  return go(state, { say, writes: step.writes ?? [] });
}
