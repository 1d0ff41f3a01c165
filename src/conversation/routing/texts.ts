import { readCommand } from '../../understanding/commands.js';
import type { Intent, Understood } from '../../understanding/intent.js';
import { type Reply, prefixed, text } from '../../whatsapp/reply.js';
import { ANOTHER_WISH } from '../flows/elsewhere.js';
import { faq, knownAnswer } from '../flows/faq.js';
import { flowNamed } from '../flows/index.js';
import { TO_OFFICE, afterMiss, withPerson } from '../office.js';
import { pickedUp } from './commands.js';
import { type Answer, type Open, type Routing, moved, plain, within } from './outcome.js';
import { askedFirst } from './unsure.js';
import { tapping, wished } from './wishes.js';

/** Below this nobody understood it well enough to act on. */
const SURE = 0.4;
const SMALL_TALK: ReadonlySet<Intent> = new Set(['greeting', 'thanks', 'help', 'out_of_scope']);

export async function answered(r: Routing, open: NonNullable<Open>): Promise<Answer> {
  const step = await open.flow.answer(r.ctx, open.state, r.input);
  if (step.kind !== 'unclear') return { ...moved(r, open.flow, step), counted: false };
  if (r.limited) return slowed(r);
  if (r.input.text === '') return cannotUse(r);
  const understood = await r.input.understood();
  // Thanks want nothing: what was open stays open.
  if (understood.intent === 'thanks' && understood.confidence >= ANOTHER_WISH) return thanked(r, open);
  if (understood.intent === 'greeting' && understood.confidence >= ANOTHER_WISH)
    return moved(r, open.flow, { kind: 'go', state: open.state, say: r.ctx.copy.general.hello });
  // A bare yes or no is about this question, whatever else it might mean.
  const bare = readCommand(r.input.text) !== null;
  const elsewhere = !bare && understood.confidence >= ANOTHER_WISH && !SMALL_TALK.has(understood.intent);
  if (elsewhere) return askedFirst(r, understood) ?? aside(r, open, understood.intent);
  const { general } = r.ctx.copy;
  const misses = r.context.misses + 1;
  const lead = misses > 1 ? general.unclearAgain : `${general.unclear} ${step.help ?? ''}`.trim();
  const again = prefixed(open.flow.prompt(r.ctx, open.state), lead);
  return missed(r, misses, { again, intent: understood.intent });
}

/** What is not saved is shown again, or thanks would be taken for a Yes. */
async function thanked(r: Routing, open: NonNullable<Open>): Promise<Answer> {
  const unsaved = open.flow.unsaved(r.ctx, open.state);
  if (unsaved === null) return wished(r, 'thanks', true);
  const say = `${r.ctx.copy.general.thanks} ${r.ctx.copy.attendance.notSavedYet}`;
  return moved(r, open.flow, { kind: 'go', state: open.state, say });
}

/** Something else comes between: what was open and is not saved is not forgotten without a word. */
async function aside(r: Routing, open: NonNullable<Open>, intent: Intent): Promise<Answer> {
  const found = await wished({ ...r, context: { ...r.context, flow: null } }, intent, true);
  const unsaved = open.flow.unsaved(r.ctx, open.state);
  if (!found.reply || unsaved === null || found.context.flow?.name === open.flow.name) return found;
  return { ...found, reply: prefixed(found.reply, unsaved) };
}

export async function begun(r: Routing): Promise<Answer> {
  if (r.limited) return slowed(r);
  if (r.input.text === '') return cannotUse(r);
  const number = /^[1-9]$/.test(r.input.text) ? await pickedUp(r, Number(r.input.text)) : null;
  if (number) return number;
  const followed = await goneOn(r);
  if (followed) return followed;
  const understood: Understood = await r.input.understood();
  if (understood.confidence < SURE) {
    const known = await knownAnswer(r.ctx, r.input);
    if (known && known.kind !== 'unclear') return { ...moved(r, faq, known), intent: 'general_query' };
    const misses = r.context.misses + 1;
    const { general, human } = r.ctx.copy;
    const again = text(misses === 2 ? human.offerAgain : general.unclearOutside);
    return missed(r, misses, { again, intent: understood.intent });
  }
  return askedFirst(r, understood) ?? wished(r, understood.intent, true);
}

/** Nobody understood: asked again, then a person is offered, then the office has it. */
async function missed(
  r: Routing,
  misses: number,
  { again, intent }: { again: Reply; intent: Intent },
): Promise<Answer> {
  switch (afterMiss(misses, r.ctx.actor)) {
    case 'again':
      return plain(r, again, { misses }, intent);
    case 'offer':
      return plain(r, withPerson(r.ctx, again), { misses }, intent);
    case 'hand_over':
      return { ...(await tapping(r, TO_OFFICE('misunderstood'))), intent, counted: true };
  }
}

/** "And for Meera?": a few words that only the last answer gives a meaning. */
async function goneOn(r: Routing): Promise<Answer | null> {
  const flow = r.ctx.about ? flowNamed(r.ctx.about.flow) : undefined;
  const step = flow ? await flow.follow(r.ctx, r.input) : null;
  return flow && step && step.kind !== 'unclear' ? moved(r, flow, step) : null;
}

/** Told once, then quiet until the person slows down. */
export function slowed(r: Routing): Answer {
  const told = within(r.context.slowedAt, r.ctx.now, 3_600_000);
  const reply = told ? null : text(r.ctx.copy.general.slowDown);
  const slowedAt = told ? r.context.slowedAt : r.ctx.now.toISOString();
  return { ...plain(r, reply, { slowedAt }), reason: 'rate_limited' };
}

/** One kind sentence for what cannot be used, at most once a minute. */
function cannotUse(r: Routing): Answer {
  const kind = r.input.attachment;
  if (kind === null || within(r.context.cannotAt, r.ctx.now, 60_000))
    return { ...plain(r, null), reason: 'unusable' };
  const { cannot } = r.ctx.copy.general;
  const words =
    kind === 'audio' ? cannot.audio : kind === 'image' || kind === 'video' ? cannot.image : cannot.other;
  return { ...plain(r, text(words), { cannotAt: r.ctx.now.toISOString() }), reason: 'unusable' };
}
