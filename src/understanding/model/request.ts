import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import { situationPrompt, understandingPrompt } from '../../copy/prompts.js';
import type { ReadRequest } from '../intent.js';
import { digitsToLatin } from '../text/words.js';
import { answerSchema } from './answer.js';

/** Characters of the message, and of each earlier one, that are sent. */
const LONGEST = 600;
const LONGEST_BEFORE = 120;
const BEFORE = 4;

/** The Responses API request: fixed prompt first, then the situation, then the stranger's words by themselves. */
export function requestBody(
  request: ReadRequest,
  model: string,
  maxOutputTokens: number,
): ResponseCreateParamsNonStreaming {
  const history = (request.history ?? []).slice(-BEFORE);
  const situation = situationPrompt({
    role: request.role,
    today: request.today,
    instruments: request.instruments,
    history: history.map((h) => `${h.from}: ${safe(h.text, LONGEST_BEFORE)}`),
  });
  return {
    model,
    input: [
      { role: 'developer', content: understandingPrompt() },
      { role: 'user', content: situation },
      { role: 'user', content: `<message>\n${safe(request.text, LONGEST)}\n</message>` },
    ],
    text: { format: { type: 'json_schema', name: 'understood', strict: true, schema: answerSchema() } },
    reasoning: { effort: 'none' },
    max_output_tokens: maxOutputTokens,
    store: false,
    prompt_cache_key: 'understanding',
  };
}

function safe(text: string, longest: number): string {
  return masked(text.slice(0, longest)).replace(/[<>]/g, ' ');
}

/** Phone numbers and e-mail addresses do not leave the house. */
export function masked(text: string): string {
  return digitsToLatin(text)
    .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, '[email]')
    .replace(/\+?\d[\d\s().-]{6,}\d/g, (run) => (run.replace(/\D/g, '').length >= 9 ? '[phone]' : run));
}
