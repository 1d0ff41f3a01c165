import * as z from 'zod';
import { Switch } from '../../../school/office/switches.js';
import { type Tap, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Input, Step } from '../../flow.js';
import { officeOnly, showCard } from './card.js';
import { settle, showLeads, showLetters, showUsage } from './lists.js';
import type { State } from './state.js';
import { askSwitch, showSwitches, turn } from './switches.js';

const Id = z.uuid();

/** Any button of the office's; `open` is the question it answers, null when none is open. */
export async function tapped(
  ctx: FlowContext,
  tap: Tap,
  { late, open }: Pick<Input, 'late'> & { open: State | null },
): Promise<Step<State>> {
  if (!ctx.actor.isAdmin) return officeOnly(ctx);
  const [arg = '', way = ''] = tap.args;
  switch (tap.action) {
    case 'office':
      return { kind: 'go', state: { step: 'office' } };
    case 'find':
      return { kind: 'go', state: { step: 'name' } };
    case 'names':
      return open?.step === 'who'
        ? { kind: 'go', state: { ...open, page: pageOf(arg) } }
        : { kind: 'unclear' };
    case 'card':
      return Id.safeParse(arg).success ? showCard(ctx, arg) : { kind: 'unclear' };
    case 'leads':
      return showLeads(ctx, pageOf(arg));
    case 'letters':
      return showLetters(ctx);
    case 'settle':
      if (!Id.safeParse(arg).success) return { kind: 'unclear' };
      return late ? showLetters(ctx, ctx.copy.general.late) : settle(ctx, arg);
    case 'usage':
      return showUsage(ctx);
    case 'switches':
      return showSwitches(ctx);
    case 'ask':
    case 'yes':
      return switching(ctx, { key: arg, way, yes: tap.action === 'yes' && !late }, open);
    case 'no':
      return { kind: 'done', reply: text(ctx.copy.admin.unchanged) };
    default:
      return { kind: 'unclear' };
  }
}

/** A Yes counts for the question that is open; an old one asks again. */
async function switching(
  ctx: FlowContext,
  { key, way, yes }: { key: string; way: string; yes: boolean },
  open: State | null,
): Promise<Step<State>> {
  const known = Switch.safeParse(key);
  if (!known.success || (way !== 'on' && way !== 'off')) return { kind: 'unclear' };
  const off = way === 'off';
  const asked = open?.step === 'switch' && open.key === known.data && open.off === off;
  return yes && asked ? turn(ctx, known.data, off) : askSwitch(ctx, known.data, off);
}

function pageOf(arg: string): number {
  return Math.max(0, Math.min(Math.trunc(Number(arg)) || 0, 1000));
}
