import { readCommand } from '../understanding/commands.js';
import { type Tap, text } from '../whatsapp/reply.js';
import type { FlowContext } from './flow.js';
import type { TurnInput } from './input.js';
import type { Answer } from './route.js';
import type { SessionContext } from './session.js';

const AGAIN_MS = 60_000;

/**
 * What everybody but the office hears while the bot is switched off: one sentence, once a minute at most; an open
 * question stays open. STOP is heard all the same. Null where the message is to be answered as ever.
 */
export function whileOff(
  ctx: FlowContext,
  context: SessionContext,
  { text: said, tap }: Pick<TurnInput, 'text' | 'tap'>,
): Answer | null {
  if (ctx.actor.isAdmin || wantsOut(said, tap)) return null;
  const last = context.offAt ? new Date(context.offAt).getTime() : 0;
  const told = ctx.withOffice || Math.abs(ctx.now.getTime() - last) < AGAIN_MS;
  return {
    reply: told ? null : text(ctx.copy.admin.botIsOff(ctx.settings.schoolName)),
    writes: [],
    context: told ? context : { ...context, offAt: ctx.now.toISOString() },
    intent: null,
    counted: false,
    reason: 'bot_off',
  };
}

function wantsOut(said: string, tap: Tap | null): boolean {
  return tap ? tap.flow === 'menu' && tap.action === 'opt_out' : readCommand(said) === 'stop';
}
