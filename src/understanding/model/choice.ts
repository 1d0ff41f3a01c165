import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import * as z from 'zod';
import { choicePrompt } from '../../copy/prompts.js';
import type { ChoiceRequest } from '../intent.js';
import { masked, withoutCommonNames } from './masks.js';

/** Letters of the message and of one question; what is longer says the same again. */
const LONGEST = { message: 300, question: 90 };
const SCHEMA = {
  type: 'object',
  properties: { number: { type: 'integer' } },
  required: ['number'],
  additionalProperties: false,
};
const Choice = z.object({ number: z.int() });

/** Which of some questions a text asks: the only thing that can come back is the number of one, or 0. */
export function choiceBody(request: ChoiceRequest, model: string): ResponseCreateParamsNonStreaming {
  const list = request.questions.map((q, i) => `${i + 1}. ${plain(q).slice(0, LONGEST.question)}`);
  const text = withoutCommonNames(masked(request.text.slice(0, LONGEST.message)));
  return {
    model,
    input: [
      { role: 'developer', content: choicePrompt() },
      { role: 'user', content: `<questions>\n${list.join('\n')}\n</questions>` },
      { role: 'user', content: `<message>\n${plain(text)}\n</message>` },
    ],
    text: { format: { type: 'json_schema', name: 'chosen', strict: true, schema: SCHEMA } },
    reasoning: { effort: 'none' },
    max_output_tokens: 16,
    store: false,
    prompt_cache_key: 'choice',
  };
}

/** The index of what was chosen; -1 for "none of these", null for anything that is no such answer. */
export function parseChoice(output: string, offered: number): number | null {
  try {
    const parsed = Choice.safeParse(JSON.parse(output));
    const fits = parsed.success && parsed.data.number >= 0 && parsed.data.number <= offered;
    return fits ? parsed.data.number - 1 : null;
  } catch {
    return null;
  }
}

function plain(text: string): string {
  return text.replace(/[<>]/g, ' ').replace(/\s+/g, ' ').trim();
}
