import type { Write } from '../../../db/client.js';
import type { Intent } from '../../understanding/intent.js';
import { type Option, type Reply, optionsOf, prefixed, text } from '../../whatsapp/reply.js';
import type { Flow, FlowContext, Input, Step } from '../flow.js';
import { type SessionContext, moveTo } from '../session.js';

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

/** The conversation that is open, if its state can still be read. */
export type Open = { flow: Flow; state: unknown } | null;

export function moved(r: Routing, flow: Flow, step: Exclude<Step<unknown>, { kind: 'unclear' }>): Answer {
  const intent = r.context.lastIntent as Intent | null;
  if (step.kind === 'done') {
    const about = step.about ?? r.context.about;
    return { ...plain(r, step.reply, { flow: null, misses: 0, about }), intent, writes: step.writes ?? [] };
  }
  const reply = prefixed(flow.prompt(r.ctx, step.state), step.say);
  const context = withOptions(moveTo(r.context, flow.name, step.state), reply);
  return { reply, writes: step.writes ?? [], context, intent, counted: true, reason: null };
}

export function plain(
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

export function lateWords({ input, ctx: { copy } }: Routing): string {
  return input.forwarded ? copy.general.forwarded : copy.general.late;
}

/** What is late or somebody else's word is done only when the person writes it (again). */
export function notNow(r: Routing, intent: Intent): Answer {
  const { general } = r.ctx.copy;
  return plain(r, text(r.input.forwarded ? general.forwarded : general.lateStart), {}, intent);
}

export function within(since: string | null, now: Date, ms: number): boolean {
  return since !== null && Math.abs(now.getTime() - new Date(since).getTime()) < ms;
}
