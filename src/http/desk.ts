import { GuardFailed, type Write, commit } from '../../db/client.js';
import { settings } from '../../db/schema/bot.js';
import type { App } from '../app.js';
import { type Settings, settingsFrom } from '../conversation/settings.js';
import { RuleError } from '../errors.js';
import type { OfficeContext, OfficeOnly } from '../school/office/rights.js';
import type { Call } from './route.js';

/** Somebody of the office at their desk, as the domain knows them, with the settings as they stand. One request. */
export async function deskOf({ app, staff }: Pick<Call, 'app' | 'staff'>): Promise<Desk> {
  const kept = await keptSettings(app);
  return {
    db: app.db,
    now: app.clock.now(),
    timezone: kept.timezone,
    actor: { personId: null, isAdmin: staff.roles.includes('admin') },
    staff: { id: staff.id, name: staff.name },
    settings: kept,
  };
}

export interface Desk extends OfficeContext {
  settings: Settings;
}

export async function keptSettings(app: App): Promise<Settings> {
  const rows = await app.db.select({ key: settings.key, value: settings.value }).from(settings);
  return settingsFrom(app.env, Object.fromEntries(rows.map((s) => [s.key, s.value])));
}

/** @throws RuleError forbidden where the domain says that this is the office's alone. */
export function permitted<T extends { kind: string }>(outcome: T | OfficeOnly): T {
  if (!isOfficeOnly(outcome)) return outcome;
  throw new RuleError('forbidden', 'This needs another role.');
}

function isOfficeOnly(outcome: { kind: string }): outcome is OfficeOnly {
  return outcome.kind === 'office_only';
}

/** @throws RuleError conflict where what it rests on has changed meanwhile; nothing was written then. */
export async function save(app: App, writes: readonly Write[]): Promise<void> {
  try {
    await commit(app.db, writes);
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
    throw new RuleError('conflict', 'Somebody has changed this in the meantime. Please look again.');
  }
}

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
