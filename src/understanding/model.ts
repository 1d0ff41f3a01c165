import type OpenAI from 'openai';
import type { Response, ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import type { FallbackReason, ModelUsage, ReadRequest } from './intent.js';
import { entitiesFrom, parseAnswer } from './model/answer.js';
import { createBreaker } from './model/breaker.js';
import { choiceBody, parseChoice } from './model/choice.js';
import { DeadlineError, failureOf } from './model/failure.js';
import { costUsd } from './model/prices.js';
import { requestBody } from './model/request.js';
import { DEFAULT_LIMITS, type Meter, type Model, type ModelAnswer, type ModelLimits } from './model/types.js';

export { DEFAULT_LIMITS, type Meter, type Model, type ModelAnswer, type ModelLimits } from './model/types.js';

export interface ModelOptions {
  apiKey: string;
  baseURL?: string;
  model: string;
  /** Milliseconds of the app's clock; the breaker counts by it. */
  now: () => number;
  limits?: Partial<ModelLimits>;
}

export const DEFAULT_MODEL = 'gpt-6-luna';
// With a score from the model's own "sure" there is no finer scale than this.
const SURE = 0.92;
const UNSURE = 0.6;

/** The language model behind one call that never throws. The SDK is loaded by the first message that needs it. */
export function createModel(options: ModelOptions): Model {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const breaker = createBreaker(limits.breaker, options.now);
  let client: Promise<OpenAI> | undefined;

  const call = async (body: ResponseCreateParamsNonStreaming, meter: Meter, signal: AbortSignal) => {
    const leave = await meter.reserve().catch(() => 'failed' as const);
    if (leave !== 'ok') return { ok: false, why: leave } as const;
    client ??= loadClient(options, limits);
    const started = performance.now();
    const response = await (await client).responses.create(body, { signal });
    const usage = usageOf(response, options.model, performance.now() - started);
    await noted(meter, usage);
    return said(response, usage);
  };

  /** Under one deadline; the breaker hears how it went. */
  const ask = async (body: ResponseCreateParamsNonStreaming, meter: Meter, ms: number): Promise<Said> => {
    if (!breaker.allows()) return { ok: false, why: 'breaker_open' };
    try {
      const answer = await withDeadline(ms, (signal) => call(body, meter, signal));
      if ('usage' in answer) breaker.succeeded();
      return answer;
    } catch (error) {
      breaker.failed();
      return { ok: false, why: failureOf(error) };
    }
  };

  return {
    async read(request, meter) {
      const body = requestBody(request, options.model, limits.maxOutputTokens);
      const answer = await ask(body, meter, limits.deadlineMs);
      return answer.ok ? understoodFrom(answer.text, request, answer.usage) : answer;
    },
    async choose(request, meter) {
      const answer = await ask(choiceBody(request, options.model), meter, limits.deadlineMs / 2);
      const chosen = answer.ok ? parseChoice(answer.text, request.questions.length) : null;
      return chosen === null || chosen < 0 ? null : chosen;
    },
  };
}

/** What came back, as text; nothing of it is believed yet. */
type Said =
  | { ok: true; text: string; usage: ModelUsage }
  | { ok: false; why: FallbackReason; usage?: ModelUsage };

async function loadClient(options: ModelOptions, limits: ModelLimits): Promise<OpenAI> {
  const { default: Client } = await import('openai');
  return new Client({
    apiKey: options.apiKey,
    baseURL: options.baseURL ?? 'https://api.openai.com/v1',
    timeout: limits.attemptMs,
    maxRetries: limits.retries,
  });
}

/** An answer that is paid for is not thrown away because the bookkeeping failed. */
async function noted(meter: Meter, usage: ModelUsage): Promise<void> {
  try {
    await meter.record(usage);
  } catch {
    // The caller's store reports its own errors.
  }
}

/** Ends the waiting, not only the request: retries of the SDK sleep between attempts and do not watch the signal. */
async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new DeadlineError());
    }, ms);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function said(response: Response, usage: ModelUsage): Said {
  const content = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  if (content.some((part) => part.type === 'refusal')) return { ok: false, why: 'refused', usage };
  const text = content.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
  return { ok: true, text, usage };
}

function understoodFrom(text: string, request: ReadRequest, usage: ModelUsage): ModelAnswer {
  const answer = parseAnswer(text);
  if (!answer) return { ok: false, why: 'bad_answer', usage };
  return {
    ok: true,
    understood: {
      intent: answer.intent,
      entities: entitiesFrom(answer, request.text),
      confidence: answer.sure ? SURE : UNSURE,
      by: 'model',
      language: answer.language,
      usage,
    },
  };
}

function usageOf(response: Response, model: string, latencyMs: number): ModelUsage {
  const { usage } = response;
  const details: { cached_tokens?: number; cache_write_tokens?: number } = usage?.input_tokens_details ?? {};
  const tokens = {
    input: usage?.input_tokens ?? 0,
    cached: details.cached_tokens ?? 0,
    written: details.cache_write_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
  };
  return {
    model,
    inputTokens: tokens.input,
    cachedTokens: tokens.cached,
    outputTokens: tokens.output,
    costUsd: costUsd(model, tokens),
    latencyMs: Math.round(latencyMs),
  };
}
