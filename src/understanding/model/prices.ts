/** US dollars per million tokens. */
interface Price {
  input: number;
  cached: number;
  /** Written to the prompt cache; the newer models charge for that. */
  cacheWrite: number;
  output: number;
}

/** As published by OpenAI on 2026-11-21; change the day with the numbers. */
const PRICES: Readonly<Record<string, Price>> = {
  'gpt-6-luna': { input: 0.1, cached: 0.01, cacheWrite: 0.125, output: 0.5 },
  'gpt-5.6-luna': { input: 0.2, cached: 0.02, cacheWrite: 0.25, output: 1.2 },
  'gpt-6-sol': { input: 2, cached: 0.2, cacheWrite: 2.5, output: 10 },
  'gpt-5.4-mini': { input: 0.75, cached: 0.075, cacheWrite: 0.75, output: 4.5 },
  'gpt-4.1-mini': { input: 0.4, cached: 0.1, cacheWrite: 0.4, output: 1.6 },
};
// A model that is not listed is counted as the dearest, so that a budget is never overdrawn unseen.
const DEAREST: Price = { input: 2, cached: 0.2, cacheWrite: 2.5, output: 10 };

export interface TokenCount {
  input: number;
  /** Of the input: read from the cache, and written to it. */
  cached: number;
  written: number;
  output: number;
}

/** What a call cost in US dollars. Dated names ("gpt-6-luna-2026-09-01") have the price of the model they date. */
export function costUsd(model: string, tokens: TokenCount): number {
  const price = PRICES[model] ?? PRICES[model.replace(/-\d{4}-\d{2}-\d{2}$/, '')] ?? DEAREST;
  const fresh = Math.max(0, tokens.input - tokens.cached - tokens.written);
  const sum =
    fresh * price.input +
    tokens.cached * price.cached +
    tokens.written * price.cacheWrite +
    tokens.output * price.output;
  return sum / 1_000_000;
}
