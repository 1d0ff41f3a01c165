import type { Clock } from '../../clock.js';
import type { WhatsApp } from '../../whatsapp/client.js';
import type { OutreachRules } from '../decide.js';
import type { AlarmDeps } from './alarm.js';
import type { Pacer } from './pace.js';

export interface DrainDeps extends AlarmDeps {
  clock: Clock;
  whatsapp: WhatsApp;
  pacer(): Promise<Pacer>;
  /** What one-time codes are made with: they stand nowhere until they are sent. */
  codeKey: Buffer;
  /** The school's rules, by what admins changed. */
  rules(kept: Record<string, unknown>): DrainRules;
}

export interface DrainRules extends OutreachRules {
  /** Different people outside their windows in any 24 hours; 0 for no limit. */
  peopleADay: number;
}

/** What a drain did, in counts. */
export interface Drained {
  sent: number;
  failed: number;
  unknown: number;
  waiting: number;
}

/** A send takes 10 seconds at most, and what came of it must be recorded. */
export const LAST_CLAIM_MS = 12_000;

/** One drain, as far as it has come. `until` (Date.now): nothing is claimed after that. */
export interface Run {
  until: number;
  probing: boolean;
  over: boolean;
  kept: Record<string, unknown>;
  counts: Drained;
}
