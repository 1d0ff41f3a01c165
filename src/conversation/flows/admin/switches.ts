import { SETTINGS } from '../../../school/office/settings.js';
import {
  SWITCHES,
  type Switch,
  pilotOnly,
  readSwitches,
  turnSwitch,
} from '../../../school/office/switches.js';
import { buttonId, list, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { officeOnly } from './card.js';
import type { State } from './state.js';

/** How they stand, each with the row that turns it the other way. */
export async function showSwitches(ctx: FlowContext): Promise<Step<State>> {
  const { switches: words } = ctx.copy;
  const found = await readSwitches(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  const turn = (key: Switch) => {
    const way = found.off[key] ? 'on' : 'off';
    return { id: buttonId('admin', 'ask', key, way), title: words.turn(key, way) };
  };
  const piloting = found.pilot.length > 0;
  const rows = [
    ...SWITCHES.map(turn),
    ...(piloting ? [{ id: buttonId('admin', 'pilot'), title: words.pilotOff }] : []),
  ];
  const head = [words.head(found.off, found.pilot), ...(piloting ? [] : [words.pilotHow])].join('\n\n');
  return { kind: 'done', reply: list(head, words.button, [{ title: words.section, rows }]) };
}

/** Asks before it is turned; says so where it stands that way already. */
export async function askSwitch(ctx: FlowContext, key: Switch, off: boolean): Promise<Step<State>> {
  const found = await readSwitches(ctx);
  if (found.kind === 'office_only') return officeOnly(ctx);
  if (found.off[key] === off)
    return { kind: 'done', reply: text(ctx.copy.switches.already(key, off ? 'off' : 'on')) };
  return { kind: 'go', state: { step: 'switch', key, off } };
}

/** Yes was said to the open question. */
export async function turn(ctx: FlowContext, key: Switch, off: boolean): Promise<Step<State>> {
  const { switches: words } = ctx.copy;
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

/** Whom alone to answer, before it is so; no numbers end the pilot. */
export async function askPilot(ctx: FlowContext, given: readonly string[]): Promise<Step<State>> {
  const numbers = SETTINGS.PILOT_NUMBERS.safeParse([...given]);
  if (!numbers.success) return { kind: 'done', reply: text(ctx.copy.switches.pilotHow) };
  const { outcome } = await pilotOnly(ctx, { numbers: numbers.data });
  if (outcome.kind === 'office_only') return officeOnly(ctx);
  if (outcome.kind === 'already') return { kind: 'done', reply: text(ctx.copy.switches.pilotAlready) };
  return { kind: 'go', state: { step: 'pilot', numbers: numbers.data } };
}

/** Yes was said to the numbers shown. */
export async function pilot(ctx: FlowContext, numbers: string[]): Promise<Step<State>> {
  const { outcome, writes } = await pilotOnly(ctx, { numbers });
  switch (outcome.kind) {
    case 'office_only':
      return officeOnly(ctx);
    case 'already':
      return { kind: 'done', reply: text(ctx.copy.switches.pilotAlready) };
    case 'piloted':
      return { kind: 'done', reply: text(ctx.copy.switches.piloted(numbers)), writes };
  }
}
