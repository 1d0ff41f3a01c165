import type { ChoiceRequest, FallbackReason, ModelUsage, ReadRequest, Understood } from '../intent.js';

/** Asked before every call and told after it; whoever counts and stores is the caller's business. */
export interface Meter {
  reserve(): Promise<'ok' | 'limited' | 'over_budget'>;
  record(usage: ModelUsage): Promise<void> | void;
}

export type ModelAnswer =
  | { ok: true; understood: Understood }
  | { ok: false; why: FallbackReason; usage?: ModelUsage };

/** Reads free text with a language model. Never throws: what goes wrong is an answer. */
export interface Model {
  read(request: ReadRequest, meter: Meter): Promise<ModelAnswer>;
  /** The index of the question that a text asks; null where it asks none of them, or nobody could say. */
  choose(request: ChoiceRequest, meter: Meter): Promise<number | null>;
}

/** Times in milliseconds. */
export interface ModelLimits {
  /** Over all attempts and everything around them. */
  deadlineMs: number;
  /** Of one attempt. */
  attemptMs: number;
  retries: number;
  maxOutputTokens: number;
  breaker: { failures: number; openMs: number; successes: number };
}

export const DEFAULT_LIMITS: ModelLimits = {
  deadlineMs: 5000,
  attemptMs: 3200,
  retries: 1,
  maxOutputTokens: 300,
  breaker: { failures: 5, openMs: 60_000, successes: 2 },
};
