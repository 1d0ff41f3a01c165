import type { MessageRow } from '../mailbox/mailbox.js';
import { actorFor } from './actor.js';
import type { Mailbox, TurnDeps } from './deps.js';
import { settingsFrom } from './settings.js';

/** After this long an answer that was held back helps nobody any more. */
const HELD_MS = 3 * 3_600_000;

/** Whether sending is switched off for this person: everybody but the office, who has to hear that it is. */
export function sendingHeld({ env }: Pick<TurnDeps, 'env'>, mailbox: Mailbox): boolean {
  if (!settingsFrom(env, mailbox.settings).outgoingOff) return false;
  return !actorFor(env, mailbox.person.id, mailbox.extra).isAdmin;
}

/** Kept with an answer that is held back: since when, by the app's clock. */
export function heldSince(now: Date): Record<string, string> {
  return { heldAt: now.toISOString() };
}

export function heldTooLong({ metadata }: Pick<MessageRow, 'metadata'>, now: Date): boolean {
  if (typeof metadata !== 'object' || metadata === null || !('heldAt' in metadata)) return false;
  return now.getTime() - Date.parse(String(metadata.heldAt)) > HELD_MS;
}
