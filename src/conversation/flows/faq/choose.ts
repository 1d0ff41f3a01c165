import type { Facts } from '../../../school/facts.js';
import { answersTo } from '../../../understanding/questions.js';
import type { FlowContext, Input } from '../../flow.js';
import { type Known, inWords } from './find.js';

/** Questions that are offered at once: each is paid for on every such call. */
const OFFERED = 20;

/**
 * What the school has written to a question that words alone did not match. The model sees the school's questions by
 * number and names one; the answer is the school's own, as it stands in its table. Null where nobody can say.
 */
export async function chosenBy(ctx: FlowContext, input: Input, { faqs }: Facts): Promise<Known | null> {
  const own = faqs.filter((f) => f.language === ctx.language || f.language === 'en');
  const readable = own.length > 0 ? own : faqs;
  const near = answersTo(input.text, readable).map((m) => m.entry);
  const offered = [...near, ...readable.filter((f) => !near.includes(f))].slice(0, OFFERED);
  const index = await input.choose(offered.map((f) => f.question));
  const entry = index === null ? undefined : offered[index];
  return entry ? { body: inWords(ctx, entry), sure: true } : null;
}
