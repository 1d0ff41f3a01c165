import * as z from 'zod';
import type { Env } from '../env.js';
import type { Log } from '../log.js';
import type { SchoolContext } from '../school/context.js';
import { type RemindersOff, remindersOff } from '../school/office/reminders.js';

/** What a job is given: the school's clock, its rules, and until when it may work. */
export interface Run extends SchoolContext {
  log: Log;
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
export function runRules(env: Env, kept: Readonly<Record<string, unknown>>): Omit<RunRules, 'lowBalance'> {
  const days = (key: 'PAYMENT_REMINDER_DAYS' | 'MESSAGE_LOG_DAYS' | 'SESSION_COPY_DAYS') =>
    z.number().int().min(1).catch(Math.max(env[key], 1)).parse(kept[key]);
  return {
    off: remindersOff(kept),
    paymentDaysBefore: days('PAYMENT_REMINDER_DAYS'),
    paymentAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .catch(env.PAYMENT_REMINDER_AT)
      .parse(kept.PAYMENT_REMINDER_AT),
    messageDays: days('MESSAGE_LOG_DAYS'),
    sessionDays: days('SESSION_COPY_DAYS'),
  };
}
