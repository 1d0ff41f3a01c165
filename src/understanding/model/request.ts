import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import { situationPrompt, understandingPrompt } from '../../copy/prompts.js';
import type { ReadRequest } from '../intent.js';
import { answerSchema } from './answer.js';
import { masked } from './masks.js';
import { memoryFor } from './memory.js';

/** Characters of the message that are sent. */
const LONGEST = 600;

/** The Responses API request: fixed prompt first, then the situation, then the stranger's words by themselves. */
export function requestBody(
  request: ReadRequest,
  model: string,
  maxOutputTokens: number,
): ResponseCreateParamsNonStreaming {
  const situation = situationPrompt({
    role: request.role,
    today: request.today,
    instruments: request.instruments,
    history: memoryFor(request),
  });
  return {
    model,
    input: [
      { role: 'developer', content: understandingPrompt() },
      { role: 'user', content: situation },
      { role: 'user', content: `<message>\n${safe(request.text)}\n</message>` },
    ],
    text: { format: { type: 'json_schema', name: 'understood', strict: true, schema: answerSchema() } },
    reasoning: { effort: 'none' },
    max_output_tokens: maxOutputTokens,
    store: false,
    prompt_cache_key: 'understanding',
  };
}

function safe(text: string): string {
  return masked(text.slice(0, LONGEST)).replace(/[<>]/g, ' ');
}
