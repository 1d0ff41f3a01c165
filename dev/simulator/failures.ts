import { traceId } from './ids.js';
import type { Json, JsonObject } from './json.js';
import { jsonResponse } from './json.js';

/** Why a message failed after it had been accepted. */
export interface Failure {
  code: number;
  title: string;
  details: string;
}

/** A refusal of a Graph call, with the body that Meta sends. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: string | null;
  readonly extra: JsonObject;

  constructor(
    code: number,
    message: string,
    options: { status?: number; details?: string; extra?: JsonObject } = {},
  ) {
    super(message);
    this.name = 'GraphError';
    this.code = code;
    this.status = options.status ?? 400;
    this.details = options.details ?? null;
    this.extra = options.extra ?? {};
  }

  toResponse(): Response {
    const trace = traceId();
    const body: Json = {
      error: {
        message: this.message,
        type: 'OAuthException',
        code: this.code,
        error_data: this.details ? { messaging_product: 'whatsapp', details: this.details } : undefined,
        ...this.extra,
        fbtrace_id: trace,
      },
    };
    const headers: Record<string, string> = { 'x-fb-trace-id': trace, 'facebook-api-version': 'v25.0' };
    if (this.status === 401) {
      headers['www-authenticate'] = `OAuth "Facebook Platform" "invalid_token" "${this.message}"`;
    }
    return jsonResponse(body, this.status, headers);
  }
}

export const TITLES: Record<number, string> = {
  130403: 'User is blocked',
  130429: 'Rate limit hit',
  131000: 'Something went wrong',
  131005: 'Access denied',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131021: 'Recipient cannot be sender',
  131026: 'Message undeliverable',
  131030: 'Recipient phone number not in allowed list',
  131042: 'Business eligibility payment issue',
  131047: 'Re-engagement message',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
  131050:
    'Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business',
  131053: 'Media upload error',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  131062: 'Business-scoped User ID (BSUID) recipients are not supported for this message',
  132000: 'Number of parameters does not match the expected number of params',
  132001: 'Template name does not exist in the translation',
  132005: 'Translated text too long',
  132012: 'Parameter format does not match format in the created template',
  132015: 'Template is paused',
  132016: 'Template is disabled',
  137000: 'Identity key mismatch',
};

const DETAILS: Record<number, string> = {
  131026: 'Message Undeliverable.',
  131047:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  131050: 'The recipient has stopped marketing messages from this business.',
  130403: 'Message failed to send because you blocked this user.',
};

export function failure(code: number): Failure {
  const title = TITLES[code] ?? 'Message failed';
  return { code, title, details: DETAILS[code] ?? title };
}

/** `(#131009) Parameter value is not valid` and the like. */
export function coded(code: number, details?: string, status?: number): GraphError {
  const options = { ...(details ? { details } : {}), ...(status ? { status } : {}) };
  return new GraphError(code, `(#${code}) ${TITLES[code] ?? 'Invalid parameter'}`, options);
}

/** Code 100, whose message says it all and which has no `error_data` unless details are given. */
export function invalid(message: string, details?: string): GraphError {
  return new GraphError(100, message, details ? { details } : {});
}

export function unknownObject(id: string, method: string): GraphError {
  return new GraphError(
    100,
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    { extra: { type: 'GraphMethodException', error_subcode: 33 } },
  );
}
