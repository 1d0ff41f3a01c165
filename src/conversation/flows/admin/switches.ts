import { type Switch, readSwitches, turnSwitch } from '../../../school/office/switches.js';
import { buttonId, buttons, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { officeOnly } from './card.js';
import type { State } from './state.js';

/** How they stand, each with the button that turns it the other way. */
export async function showSwitches(ctx: FlowContext): Promise<Step<State>> {
  const { admin: words } = ctx.copy;
  const found = await readSwitches(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  const turn = (key: Switch) => {
    const way = found.off[key] ? 'on' : 'off';
    return { id: buttonId('admin', 'ask', key, way), title: words.turn(key, way) };
  };
  const reply = buttons(words.switchesHead(found.off), [turn('AI_OFF'), turn('BOT_OFF')]);
  return { kind: 'done', reply };
}

/** Asks before it is turned; says so where it stands that way already. */
export async function askSwitch(ctx: FlowContext, key: Switch, off: boolean): Promise<Step<State>> {
  const found = await readSwitches(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  if (found.off[key] === off)
    return { kind: 'done', reply: text(ctx.copy.admin.already(key, off ? 'off' : 'on')) };
  return { kind: 'go', state: { step: 'switch', key, off } };
}

/** Yes was said to the open question. */
export async function turn(ctx: FlowContext, key: Switch, off: boolean): Promise<Step<State>> {
  const { admin: words } = ctx.copy;
  const { outcome, writes } = await turnSwitch(ctx, { key, off });
  const way = off ? 'off' : 'on';
  switch (outcome.kind) {
    case 'office_only':
      return officeOnly(ctx);
    case 'already':
      return { kind: 'done', reply: text(words.already(key, way)) };
    case 'switched':
      return { kind: 'done', reply: text(words.switched(key, way)), writes };
  }
}
