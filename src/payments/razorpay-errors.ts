import { UpstreamError } from '../errors.js';

/** The package's own timeout counts silence; this one counts everything. */
export async function within(ms: number, operation: string, answer: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new UpstreamError(operation, { code: 'no_answer', retryable: true })),
      ms + 250,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    throw upstream(operation, error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What the package throws: `{ statusCode, error }` for an answer, a TypeError of its own where none came (it looks
 * for the answer's status) or where the answer was no JSON.
 */
function upstream(operation: string, thrown: unknown): UpstreamError {
  if (thrown instanceof UpstreamError) return thrown;
  if (typeof thrown !== 'object' || thrown === null || !('statusCode' in thrown)) {
    return new UpstreamError(operation, { code: 'no_answer', retryable: true, cause: thrown });
  }
  const status = Number(thrown.statusCode);
  const error = 'error' in thrown && typeof thrown.error === 'object' ? thrown.error : null;
  const said = (key: string) => String(Object.entries(error ?? {}).find(([k]) => k === key)?.[1] ?? '');
  const retryable = status >= 500 || status === 429 || status === 408;
  const code = codeOf(said('description')) ?? (said('code') || String(status));
  return new UpstreamError(operation, { status, code, retryable });
}

/** Razorpay tells these apart by their words alone. */
function codeOf(description: string): string | null {
  if (/reference[ _]?id.*already/i.test(description)) return 'duplicate_reference';
  if (/already paid|partially paid/i.test(description)) return 'already_paid';
  if (/does not exist/i.test(description)) return 'unknown_link';
  if (/cannot (be )?cancel|expired link|already (been )?(cancelled|expired)/i.test(description))
    return 'already_closed';
  return null;
}

/** Whether an error of Razorpay's has this code. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof UpstreamError && codes.includes(String(error.details.code));
}
