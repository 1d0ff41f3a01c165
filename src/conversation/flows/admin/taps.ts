import * as z from 'zod';
import { Switch } from '../../../school/office/switches.js';
import { type Tap, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Input, Step } from '../../flow.js';
import { officeOnly, showCard } from './card.js';
import { handBackOne, handBackTo, showHeld } from './held.js';
import { showLeads, takeUp } from './leads.js';
import { retry, settle, showLetters, showUsage } from './lists.js';
import { askMoney, settledMoney, showMoney } from './money.js';
import type { State } from './state.js';
import { askPilot, askSwitch, pilot, showSwitches, turn } from './switches.js';

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
    case 'usage':
      return showUsage(ctx);
    case 'switches':
      return showSwitches(ctx);
    case 'ask':
    case 'yes':
      if (arg === 'money') return settlingMoney(ctx, { id: way, yes: tap.action === 'yes' && !late }, open);
      return switching(ctx, { key: arg, way, yes: tap.action === 'yes' && !late }, open);
    case 'pilot':
      return askPilot(ctx, tap.args);
    case 'pilot_yes':
      return open?.step === 'pilot' && !late ? pilot(ctx, open.numbers) : showSwitches(ctx);
    case 'no':
      return { kind: 'done', reply: text(ctx.copy.admin.unchanged) };
    default:
      return atDesk(ctx, tap, late);
  }
}

const Reference = z.string().regex(/^E-\d{1,9}$/);

/** What waits for the office, and what was done with it; a tap that came late only shows it. */
async function atDesk(ctx: FlowContext, { action, args }: Tap, late: boolean): Promise<Step<State>> {
  const [arg = ''] = args;
  const known = Id.safeParse(arg).success;
  const say = late ? ctx.copy.general.late : undefined;
  switch (action) {
    case 'held':
      return showHeld(ctx);
    case 'back':
      if (!known) return { kind: 'unclear' };
      return late ? showHeld(ctx, say) : handBackOne(ctx, arg);
    case 'backto':
      return handBackTo(ctx, arg);
    case 'leads':
      return showLeads(ctx, pageOf(arg));
    case 'called':
      if (!Reference.safeParse(arg).success) return { kind: 'unclear' };
      return late ? showLeads(ctx, 0, say) : takeUp(ctx, arg);
    case 'letters':
      return showLetters(ctx);
    case 'settle':
    case 'retry':
      if (!known) return { kind: 'unclear' };
      if (late) return showLetters(ctx, say);
      return action === 'settle' ? settle(ctx, arg) : retry(ctx, arg);
    case 'money':
      return showMoney(ctx);
    case 'settlemoney':
      return known ? askMoney(ctx, arg) : { kind: 'unclear' };
    default:
      return { kind: 'unclear' };
  }
}

/** A Yes counts for the money that is asked about; an old one asks again. */
function settlingMoney(
  ctx: FlowContext,
  { id, yes }: { id: string; yes: boolean },
  open: State | null,
): Promise<Step<State>> | Step<State> {
  if (!Id.safeParse(id).success) return { kind: 'unclear' };
  const asked = open?.step === 'money' && open.money.id === id;
  return yes && asked ? settledMoney(ctx, id) : askMoney(ctx, id);
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
