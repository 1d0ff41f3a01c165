import * as z from 'zod';
import type { Env } from '../env.js';
import type { FlowSettings } from './flow.js';

export interface Settings extends FlowSettings {
  timezone: string;
  quietHours: string;
  /** Switched off by the office: the language model, and answers to everybody but the office. */
  aiOff: boolean;
  botOff: boolean;
}

/** The environment's values, over which an imported school's own and those that admins changed win. */
export function settingsFrom(env: Env, kept: Record<string, unknown>): Settings {
  const word = (key: 'SCHOOL_NAME' | 'SCHOOL_TIMEZONE' | 'QUIET_HOURS' | 'OFFICE_HOURS') =>
    z.string().min(1).catch(env[key]).parse(kept[key]);
  const count = (key: 'ATTENDANCE_DAYS_BACK' | 'LOW_BALANCE' | 'HANDOVER_HOURS') =>
    z.number().int().min(0).catch(env[key]).parse(kept[key]);
  const on = (key: 'AI_OFF' | 'BOT_OFF') => kept[key] === true;
  return {
    schoolName: word('SCHOOL_NAME'),
    timezone: word('SCHOOL_TIMEZONE'),
    quietHours: word('QUIET_HOURS'),
    officeHours: word('OFFICE_HOURS'),
    handoverHours: count('HANDOVER_HOURS'),
    attendanceDaysBack: count('ATTENDANCE_DAYS_BACK'),
    lowBalance: count('LOW_BALANCE'),
    aiBudgetUsd: env.AI_BUDGET_USD_PER_DAY,
    aiOff: on('AI_OFF'),
    botOff: on('BOT_OFF'),
  };
}
