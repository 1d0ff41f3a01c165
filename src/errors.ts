/** A rule of ours was broken by a caller. `code` is for machines, the message is a sentence for a person. */
export class RuleError extends Error {
  constructor(
    readonly code: RuleCode,
    message: string,
  ) {
    super(message);
    this.name = 'RuleError';
  }
}

export type RuleCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'too_large'
  | 'unprocessable'
  | 'not_set_up';

/** Another provider failed us. Keeps the operation, its HTTP status, the provider's own code and whether a retry may help. */
export class UpstreamError extends Error {
  constructor(
    readonly operation: string,
    readonly details: { status?: number; code?: string | number; retryable: boolean; cause?: unknown },
  ) {
    super(`${operation} failed${details.code === undefined ? '' : ` (${details.code})`}`, {
      cause: details.cause,
    });
    this.name = 'UpstreamError';
  }
}

/** The environment does not hold what is needed; the message names every bad variable. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The settings are not complete:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}
