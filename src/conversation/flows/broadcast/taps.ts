import * as z from 'zod';
import { classChoices } from '../../../outreach/broadcast/choices.js';
import { ACTIONS } from '../../../outreach/broadcast/control.js';
import type { Tap } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { FAMILIES, TEACHERS, instrumentsOf, ofClass, ofInstrument } from './classes.js';
import { asked, done, shown } from './control.js';
import { sent, sentBefore, tried } from './send.js';
import type { State } from './state.js';
import { type BroadcastStep, begun, go, onward, over } from './steps.js';

const Id = z.uuid();

/** Any button of this conversation; `open` is the question it answers, null when it is not the open one. */
export async function tapped(ctx: FlowContext, tap: Tap, open: State | null): Promise<BroadcastStep> {
  const { broadcast: words } = ctx.copy;
  if (!ctx.actor.isAdmin) return over(words.officeOnly);
  const [first = '', second = ''] = tap.args;
  const act = ACTIONS.find((a) => a === tap.action);
  if (act) return asked(ctx, act, Id.safeParse(first).data ?? null);
  switch (tap.action) {
    case 'begin':
      return begun(ctx, { to: null, message: null, when: null });
    case 'progress':
      return shown(ctx);
    case 'yes':
      return yes(ctx, { what: first, id: second }, open);
    case 'test':
      return open?.step === 'preview' && open.key === first ? tried(ctx, open) : stale(ctx, first, open);
    case 'no':
      return over(open?.step === 'sure' ? words.unchanged : words.notSent);
    default:
      return chosen(ctx, tap, open);
  }
}

/** A Yes counts only for the question that is open, as it was shown. */
async function yes(
  ctx: FlowContext,
  { what, id }: { what: string; id: string },
  open: State | null,
): Promise<BroadcastStep> {
  if (what === 'send')
    return open?.step === 'preview' && open.key === id ? sent(ctx, open) : stale(ctx, id, open);
  if (open?.step === 'sure' && open.act === what && open.id === id) return done(ctx, open);
  return open ? go(open, ctx.copy.broadcast.unchanged) : over(ctx.copy.broadcast.unchanged);
}

async function stale(ctx: FlowContext, key: string, open: State | null): Promise<BroadcastStep> {
  const said = await sentBefore(ctx, key);
  return open ? go(open, said) : over(said);
}

/** Whom it is for: counts only where that is asked. */
async function chosen(ctx: FlowContext, tap: Tap, open: State | null): Promise<BroadcastStep> {
  if (open?.step !== 'to' && open?.step !== 'which') {
    const said = ctx.copy.broadcast.over;
    return open ? go(open, said) : over(said);
  }
  const [id = ''] = tap.args;
  if (tap.action === 'to') return onward(ctx, id === 'teachers' ? TEACHERS : FAMILIES, open);
  const classes = await classChoices(ctx.db);
  const whole = instrumentsOf(classes).find((i) => i.id === id);
  if (tap.action === 'of' && whole) return onward(ctx, ofInstrument(whole), open);
  const klass = classes.find((c) => c.id === id);
  if (tap.action === 'class' && klass) return onward(ctx, ofClass(klass), open);
  return { kind: 'unclear' };
}
