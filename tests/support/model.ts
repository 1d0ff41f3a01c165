import { http, HttpResponse } from 'msw';
import type { Entities, Intent, Language } from '../../src/understanding/intent.js';
import { server } from './network.js';

export const RESPONSES_URL = 'https://api.openai.com/v1/responses';

/** An answer in the shape of the Responses API, as it was recorded. */
export function answered(text: string, more: Record<string, unknown> = {}) {
  return HttpResponse.json({
    id: 'resp_1',
    object: 'response',
    created_at: 1_795_000_000,
    status: 'completed',
    model: 'gpt-6-luna',
    output: [
      {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text, annotations: [] }],
      },
    ],
    usage: {
      input_tokens: 800,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 40,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 840,
    },
    ...more,
  });
}

/** What the model said of a text: an intent and words of it. */
export function meant(
  intent: Intent,
  words: readonly (readonly [keyof Entities, string])[] = [],
  { sure = true, language = 'en' }: { sure?: boolean; language?: Language } = {},
): string {
  return JSON.stringify({ intent, sure, language, words: words.map(([key, value]) => ({ key, value })) });
}

/** One request as the model got it, in its parts. */
export interface Asked {
  /** The developer's text, the situation with what was said before, and the message itself. */
  prompt: string;
  situation: string;
  message: string;
  /** All of it, as it went over the line. */
  body: string;
}

export interface StandIn {
  /** What it was asked, oldest first. */
  asked: Asked[];
  /** The answer to every further request, by what stands in it; its words, or a response of any kind. */
  answers(give: (asked: Asked) => string | Response | Promise<Response>): void;
}

/** Stands in for the model until the end of the test. */
export function standInForModel(): StandIn {
  const asked: Asked[] = [];
  let give: Parameters<StandIn['answers']>[0] = () => HttpResponse.json({}, { status: 500 });
  server.use(
    http.post(RESPONSES_URL, async ({ request }) => {
      const body = await request.text();
      const input = (JSON.parse(body) as { input: { content: string }[] }).input.map((i) => i.content);
      const [prompt = '', situation = '', message = ''] = input;
      const one = { prompt, situation, message: message.replace(/<\/?message>/g, '').trim(), body };
      asked.push(one);
      const answer = await give(one);
      return typeof answer === 'string' ? answered(answer) : answer;
    }),
  );
  return {
    asked,
    answers: (next) => {
      give = next;
    },
  };
}
