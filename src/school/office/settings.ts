import { type SQL, inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Write, guard, lockName } from '../../../db/client.js';
import { settings } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { readsAsOfficeHours } from '../office-hours.js';
import { parsePhone } from '../phone.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, actingId, auditOffice } from './rights.js';

const flag = z.boolean('must be true or false');
const count = (most: number) => {
  const say = `must be a whole number from 0 to ${most}`;
  return z.number(say).int(say).min(0, say).max(most, say);
};
/** How long something is kept. */
const days = z
  .number('must be a whole number from 1 to 3650')
  .int('must be a whole number from 1 to 3650')
  .min(1, 'must be a whole number from 1 to 3650')
  .max(3650, 'must be a whole number from 1 to 3650');
const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d';

/** One number in any common form, as its digits with country code. */
export const PhoneDigits = z.string('must be a phone number').transform((given, ctx) => {
  const digits = parsePhone(given) ?? parsePhone(`+${given.replace(/^\+/, '')}`);
  if (digits !== null) return digits;
  ctx.addIssue({ code: 'custom', message: `“${given}” is no phone number; write it like +919812345678` });
  return z.NEVER;
});

/** What admins may change, each with what it may be. What they changed wins over the environment. */
export const SETTINGS = {
  AI_OFF: flag,
  BOT_OFF: flag,
  OUTGOING_OFF: flag,
  NEW_PEOPLE_OFF: flag,
  PILOT_NUMBERS: z
    .array(PhoneDigits, 'must be a list of phone numbers')
    .max(200, 'must be 200 numbers at most')
    .transform((numbers) => [...new Set(numbers)]),
  SCHOOL_NAME: z
    .string('must be a name')
    .trim()
    .min(1, 'must not be empty')
    .max(60, 'must have 60 letters at most'),
  SCHOOL_TIMEZONE: z.string().refine(isTimezone, 'must be a time zone like Asia/Kolkata'),
  OFFICE_HOURS: z
    .string()
    .trim()
    .refine(readsAsOfficeHours, 'must say days and hours, like Mon-Sat 09:00-18:00'),
  QUIET_HOURS: z
    .string('must look like 21:00-08:00')
    .regex(new RegExp(`^${CLOCK}-${CLOCK}$`), 'must look like 21:00-08:00'),
  HANDOVER_HOURS: count(72),
  ATTENDANCE_DAYS_BACK: count(31),
  LOW_BALANCE: count(50),
  DAILY_PEOPLE_LIMIT: count(1_000_000),
  BROADCAST_APPROVAL_ABOVE: count(1_000_000),
  // What the school reminds people of by itself (reminders.ts): on unless it stands as false.
  REMINDER_PAYMENT: flag,
  REMINDER_CLASS: flag,
  REMINDER_LOW_BALANCE: flag,
  REMINDER_ATTENDANCE: flag,
  REMINDER_UNFINISHED: flag,
  REMINDER_WELCOME: flag,
  REMINDER_DIGEST: flag,
  PAYMENT_REMINDER_DAYS: count(28),
  PAYMENT_REMINDER_AT: z
    .string('must look like 09:00')
    .regex(new RegExp(`^${CLOCK}$`), 'must look like 09:00'),
  MESSAGE_LOG_DAYS: days,
  SESSION_COPY_DAYS: days,
} as const;
export type SettingKey = keyof typeof SETTINGS;

/** Some settings with what they are to become; null goes back to the environment's. */
export const SettingChanges = z.strictObject(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([key, schema]) => [key, schema.nullable().optional()]),
  ) as unknown as { [K in SettingKey]: z.ZodOptional<z.ZodNullable<(typeof SETTINGS)[K]>> },
);
export type SettingChanges = z.output<typeof SettingChanges>;

export interface KeptSetting {
  key: string;
  value: unknown;
  updatedAt: Date;
  updatedBy: string | null;
}

export type ChangedSettings = { kind: 'changed'; keys: SettingKey[] } | OfficeOnly;

/** Changes some settings, from the next message on; what stands that way already is left alone. One request. */
export async function changeSettings(
  ctx: OfficeContext,
  changes: SettingChanges,
): Promise<Result<ChangedSettings>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const wanted = Object.entries(changes).filter(([, value]) => value !== undefined) as [
    SettingKey,
    unknown,
  ][];
  if (wanted.length === 0) return { outcome: { kind: 'changed', keys: [] }, writes: [] };
  const rows = await ctx.db
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(
      inArray(
        settings.key,
        wanted.map(([key]) => key),
      ),
    );
  const kept = new Map(rows.map((r) => [r.key, r.value]));
  const changed = wanted
    .map(([key, after]) => ({ key, before: kept.get(key) ?? null, after }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    outcome: { kind: 'changed', keys: changed.map(({ key }) => key) },
    writes: changed.flatMap((change) => writesOf(ctx, change)),
  };
}

interface Change {
  key: SettingKey;
  before: unknown;
  after: unknown;
}

function writesOf(ctx: OfficeContext, { key, before, after }: Change): Write[] {
  const { db, now } = ctx;
  // A switch that was never touched is not off, and a reminder is on.
  const was = before ?? (typeof after === 'boolean' ? key.startsWith('REMINDER_') : null);
  const row = { value: after, updatedBy: actingId(ctx), updatedAt: now };
  const set =
    after === null
      ? db.execute(sql`delete from ${settings} where key = ${key}`)
      : db
          .insert(settings)
          .values({ key, ...row })
          .onConflictDoUpdate({ target: settings.key, set: row });
  return [
    lockName(db, `setting:${key}`),
    guard(db, 'setting', stands(key, before)),
    set,
    auditOffice(ctx, { action: 'setting_changed', about: { key }, before: was, after }),
  ];
}

function stands(key: SettingKey, before: unknown): SQL {
  const kept = sql`(select value from ${settings} where key = ${key})`;
  return before === null ? sql`${kept} is null` : sql`${kept} = ${JSON.stringify(before)}::jsonb`;
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
