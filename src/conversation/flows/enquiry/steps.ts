import type { Write } from '../../../../db/client.js';
import { type Facts, firstMissing, saysAnything } from '../../../school/enquiry/facts.js';
import { keepEnquiry } from '../../../school/enquiry/keep.js';
import { text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { offerFor, offersForOthers } from './offer.js';
import type { Base, State } from './state.js';

export type EnqStep = Step<State>;

interface Along {
  say?: string | undefined;
  writes?: Write[];
}

export function go(state: State, { say, writes }: Along = {}): EnqStep {
  return { kind: 'go', state, ...(say === undefined ? {} : { say }), ...(writes ? { writes } : {}) };
}

export function over(body: string, writes: Write[] = []): EnqStep {
  return { kind: 'done', reply: text(body), writes };
}

/** What every state has. */
export function baseOf({ facts, ref, taught }: Base): Base {
  return { facts, ref, taught };
}

/** Keeps what is known by now and asks the next thing; when nothing is left to ask, shows what the school has. */
export async function onward(
  ctx: FlowContext,
  base: Base,
  more: { say?: string | undefined; late?: boolean; before?: Write[] } = {},
): Promise<EnqStep> {
  const slot = firstMissing(base.facts, ctx.actor.phone !== null);
  const offer = slot === null ? await offerFor(ctx, base.facts) : null;
  const others = offer ? await offersForOthers(ctx, base.facts) : [];
  const facts: Facts = offer
    ? { ...base.facts, waiting: offer.classes.length === 0, location: onlyPlace(offer.classes) }
    : base.facts;
  const kept = more.late ? { base: { ...base, facts }, writes: [] } : keep(ctx, { ...base, facts });
  const writes = [...(more.before ?? []), ...kept.writes];
  const state: State =
    slot === null
      ? { step: 'offer', ...kept.base, offer, others }
      : { step: 'ask', ...kept.base, slot, only: null, page: 0 };
  return go(state, { say: more.say, writes });
}

function keep(ctx: FlowContext, base: Base): { base: Base; writes: Write[] } {
  if (!saysAnything(base.facts)) return { base, writes: [] };
  const { outcome, writes } = keepEnquiry(ctx, base);
  return { base: { ...base, ref: outcome }, writes };
}

function onlyPlace(classes: readonly { place: string | null }[]): string | null {
  const [only, ...others] = new Set(classes.map((c) => c.place));
  return others.length === 0 ? (only ?? null) : null;
}
