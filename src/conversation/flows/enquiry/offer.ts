import type { Facts } from '../../../school/enquiry/facts.js';
import { type OpenClass, seatsOf } from '../../../school/enquiry/seats.js';
import type { FlowContext } from '../../flow.js';
import type { Offer, Offered } from './state.js';

/** So many classes can be taken in at a glance; of more the number is told. */
const SHOWN = 6;

/** What the school has for a wish; null where the instrument is not known yet. One request. */
export async function offerFor(ctx: FlowContext, facts: Facts): Promise<Offer | null> {
  const { instrument, instrumentId } = facts;
  if (instrument === null || instrumentId === null) return null;
  const seats = await seatsOf(ctx, {
    instrument: { id: instrumentId, name: instrument },
    language: ctx.language,
  });
  const wished = seats.open.filter((c) => suits(c, facts.days));
  const fits = wished.length > 0 || !facts.days?.length;
  const classes = wished.length > 0 ? wished : seats.open;
  return {
    classes: classes.slice(0, SHOWN).map(offered),
    fits,
    more: Math.max(classes.length - SHOWN, 0),
    full: seats.full,
    fees: seats.fees.map(({ classes: count, amountPaise }) => ({ classes: count, amountPaise })),
    trialPaise: seats.trialPaise,
    trialWords: seats.trialWords,
  };
}

/** For brothers and sisters, for each other instrument once. */
export async function offersForOthers(
  ctx: FlowContext,
  facts: Facts,
): Promise<{ instrument: string; offer: Offer }[]> {
  const wishes = new Map(facts.also.map((a) => [a.instrumentId, a.instrument]));
  const others = [...wishes].filter(([id]) => id !== null && id !== facts.instrumentId);
  const found = await Promise.all(
    others.map(async ([instrumentId, instrument]) => ({
      instrument: instrument ?? '',
      offer: await offerFor(ctx, { ...facts, instrument, instrumentId }),
    })),
  );
  return found.flatMap(({ instrument, offer }) => (offer ? [{ instrument, offer }] : []));
}

/** A class nobody can read may be on any day. */
function suits({ recurrence }: OpenClass, days: readonly number[] | null): boolean {
  if (!days?.length || !recurrence.readable) return true;
  return recurrence.slots.some((slot) => days.includes(slot.weekday));
}

function offered({ recurrence, teacher, place, free }: OpenClass): Offered {
  const slots = recurrence.readable ? recurrence.slots : null;
  return { slots, text: recurrence.text, teacher, place, free };
}

/** The classes and what they cost, in words. */
export function offerLines(ctx: FlowContext, facts: Facts, offer: Offer): string[] {
  const { enquiry: words } = ctx.copy;
  const { classes, fits, fees, full, more } = offer;
  const lines = classes.map((c) => words.classLine(c));
  const head = fits ? words.classesOf(facts.instrument ?? '') : words.classesOnOtherDays(facts.days ?? []);
  const list = [head, ...lines, ...(more > 0 ? [words.moreClasses(more)] : [])].join('\n');
  const none = full > 0 ? words.allFull(facts.instrument ?? '') : words.noClasses(facts.instrument ?? '');
  return [
    classes.length > 0 ? list : none,
    fees.length > 0 ? words.fees(fees) : words.noFees,
    ...(facts.trial ? [trialLine(ctx, offer)] : []),
  ];
}

/** Of trial classes only what the school itself says. */
function trialLine({ copy: { enquiry: words } }: FlowContext, { trialPaise, trialWords }: Offer): string {
  const own = trialWords ?? '';
  if (trialPaise !== null) return [words.trialFee(trialPaise), own].filter(Boolean).join(' ');
  return own || words.trialUnknown;
}
