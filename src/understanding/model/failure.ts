import type { FallbackReason } from '../intent.js';

/** Raised by the clock of one reading, over all its attempts. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** Why a call failed, from what the SDK threw; read by shape, so that the SDK is not loaded for it. */
export function failureOf(error: unknown): FallbackReason {
  if (error instanceof DeadlineError) return 'timeout';
  const { status, name = '' } = (error ?? {}) as { status?: number; name?: string };
  const kind = error instanceof Error ? error.constructor.name : name;
  if (kind === 'APIUserAbortError' || kind === 'APIConnectionTimeoutError' || name === 'TimeoutError')
    return 'timeout';
  return status === 429 ? 'rate_limited' : 'provider_error';
}
