import { type Command, readCommand, yesWithThanks } from '../understanding/commands.js';
import { toneOf } from '../understanding/tone.js';
import { readButtonId, text } from '../whatsapp/reply.js';
import { flowNamed } from './flows/index.js';
import { TO_BOT, TO_OFFICE, heardWithOffice } from './office.js';
import { obey } from './routing/commands.js';
import { type Answer, type Routing, lateWords, moved, plain } from './routing/outcome.js';
import { answered, begun, slowed } from './routing/texts.js';
import { tapped, tapping, wished } from './routing/wishes.js';

/** Taps, words that always work, the open conversation, a new wish: in this order. */
export async function route(r: Routing): Promise<Answer> {
  const { input, context, ctx } = r;
  if (ctx.withOffice) return heldByOffice(r);
  const active = context.flow ? flowNamed(context.flow.name) : undefined;
  const open =
    active && context.flow && active.reads(context.flow.state)
      ? { flow: active, state: context.flow.state }
      : null;
  // STOP counts whenever it arrives, if it is the person's own.
  const command = input.text === '' || input.forwarded ? null : commandIn(r);
  if (input.late && open && command !== 'stop') {
    return moved(r, open.flow, { kind: 'go', state: open.state, say: lateWords(r) });
  }
  if (input.tap) return tapped(r, open);
  const meant = await byTone(r);
  if (meant) return meant;
  if (command && r.limited && !open && command !== 'stop') return slowed(r);
  const commanded = command ? await obey(r, command, open) : null;
  if (commanded) return commanded;
  if (open) return answered(r, open);
  return begun(r);
}

function commandIn({ input, context }: Routing): Command | null {
  const command = readCommand(input.text);
  const waits = context.flow !== null && context.options.some((o) => readButtonId(o.id)?.action === 'yes');
  return command ?? (waits && yesWithThanks(input.text) ? 'yes' : null);
}

/** The bot is silent, but for the way back to it and for STOP. */
async function heldByOffice(r: Routing): Promise<Answer> {
  const command = readCommand(r.input.text);
  switch (heardWithOffice(r.input)) {
    case 'back':
      return tapping(r, TO_BOT);
    case 'consent':
      return wished(r, command === 'stop' ? 'opt_out' : 'opt_in', true);
    case 'proof':
      return tapped(r, null);
    case 'nothing':
      return { ...plain(r, null), counted: false, reason: 'with_office' };
  }
}

/** Anger goes to the office; an insult, or an order to the machine, gets one sentence and changes nothing. */
async function byTone(r: Routing): Promise<Answer | null> {
  const { actor, copy, settings } = r.ctx;
  const tone = r.input.text === '' || actor.isAdmin ? null : toneOf(r.input.text);
  switch (tone) {
    case null:
      return null;
    case 'angry':
      return { ...(await tapping(r, TO_OFFICE('anger'))), intent: 'talk_to_human', counted: true };
    case 'insulting':
      return plain(r, text(copy.human.insulted), {}, 'out_of_scope');
    case 'commanding':
      return plain(r, text(copy.general.outOfScope(settings.schoolName)), {}, 'out_of_scope');
  }
}
