import { inArray } from 'drizzle-orm';
import * as z from 'zod';
import { settings } from '../../../db/schema/bot.js';
import type { Result } from '../context.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly } from './rights.js';
import { SETTINGS, changeSettings } from './settings.js';

/** What the office can switch off: the language model, all answers, all sending, and whoever is new. */
export const SWITCHES = ['AI_OFF', 'BOT_OFF', 'OUTGOING_OFF', 'NEW_PEOPLE_OFF'] as const;
export const Switch = z.enum(SWITCHES);
export type Switch = z.infer<typeof Switch>;

export interface Switches {
  kind: 'switches';
  /** Which of them are off. */
  off: Record<Switch, boolean>;
  /** Digits with country code: only these are answered. Empty where everybody is. */
  pilot: string[];
}

export async function readSwitches(ctx: OfficeContext): Promise<Switches | OfficeOnly> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  const rows = await ctx.db
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(inArray(settings.key, [...SWITCHES, 'PILOT_NUMBERS']));
  const kept = (key: string) => rows.find((r) => r.key === key)?.value;
  const isOff = (key: Switch) => kept(key) === true;
  return {
    kind: 'switches',
    off: {
      AI_OFF: isOff('AI_OFF'),
      BOT_OFF: isOff('BOT_OFF'),
      OUTGOING_OFF: isOff('OUTGOING_OFF'),
      NEW_PEOPLE_OFF: isOff('NEW_PEOPLE_OFF'),
    },
    pilot: SETTINGS.PILOT_NUMBERS.catch([]).parse(kept('PILOT_NUMBERS')),
  };
}

export type Switched =
  | { kind: 'switched'; key: Switch; off: boolean }
  /** A second Yes, or somebody else was first. */
  | { kind: 'already'; key: Switch; off: boolean }
  | OfficeOnly;

/** Switches one off or on again, from the next message on. Two requests at most. */
export async function turnSwitch(
  ctx: OfficeContext,
  { key, off }: { key: Switch; off: boolean },
): Promise<Result<Switched>> {
  const found = await readSwitches(ctx);
  if (found.kind === 'office_only') return { outcome: found, writes: [] };
  if (found.off[key] === off) return { outcome: { kind: 'already', key, off }, writes: [] };
  const { writes } = await changeSettings(ctx, { [key]: off });
  return { outcome: { kind: 'switched', key, off }, writes };
}

export type Piloted =
  | { kind: 'piloted'; numbers: string[] }
  | { kind: 'already'; numbers: string[] }
  | OfficeOnly;

/** Answers only these numbers (and the office) from the next message on; none = everybody again. */
export async function pilotOnly(
  ctx: OfficeContext,
  { numbers }: { numbers: string[] },
): Promise<Result<Piloted>> {
  const found = await readSwitches(ctx);
  if (found.kind === 'office_only') return { outcome: found, writes: [] };
  const same = [...found.pilot].sort().join() === [...numbers].sort().join();
  if (same) return { outcome: { kind: 'already', numbers }, writes: [] };
  const { writes } = await changeSettings(ctx, { PILOT_NUMBERS: numbers });
  return { outcome: { kind: 'piloted', numbers }, writes };
}
