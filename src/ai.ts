import type { TurnDeps } from './conversation/deps.js';
import { type Budget, type Purpose, createBudget } from './understanding/budget.js';
import { type Meter, createModel } from './understanding/model.js';
import { understand } from './understanding/understand.js';

/**
 * Text to intent, as the app does it: plain rules, then the model where it is set up and may be asked, then the offline
 * reader. And text to one of the school's questions, which only the model can say.
 */
export function createUnderstanding(
  deps: Omit<TurnDeps, 'understand' | 'choose'>,
): Pick<TurnDeps, 'understand' | 'choose'> {
  const { env, log, clock } = deps;
  const model = env.OPENAI_API_KEY
    ? createModel({
        apiKey: env.OPENAI_API_KEY,
        model: env.OPENAI_MODEL,
        now: () => clock.now().getTime(),
        limits: { maxOutputTokens: env.OPENAI_MAX_TOKENS, deadlineMs: env.OPENAI_DEADLINE_MS },
        ...(env.OPENAI_BASE_URL ? { baseURL: env.OPENAI_BASE_URL } : {}),
      })
    : null;
  const budget = createBudget({
    db: deps.db,
    clock,
    callsPerMinute: env.AI_CALLS_PER_MINUTE,
    perDayUsd: env.AI_BUDGET_USD_PER_DAY,
    timezone: env.SCHOOL_TIMEZONE,
    model: env.OPENAI_MODEL,
    onSpent: (share) => log.warn('model_budget', { spent: share }),
  });
  return {
    async understand(request, personId) {
      const asked = request.offline ? null : model;
      const report = (error: unknown) => log.error('understanding_failed', error);
      const meter = meterFor(budget, personId, 'understand');
      const understood = await understand({ model: asked, meter, report }, request);
      if (asked && understood.fallback) log.info('model_fallback', { why: understood.fallback });
      return understood;
    },
    async choose(request, personId) {
      return model ? model.choose(request, meterFor(budget, personId, 'choose')) : null;
    },
  };
}

/** One call's place in the budget, from being taken to what it came to. */
function meterFor(budget: Budget, personId: string, purpose: Purpose): Meter {
  let place: string | null = null;
  return {
    async reserve() {
      const reserved = await budget.reserve(personId, purpose);
      if (reserved.kind !== 'ok') return reserved.kind;
      place = reserved.id;
      return 'ok';
    },
    async record(usage) {
      if (place !== null) await budget.record(place, usage, 'answered');
    },
  };
}
