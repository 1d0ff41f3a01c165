import * as z from 'zod';
import { type Facts, NO_FACTS, Slot, merged } from '../../../school/enquiry/facts.js';
import { dropEnquiry } from '../../../school/enquiry/keep.js';
import { openEnquiry } from '../../../school/enquiry/open.js';
import type { Tap } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { yes } from './save.js';
import type { Base, State } from './state.js';
import { type EnqStep, baseOf, go, onward, over } from './steps.js';

const Id = z.uuid();
const WEEKDAYS = [1, 2, 3, 4, 5];

/** Any button of this conversation; `open` is the state it is tapped in, null when it is not the open one. */
export async function tapped(ctx: FlowContext, tap: Tap, open: State | null): Promise<EnqStep> {
  const [first = '', second = ''] = tap.args;
  const resuming = first === 'resume';
  if (tap.action === 'yes' && !resuming) {
    return Id.safeParse(first).success
      ? yes(ctx, { id: first, version: Number(second) || 0 }, open)
      : { kind: 'unclear' };
  }
  const base = open ? baseOf(open) : await begun(ctx);
  if (resuming) return resumed(ctx, tap, { base, said: open?.step === 'resume' ? open.said : NO_FACTS });
  if (tap.action === 'no') return over(ctx.copy.enquiry.declined);
  if (tap.action === 'change') return go({ step: 'change', ...base });
  if (tap.action === 'more') {
    const only = open?.step === 'ask' ? open.only : null;
    return go({ step: 'ask', ...base, slot: 'instrument', only, page: Number(first) || 0 });
  }
  const slot = Slot.safeParse(first);
  return slot.success ? ofSlot(ctx, { ...tap, slot: slot.data, value: second }, base) : { kind: 'unclear' };
}

/** What is kept of this person, for a button that was shown before a pause. */
async function begun(ctx: FlowContext): Promise<Base> {
  const { taught, draft } = await openEnquiry(ctx);
  return draft
    ? { taught, facts: draft.details, ref: { id: draft.id, version: draft.details.version } }
    : { taught, facts: NO_FACTS, ref: null };
}

/** On where it stopped, or from the beginning. */
function resumed(
  ctx: FlowContext,
  { action }: Tap,
  { base, said }: { base: Base; said: Facts },
): Promise<EnqStep> {
  if (action === 'yes') return onward(ctx, { ...base, facts: merged(base.facts, saidOf(said)) });
  const before = base.ref ? dropEnquiry(ctx, base.ref.id) : [];
  return onward(ctx, { ...base, facts: said, ref: null }, { before });
}

/** Only what was really said. */
export function saidOf(facts: Facts): Partial<Facts> {
  const { skipped: _, trial, waiting: __, ...rest } = facts;
  return { ...rest, ...(trial ? { trial } : {}) };
}

async function ofSlot(
  ctx: FlowContext,
  { action, slot, value }: { action: string; slot: Slot; value: string },
  base: Base,
): Promise<EnqStep> {
  const { facts } = base;
  if (action === 'edit') return go({ step: 'ask', ...base, slot, only: null, page: 0 });
  if (action === 'skip') {
    const skipped = slot === 'who' ? [slot, 'age' as const] : [slot];
    return onward(ctx, {
      ...base,
      facts: { ...facts, skipped: [...new Set([...facts.skipped, ...skipped])] },
    });
  }
  const said = action === 'set' ? answerOf(base, slot, value) : null;
  return said ? onward(ctx, { ...base, facts: merged(facts, said) }) : { kind: 'unclear' };
}

function answerOf({ taught }: Base, slot: Slot, value: string): Partial<Facts> | null {
  switch (slot) {
    case 'instrument': {
      const found = taught.find((i) => i.id === value);
      return found ? { instrument: found.name, instrumentId: found.id } : null;
    }
    case 'who':
      return value === 'self' || value === 'child' ? { who: value } : null;
    case 'level':
      return value === 'beginner' || value === 'some' ? { level: value } : null;
    case 'days':
      return { days: value === 'weekend' ? [6, 0] : value === 'weekdays' ? WEEKDAYS : [] };
    case 'age':
    case 'name':
    case 'phone':
      return null;
  }
}
