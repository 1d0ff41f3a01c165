import type { Env } from '../env.js';
import type { Log } from '../log.js';
import type { SchoolContext } from '../school/context.js';
import { type RemindersOff, remindersOff } from '../school/office/reminders.js';
import { SETTINGS } from '../school/office/settings.js';
import type { TemplatesAtMeta } from '../whatsapp/templates.js';

/** What a job is given: the school's clock, its rules, and until when it may work. */
export interface Run extends SchoolContext {
  log: Log;
  meta: TemplatesAtMeta;
  /** School-local date and time of day (HH:MM) of `now`. */
  today: string;
  clock: string;
  /** By the machine's clock (Date.now): what is not begun then is left to the next tick. */
  until: number;
  rules: RunRules;
}

export interface RunRules {
  /** Switched off for everybody. */
  off: RemindersOff;
  /** Days before a payment is due, and from which time of day, its reminder goes. */
  paymentDaysBefore: number;
  paymentAt: string;
  lowBalance: number;
  /** As 21:00-08:00, school time. */
  quietHours: string;
  /** How many days messages, and the copies of sessions, are kept. */
  messageDays: number;
  sessionDays: number;
}

/** What a part of a job did, in counts; `done` is false when it stopped for the time and goes on at the next tick. */
export interface Did {
  done: boolean;
  counts: Record<string, number>;
}

export function hasTime({ until }: Pick<Run, 'until'>): boolean {
  return Date.now() < until;
}

/** The environment's values, over which those that the office changed win. */
export function runRules(
  env: Env,
  kept: Readonly<Record<string, unknown>>,
): Omit<RunRules, 'lowBalance' | 'quietHours'> {
  const { PAYMENT_REMINDER_DAYS, PAYMENT_REMINDER_AT, MESSAGE_LOG_DAYS, SESSION_COPY_DAYS } = SETTINGS;
  return {
    off: remindersOff(kept),
    paymentDaysBefore: PAYMENT_REMINDER_DAYS.catch(env.PAYMENT_REMINDER_DAYS).parse(
      kept.PAYMENT_REMINDER_DAYS,
    ),
    paymentAt: PAYMENT_REMINDER_AT.catch(env.PAYMENT_REMINDER_AT).parse(kept.PAYMENT_REMINDER_AT),
    // Nothing is thrown away on its own day, whatever was set.
    messageDays: MESSAGE_LOG_DAYS.catch(Math.max(env.MESSAGE_LOG_DAYS, 1)).parse(kept.MESSAGE_LOG_DAYS),
    sessionDays: SESSION_COPY_DAYS.catch(Math.max(env.SESSION_COPY_DAYS, 1)).parse(kept.SESSION_COPY_DAYS),
  };
}
