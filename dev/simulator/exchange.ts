import type { Json } from './json.js';

/** One call between the school and Meta, for the panel that shows the traffic. */
export interface Exchange {
  kind: 'graph' | 'webhook';
  method: string;
  path: string;
  request: Json;
  /** 0 = no answer. */
  status: number;
  response: Json;
  ms: number;
  /** Which try of a webhook it was, from 1. */
  attempt?: number;
}
