import * as z from 'zod';
import { readCommand } from '../../../understanding/commands.js';
import type { Intent } from '../../../understanding/intent.js';
import type { Tap } from '../../../whatsapp/reply.js';
import type { FlowContext, Input } from '../../flow.js';
import { ownWish, wantsElse } from '../elsewhere.js';
import { namedIn } from '../leave/read.js';
import { askCancel, book, giveUp } from './book.js';
import { askFor, daysIn, offer, onDays } from './offer.js';
import type { On, State } from './state.js';
import { type MakeupStep, go, over } from './steps.js';

const Id = z.uuid();

/** Any button of this conversation; `open` is the state it is tapped in, null when it is not the open one. */
export async function tapped(ctx: FlowContext, tap: Tap, open: State | null): Promise<MakeupStep> {
  const { makeup: words } = ctx.copy;
  const [first = '', second = '', third = ''] = tap.args;
  const known = Id.safeParse(first).success;
  switch (tap.action) {
    case 'yes':
      return yes(ctx, tap, open);
    case 'no':
      return over(open?.step === 'cancel' ? words.kept : words.nothingBooked);
    case 'more':
      return open?.step === 'places' ? go({ ...open, page: Number(first) || 0 }) : over(words.notYours);
    case 'child':
      return known ? offer(ctx, { studentId: first, ...wishOf(open) }) : { kind: 'unclear' };
    case 'for': {
      // Two classes of one day have the same date: which of them is told by its place in the list.
      const one = open?.step === 'missed' && third !== '' ? open.missed[Number(third)] : undefined;
      const wish = { ...wishOf(open), ...(one ? { instrument: one.instrument } : {}) };
      return known
        ? offer(ctx, { studentId: first, ...wish, missed: second === 'none' ? null : second })
        : { kind: 'unclear' };
    }
    case 'place':
      return place(ctx, tap, open);
    case 'cancel':
      return known ? askCancel(ctx, first) : { kind: 'unclear' };
    default:
      return { kind: 'unclear' };
  }
}

function wishOf(open: State | null): { said: string; instrument: string | null } {
  return open?.step === 'child' || open?.step === 'missed'
    ? { said: open.said, instrument: open.instrument }
    : { said: '', instrument: null };
}

async function place(ctx: FlowContext, tap: Tap, open: State | null): Promise<MakeupStep> {
  const [studentId = '', batchId = '', date = '', missed = 'none'] = tap.args;
  const found =
    open?.step === 'places' && open.pupil.id === studentId
      ? open.places.find((p) => p.batchId === batchId && p.date === date)
      : undefined;
  if (open?.step === 'places' && found) return askFor(ctx, open, found);
  if (!Id.safeParse(studentId).success) return { kind: 'unclear' };
  return offer(ctx, { studentId, said: '', instrument: null, missed: missed === 'none' ? null : missed });
}

/** A Yes counts only for the question that is open. */
async function yes(ctx: FlowContext, tap: Tap, open: State | null): Promise<MakeupStep> {
  const [what, first = '', batchId = '', date = ''] = tap.args;
  if (what === 'cancel') {
    if (open?.step === 'cancel' && open.booking.id === first) return giveUp(ctx, open);
    return Id.safeParse(first).success ? askCancel(ctx, first) : { kind: 'unclear' };
  }
  const same =
    open?.step === 'ask' &&
    open.pupil.id === first &&
    open.place.batchId === batchId &&
    open.place.date === date;
  if (open?.step === 'ask' && same) return book(ctx, open);
  if (open) return go(open, ctx.copy.makeup.stale);
  if (!Id.safeParse(first).success) return { kind: 'unclear' };
  const again = await offer(ctx, { studentId: first, said: '', instrument: null, missed: null });
  return again.kind === 'go' ? { ...again, say: ctx.copy.makeup.stale } : again;
}

/** In the words of which wishes a question may be answered: "the Thursday she could not come". */
const OWN: Record<State['step'], readonly Intent[]> = {
  child: ['makeup_request'],
  missed: ['makeup_request', 'report_leave'],
  places: ['makeup_request', 'check_schedule'],
  ask: ['makeup_request', 'check_schedule'],
  bookings: ['makeup_request', 'report_leave'],
  cancel: ['makeup_request'],
};

/** What is typed at a step. */
export async function typed(ctx: FlowContext, state: State, input: Input): Promise<MakeupStep> {
  const { makeup: words } = ctx.copy;
  const said = input.text;
  const unclear: MakeupStep = { kind: 'unclear', help: words.helpChoose };
  if (readCommand(said) === 'no') return over(state.step === 'bookings' ? words.kept : words.nothingBooked);
  if (await wantsElse(input, OWN[state.step])) return { kind: 'unclear' };
  switch (state.step) {
    case 'child': {
      const [only, ...others] = namedIn(said, ctx.actor.children);
      if (only && others.length > 0) return go(state, words.oneByOne);
      return only ? offer(ctx, { studentId: only.id, ...wishOf(state) }) : unclear;
    }
    case 'missed': {
      const day = daysIn(ctx, said, 'past');
      const found = state.missed.find((m) => m.date === day?.from);
      return found
        ? offer(ctx, { studentId: state.pupil.id, ...wishOf(state), missed: found.date })
        : unclear;
    }
    case 'places':
    case 'ask': {
      const [other, ...more] = namedIn(said, ctx.actor.children).filter((c) => c.id !== state.pupil.id);
      const asks = (await ownWish(input)) === 'check_schedule';
      if (other && more.length === 0)
        return asks ? unclear : offer(ctx, { studentId: other.id, said, instrument: null });
      return placeTyped(ctx, state, { said, asks });
    }
    case 'bookings': {
      const days = daysIn(ctx, said, 'future');
      const [only, ...others] = state.bookings.filter(
        (b) => days && days.from <= b.date && b.date <= days.to,
      );
      return only && others.length === 0 ? askCancel(ctx, only.id) : unclear;
    }
    case 'cancel':
      return { kind: 'unclear' };
  }
}

/** A day, or the instrument. `asks`: it may be a question about the child's own classes. */
async function placeTyped(
  ctx: FlowContext,
  state: On<'places'> | On<'ask'>,
  { said, asks }: { said: string; asks: boolean },
): Promise<MakeupStep> {
  const { makeup: words } = ctx.copy;
  const days = daysIn(ctx, said, 'future');
  if (!days) return { kind: 'unclear', help: words.helpChoose };
  const { pupil, missed } = state;
  const again = await offer(ctx, {
    studentId: pupil.id,
    said: '',
    instrument: missed?.instrument ?? null,
    missed: missed?.date ?? null,
  });
  if (again.kind !== 'go' || again.state.step !== 'places') return again;
  const places = onDays(again.state.places, days);
  const [only, ...others] = places;
  if (!only && asks) return { kind: 'unclear' };
  if (!only) return go({ ...again.state, missed }, words.noPlaceOn(days.from));
  return others.length === 0 ? askFor(ctx, state, only) : go({ ...again.state, missed, places, page: 0 });
}
