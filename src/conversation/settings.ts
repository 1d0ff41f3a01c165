import type * as z from 'zod';
import type { Env } from '../env.js';
import { SETTINGS, type SettingKey } from '../school/office/settings.js';
import type { FlowSettings } from './flow.js';

export interface Settings extends FlowSettings {
  timezone: string;
  /** Switched off by the office: the language model, answers to everybody else, all sending, answers to strangers. */
  aiOff: boolean;
  botOff: boolean;
  outgoingOff: boolean;
  newPeopleOff: boolean;
  /** Digits with country code: only these are answered; empty = everybody. */
  pilot: readonly string[];
}

/**
 * The environment's values, over which an imported school's own and those that admins changed win; what is kept and
 * cannot be read counts as not kept.
 */
export function settingsFrom(env: Env, kept: Record<string, unknown>): Settings {
  const read = <K extends SettingKey>(key: K, otherwise: z.output<(typeof SETTINGS)[K]>) => {
    if (kept[key] === undefined) return otherwise;
    const { success, data } = SETTINGS[key].safeParse(kept[key]);
    return success ? (data as z.output<(typeof SETTINGS)[K]>) : otherwise;
  };
  return {
    schoolName: read('SCHOOL_NAME', env.SCHOOL_NAME),
    timezone: read('SCHOOL_TIMEZONE', env.SCHOOL_TIMEZONE),
    quietHours: read('QUIET_HOURS', env.QUIET_HOURS),
    officeHours: read('OFFICE_HOURS', env.OFFICE_HOURS),
    handoverHours: read('HANDOVER_HOURS', env.HANDOVER_HOURS),
    attendanceDaysBack: read('ATTENDANCE_DAYS_BACK', env.ATTENDANCE_DAYS_BACK),
    lowBalance: read('LOW_BALANCE', env.LOW_BALANCE),
    aiBudgetUsd: env.AI_BUDGET_USD_PER_DAY,
    approvalAbove: read('BROADCAST_APPROVAL_ABOVE', env.BROADCAST_APPROVAL_ABOVE),
    peopleADay: read('DAILY_PEOPLE_LIMIT', env.DAILY_PEOPLE_LIMIT),
    aiOff: read('AI_OFF', false),
    botOff: read('BOT_OFF', false),
    outgoingOff: read('OUTGOING_OFF', false),
    newPeopleOff: read('NEW_PEOPLE_OFF', false),
    pilot: read('PILOT_NUMBERS', []),
  };
}
