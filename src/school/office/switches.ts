import { inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard, lockName } from '../../../db/client.js';
import { settings } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from './rights.js';

/** What the office can switch off: the language model, and all answers to everybody else. */
export const SWITCHES = ['AI_OFF', 'BOT_OFF'] as const;
export const Switch = z.enum(SWITCHES);
export type Switch = z.infer<typeof Switch>;

/** Which of them are off. */
export type SwitchedOff = Record<Switch, boolean>;

export async function readSwitches(
  ctx: OfficeContext,
): Promise<{ kind: 'switches'; off: SwitchedOff } | OfficeOnly> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const rows = await ctx.db
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(inArray(settings.key, [...SWITCHES]));
  const isOff = (key: Switch) => rows.find((r) => r.key === key)?.value === true;
  return { kind: 'switches', off: { AI_OFF: isOff('AI_OFF'), BOT_OFF: isOff('BOT_OFF') } };
}

export type Switched =
  | { kind: 'switched'; key: Switch; off: boolean }
  /** A second Yes, or somebody else was first. */
  | { kind: 'already'; key: Switch; off: boolean }
  | OfficeOnly;

/** Switches one off or on again, from the next message on. One request. */
export async function turnSwitch(
  ctx: OfficeContext,
  { key, off }: { key: Switch; off: boolean },
): Promise<Result<Switched>> {
  const found = await readSwitches(ctx);
  if (found.kind === 'office_only') return { outcome: found, writes: [] };
  const before = found.off[key];
  if (before === off) return { outcome: { kind: 'already', key, off }, writes: [] };
  const { db, actor, now } = ctx;
  const row = { value: off, updatedBy: actor.personId, updatedAt: now };
  const stands = sql`coalesce((select value = 'true'::jsonb from ${settings} where key = ${key}), false) = ${before}`;
  return {
    outcome: { kind: 'switched', key, off },
    writes: [
      lockName(db, `setting:${key}`),
      guard(db, 'switch', stands),
      db
        .insert(settings)
        .values({ key, ...row })
        .onConflictDoUpdate({ target: settings.key, set: row }),
      auditOffice(ctx, { action: 'setting_changed', about: { key }, before, after: off }),
    ],
  };
}
