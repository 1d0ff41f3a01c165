import type { Intent } from '../../understanding/intent.js';
import type { Flow } from '../flow.js';
import { attendance } from './attendance.js';
import { language } from './language.js';

/** Every conversation there is. A new one is added here, and to the menu if it belongs there. */
const FLOWS: readonly Flow[] = [attendance, language];

const BY_INTENT: Partial<Record<Intent, Flow>> = {
  mark_attendance: attendance,
  attendance_override: attendance,
  change_language: language,
};

export function flowNamed(name: string): Flow | undefined {
  return FLOWS.find((f) => f.name === name);
}

export function flowFor(intent: Intent): Flow | undefined {
  return BY_INTENT[intent];
}
