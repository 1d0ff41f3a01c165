import { inArray } from 'drizzle-orm';
import * as z from 'zod';
import { settings } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly } from './rights.js';
import { type SettingKey, changeSettings } from './settings.js';

/** What the school reminds people of by itself; each is on until the office switches it off (bot.settings). */
export const REMINDERS = [
  'REMINDER_PAYMENT',
  'REMINDER_CLASS',
  'REMINDER_LOW_BALANCE',
  'REMINDER_ATTENDANCE',
  'REMINDER_UNFINISHED',
  'REMINDER_WELCOME',
  'REMINDER_DIGEST',
] as const satisfies readonly SettingKey[];
export const Reminder = z.enum(REMINDERS);
export type Reminder = z.infer<typeof Reminder>;

/** Which of them are off. */
export type RemindersOff = Record<Reminder, boolean>;

/** From the rows of bot.settings: only a plain `false` switches one off. */
export function remindersOff(kept: Readonly<Record<string, unknown>>): RemindersOff {
  const off = Object.fromEntries(REMINDERS.map((key) => [key, kept[key] === false]));
  return off as RemindersOff;
}

export async function readReminders(
  ctx: OfficeContext,
): Promise<{ kind: 'reminders'; off: RemindersOff } | OfficeOnly> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const rows = await ctx.db
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(inArray(settings.key, [...REMINDERS]));
  return { kind: 'reminders', off: remindersOff(Object.fromEntries(rows.map((r) => [r.key, r.value]))) };
}

export type ReminderTurned =
  | { kind: 'switched'; key: Reminder; off: boolean }
  /** A second Yes, or somebody else was first. */
  | { kind: 'already'; key: Reminder; off: boolean }
  | OfficeOnly;

/** Switches a reminder off for everybody, or on again, from the next one on. Two requests. */
export async function turnReminder(
  ctx: OfficeContext,
  { key, off }: { key: Reminder; off: boolean },
): Promise<Result<ReminderTurned>> {
  const found = await readReminders(ctx);
  if (found.kind === 'office_only') return { outcome: found, writes: [] };
  if (found.off[key] === off) return { outcome: { kind: 'already', key, off }, writes: [] };
  const { writes } = await changeSettings(ctx, { [key]: !off });
  return { outcome: { kind: 'switched', key, off }, writes };
}
