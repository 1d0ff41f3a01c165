import type { Write } from '../../db/client.js';
import { forget } from '../mailbox/recent.js';
import { optIn, optOut } from '../outreach/consent.js';
import { type Command, readCommand } from '../understanding/commands.js';
import { INTENTS, type Intent, type Understood } from '../understanding/intent.js';
import { toneOf } from '../understanding/tone.js';
import {
  type Option,
  type Reply,
  type Tap,
  optionsOf,
  prefixed,
  readButtonId,
  text,
} from '../whatsapp/reply.js';
import type { Flow, FlowContext, Input, Step } from './flow.js';
import { faq, knownAnswer } from './flows/faq.js';
import { flowFor, flowNamed } from './flows/index.js';
import { menu } from './flows/menu.js';
import { TO_BOT, TO_OFFICE, afterMiss, heardWithOffice, withPerson } from './office.js';
import { type SessionContext, moveTo } from './session.js';

/** Below this nobody understood it well enough to act on. */
const SURE = 0.4;
/** Above this a text that does not fit the open question is taken as a new wish. */
const ELSEWHERE = 0.75;

export interface Routing {
  ctx: FlowContext;
  context: SessionContext;
  input: Input;
  /** The person wrote more than the limit allows. */
  limited: boolean;
}

/** One reply at most, what to write with it, and the session after it. */
export interface Answer {
  reply: Reply | null;
  writes: Write[];
  context: SessionContext;
  intent: Intent | null;
  /** Whether the message counts against the limit: taps and answers that the open step expects do not. */
  counted: boolean;
  reason: string | null;
}

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
  const command = input.text === '' || input.forwarded ? null : readCommand(input.text);
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

type Open = { flow: Flow; state: unknown } | null;

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

/** As if a button of another flow had been tapped; what was written stays to be read. */
function tapping(r: Routing, tap: Tap): Promise<Answer> {
  return tapped({ ...r, input: { ...r.input, tap } }, null);
}

async function tapped(r: Routing, open: Open): Promise<Answer> {
  const tap = r.input.tap as Tap;
  if (tap.flow === 'menu') return wished(r, INTENTS.find((i) => i === tap.action) ?? 'help', false);
  const flow = flowNamed(tap.flow);
  if (!flow) return { ...plain(r, text(r.ctx.copy.general.oldButton)), counted: false };
  const step =
    open?.flow.name === flow.name
      ? await flow.answer(r.ctx, open.state, r.input)
      : await flow.tap(r.ctx, tap, r.input);
  if (step.kind === 'unclear') return { ...plain(r, text(r.ctx.copy.general.oldButton)), counted: false };
  return { ...moved(r, flow, step), counted: false };
}

/** The words that work everywhere. Null where the open question is to hear the word itself (yes, no). */
async function obey(r: Routing, command: Command, open: Open): Promise<Answer | null> {
  const { general } = r.ctx.copy;
  switch (command) {
    case 'menu':
      return plain(r, menu(r.ctx), { flow: null }, 'help');
    case 'help':
      return open
        ? moved(r, open.flow, { kind: 'go', state: open.state, say: helpFor(r.ctx) })
        : plain(r, menu(r.ctx, helpFor(r.ctx)), {}, 'help');
    case 'cancel':
      if (!open) return plain(r, text(general.nothingToCancel));
      return {
        ...plain(r, text(general.cancelled), { flow: null }),
        writes: open.flow.leave(r.ctx, open.state),
      };
    case 'back':
      return open ? back(r, open.flow) : plain(r, menu(r.ctx), {}, 'help');
    case 'human':
      return wished(r, 'talk_to_human', true);
    case 'stop':
      return wished(r, 'opt_out', true);
    case 'start':
      return wished(r, 'opt_in', true);
    case 'reset':
      return {
        ...plain(r, text(general.forgotten), { flow: null, lastIntent: null, misses: 0, about: null }),
        writes: [forget(r.ctx.db, r.ctx.actor.personId)],
      };
    case 'yes':
    case 'no':
    case 'undo':
      return confirmed(r, command, open);
  }
}

/** "yes", "no" and "undo" mean the button of that action, if the last reply had one; otherwise the open question hears them. */
async function confirmed(r: Routing, command: 'yes' | 'no' | 'undo', open: Open): Promise<Answer | null> {
  const actions: string[] = command === 'no' ? ['no', 'cancel'] : [command];
  const option = r.context.options.find((o) => actions.includes(readButtonId(o.id)?.action ?? ''));
  const tap = option ? readButtonId(option.id) : null;
  if (tap) return tapped({ ...r, input: { ...r.input, tap } }, open);
  return open ? null : plain(r, text(r.ctx.copy.general.nothingToConfirm));
}

function back(r: Routing, flow: Flow): Answer {
  const trail = r.context.flow?.trail ?? [];
  const state = trail.at(-1);
  if (state === undefined || !flow.reads(state)) return plain(r, menu(r.ctx), { flow: null }, 'help');
  const reply = flow.prompt(r.ctx, state);
  return plain(r, reply, { flow: { name: flow.name, state, trail: trail.slice(0, -1) }, misses: 0 });
}

async function answered(r: Routing, open: NonNullable<Open>): Promise<Answer> {
  const step = await open.flow.answer(r.ctx, open.state, r.input);
  if (step.kind !== 'unclear') return { ...moved(r, open.flow, step), counted: false };
  if (r.limited) return slowed(r);
  if (r.input.text === '') return cannotUse(r);
  const understood = await r.input.understood();
  // A bare yes or no is about this question, whatever else it might mean.
  const bare = readCommand(r.input.text) !== null;
  const elsewhere = !bare && understood.confidence >= ELSEWHERE && !SMALL_TALK.has(understood.intent);
  if (elsewhere) return wished({ ...r, context: { ...r.context, flow: null } }, understood.intent, true);
  const { general } = r.ctx.copy;
  const misses = r.context.misses + 1;
  const lead = misses > 1 ? general.unclearAgain : `${general.unclear} ${step.help ?? ''}`.trim();
  const again = prefixed(open.flow.prompt(r.ctx, open.state), lead);
  return missed(r, misses, { again, intent: understood.intent });
}

const SMALL_TALK: ReadonlySet<Intent> = new Set(['greeting', 'thanks', 'help', 'out_of_scope']);

async function begun(r: Routing): Promise<Answer> {
  if (r.limited) return slowed(r);
  if (r.input.text === '') return cannotUse(r);
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
  return wished(r, understood.intent, true);
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

/** Begins what a person wants. `counted`: it was written, not tapped. */
async function wished(r: Routing, intent: Intent, counted: boolean): Promise<Answer> {
  const flow = flowFor(intent);
  if (!flow) return { ...simple({ ...r, context: { ...r.context, misses: 0 } }, intent), counted };
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
function simple(r: Routing, intent: Intent): Answer {
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
    default:
      return plain(r, text(general.notYet(intent)), {}, intent);
  }
}

function helpFor({ actor, copy }: FlowContext): string {
  const teaches = actor.teacher !== null || actor.isAdmin;
  return teaches ? `${copy.general.teacherHelp}\n\n${copy.general.help}` : copy.general.help;
}

/** Told once, then quiet until the person slows down. */
function slowed(r: Routing): Answer {
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

function lateWords({ input, ctx: { copy } }: Routing): string {
  return input.forwarded ? copy.general.forwarded : copy.general.late;
}

/** What is late or somebody else's word is done only when the person writes it (again). */
function notNow(r: Routing, intent: Intent): Answer {
  const { general } = r.ctx.copy;
  return plain(r, text(r.input.forwarded ? general.forwarded : general.lateStart), {}, intent);
}

function within(since: string | null, now: Date, ms: number): boolean {
  return since !== null && Math.abs(now.getTime() - new Date(since).getTime()) < ms;
}

function moved(r: Routing, flow: Flow, step: Exclude<Step<unknown>, { kind: 'unclear' }>): Answer {
  const intent = r.context.lastIntent as Intent | null;
  if (step.kind === 'done') {
    const about = step.about ?? r.context.about;
    return { ...plain(r, step.reply, { flow: null, misses: 0, about }), intent, writes: step.writes ?? [] };
  }
  const reply = prefixed(flow.prompt(r.ctx, step.state), step.say);
  const context = withOptions(moveTo(r.context, flow.name, step.state), reply);
  return { reply, writes: step.writes ?? [], context, intent, counted: true, reason: null };
}

function plain(
  r: Routing,
  reply: Reply | null,
  change: Partial<SessionContext> = {},
  intent: Intent | null = null,
): Answer {
  const context = { ...r.context, ...change };
  return {
    reply,
    writes: [],
    // A sentence in passing leaves what was offered before open ("undo" after a second "yes").
    context:
      reply && (optionsOf(reply).length > 0 || change.flow === null) ? withOptions(context, reply) : context,
    intent,
    counted: true,
    reason: null,
  };
}

function withOptions(context: SessionContext, reply: Reply): SessionContext {
  const options: Pick<Option, 'id' | 'title'>[] = optionsOf(reply).map(({ id, title }) => ({ id, title }));
  return { ...context, options };
}

function joined(a: string, b: string | undefined): string {
  return b ? `${a}\n\n${b}` : a;
}
