import { inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard, lockName } from '../../../db/client.js';
import { settings } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

/** What the school reminds people of by itself; each is on until the office switches it off (bot.settings). */
export const REMINDERS = [
  'REMINDER_PAYMENT',
  'REMINDER_CLASS',
  'REMINDER_LOW_BALANCE',
  'REMINDER_ATTENDANCE',
  'REMINDER_UNFINISHED',
  'REMINDER_WELCOME',
  'REMINDER_DIGEST',
] as const;
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

/** Switches a reminder off for everybody, or on again, from the next one on. One request. */
export async function turnReminder(
  ctx: OfficeContext,
  { key, off }: { key: Reminder; off: boolean },
): Promise<Result<ReminderTurned>> {
  const found = await readReminders(ctx);
  if (found.kind === 'office_only') return { outcome: found, writes: [] };
  if (found.off[key] === off) return { outcome: { kind: 'already', key, off }, writes: [] };
  const { db, actor, now } = ctx;
  const row = { value: !off, updatedBy: actor.personId, updatedAt: now };
  const isOff = sql`coalesce((select value = 'false'::jsonb from ${settings} where key = ${key}), false)`;
  return {
    outcome: { kind: 'switched', key, off },
    writes: [
      lockName(db, `setting:${key}`),
      guard(db, 'reminder', sql`${isOff} = ${!off}`),
      db
        .insert(settings)
        .values({ key, ...row })
        .onConflictDoUpdate({ target: settings.key, set: row }),
      auditOffice(ctx, {
        action: 'setting_changed',
        about: { key },
        before: off,
        after: !off,
      }),
    ],
  };
}
