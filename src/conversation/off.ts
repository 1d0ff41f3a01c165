import { sql } from 'drizzle-orm';
import type { Write } from '../../db/client.js';
import { people } from '../../db/schema/bot.js';
import type { PersonRow } from '../mailbox/mailbox.js';
import { readCommand } from '../understanding/commands.js';
import { type Tap, text } from '../whatsapp/reply.js';
import type { FlowContext } from './flow.js';
import type { TurnInput } from './input.js';
import type { Answer } from './routing/outcome.js';
import type { SessionContext } from './session.js';
import type { Settings } from './settings.js';

const AGAIN_MS = 60_000;
const NEW_AGAIN_MS = 24 * 3_600_000;

export interface Heard extends Pick<TurnInput, 'text' | 'tap'> {
  person: PersonRow;
  settings: Settings;
  context: SessionContext;
}

/**
 * What somebody hears whom the bot is not to answer just now: nothing, or one sentence. The office is always answered,
 * and STOP is always heard; an open question stays open. Null where the message is to be answered as ever.
 */
export function whileOff(ctx: FlowContext, heard: Heard): Answer | null {
  const { settings } = heard;
  if (ctx.actor.isAdmin || wantsOut(heard.text, heard.tap)) return null;
  if (settings.pilot.length > 0 && !settings.pilot.includes(ctx.actor.phone ?? '')) {
    return silently(heard.context, 'not_in_pilot');
  }
  if (settings.botOff) return botOff(ctx, heard.context);
  const isNew = ctx.actor.roles.every((role) => role === 'prospect');
  return settings.newPeopleOff && isNew ? newPeopleOff(ctx, heard) : null;
}

/** One sentence, once a minute at most. */
function botOff(ctx: FlowContext, context: SessionContext): Answer {
  const last = context.offAt ? new Date(context.offAt).getTime() : 0;
  const told = ctx.withOffice || Math.abs(ctx.now.getTime() - last) < AGAIN_MS;
  if (told) return silently(context, 'bot_off');
  return {
    ...silently({ ...context, offAt: ctx.now.toISOString() }, 'bot_off'),
    reply: text(ctx.copy.switches.botIsOff(ctx.settings.schoolName)),
  };
}

/** One sentence, once a day at most: sessions are too short to remember it, so it stands with the person. */
function newPeopleOff(ctx: FlowContext, { context, person }: Heard): Answer {
  const last = toldAt(person.preferences);
  const told = ctx.withOffice || (last !== null && ctx.now.getTime() - last < NEW_AGAIN_MS);
  if (told) return silently(context, 'new_people_off');
  return {
    ...silently(context, 'new_people_off'),
    reply: text(ctx.copy.switches.newPeopleLater(ctx.settings.schoolName)),
    writes: [rememberTold(ctx, person.id)],
  };
}

function toldAt(preferences: unknown): number | null {
  if (typeof preferences !== 'object' || preferences === null || !('toldOffAt' in preferences)) return null;
  const at = Date.parse(String(preferences.toldOffAt));
  return Number.isNaN(at) ? null : at;
}

function rememberTold({ db, now }: FlowContext, personId: string): Write {
  const told = JSON.stringify({ toldOffAt: now.toISOString() });
  return db.execute(
    sql`update ${people} set preferences = preferences || ${told}::jsonb where id = ${personId}::uuid`,
  );
}

function silently(context: SessionContext, reason: string): Answer {
  return { reply: null, writes: [], context, intent: null, counted: false, reason };
}

function wantsOut(said: string, tap: Tap | null): boolean {
  return tap ? tap.flow === 'menu' && tap.action === 'opt_out' : readCommand(said) === 'stop';
}
