import { optIn, optOut } from '../../outreach/consent.js';
import { INTENTS, type Intent } from '../../understanding/intent.js';
import { type Tap, text } from '../../whatsapp/reply.js';
import type { FlowContext } from '../flow.js';
import { type SimpleIntent, flowFor, flowNamed, isSimple } from '../flows/index.js';
import { menu } from '../flows/menu.js';
import { asMeant } from './meant.js';
import { type Answer, type Open, type Routing, lateWords, moved, notNow, plain } from './outcome.js';

/** As if a button of another flow had been tapped; what was written stays to be read. */
export function tapping(r: Routing, tap: Tap): Promise<Answer> {
  return tapped({ ...r, input: { ...r.input, tap } }, null);
}

export async function tapped(r: Routing, open: Open): Promise<Answer> {
  const tap = r.input.tap as Tap;
  if (tap.flow === 'menu') {
    const wish = tap.action === 'yes' ? tap.args[0] : tap.action;
    return wished(r, INTENTS.find((i) => i === wish) ?? 'help', false);
  }
  const flow = flowNamed(tap.flow);
  if (!flow) return { ...plain(r, text(r.ctx.copy.general.oldButton)), counted: false };
  const step =
    open?.flow.name === flow.name
      ? await flow.answer(r.ctx, open.state, r.input)
      : await flow.tap(r.ctx, tap, r.input);
  if (step.kind === 'unclear') return { ...plain(r, text(r.ctx.copy.general.oldButton)), counted: false };
  return { ...moved(r, flow, step), counted: false };
}

/** Begins what a person wants. `counted`: it was written, not tapped. */
export async function wished(r: Routing, intent: Intent, counted: boolean): Promise<Answer> {
  if (isSimple(intent)) return { ...simple({ ...r, context: { ...r.context, misses: 0 } }, intent), counted };
  const flow = flowFor(asMeant(r, intent));
  const step = await flow.start(r.ctx, r.input);
  if (step.kind === 'unclear')
    return { ...plain(r, text(r.ctx.copy.general.unclearOutside), {}, intent), counted };
  if (!r.input.late) return { ...moved(r, flow, step), intent, counted };
  // Late or forwarded: it may be asked about, it writes nothing of the school's or the person's.
  if (step.kind === 'done' && step.writes?.length) return { ...notNow(r, intent), counted };
  const asked = step.kind === 'go' ? { ...step, say: joined(lateWords(r), step.say) } : step;
  return { ...moved(r, flow, asked), intent, counted };
}

/** Wishes that one sentence answers. */
function simple(r: Routing, intent: SimpleIntent): Answer {
  const { ctx } = r;
  const { general } = ctx.copy;
  const change = { personId: ctx.actor.personId, wording: r.input.text || intent, now: ctx.now };
  switch (intent) {
    case 'greeting':
      return plain(r, menu(ctx, general.greeting(ctx.settings.schoolName)), {}, intent);
    case 'help':
      return plain(r, menu(ctx, helpFor(ctx)), {}, intent);
    case 'thanks':
      return plain(r, text(general.thanks), {}, intent);
    case 'opt_out':
      if (r.input.forwarded) return notNow(r, intent);
      return { ...plain(r, text(general.optedOut), {}, intent), writes: [optOut(ctx.db, change)] };
    case 'opt_in':
      if (r.input.late) return notNow(r, intent);
      return { ...plain(r, text(general.optedIn), {}, intent), writes: [optIn(ctx.db, change)] };
    case 'out_of_scope':
      return plain(r, text(general.outOfScope(ctx.settings.schoolName)), {}, intent);
  }
}

export function helpFor({ actor, copy }: FlowContext): string {
  const teaches = actor.teacher !== null || actor.isAdmin;
  return teaches ? `${copy.general.teacherHelp}\n\n${copy.general.help}` : copy.general.help;
}

function joined(a: string, b: string | undefined): string {
  return b ? `${a}\n\n${b}` : a;
}
