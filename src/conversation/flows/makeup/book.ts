import { bookMakeup } from '../../../school/makeup/book.js';
import { cancelMakeup, comingMakeups, viewBooking } from '../../../school/makeup/bookings.js';
import { buttonId, buttons } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { tellTeachers } from '../leave/tell.js';
import { FLOW, type On } from './state.js';
import { type MakeupStep, go, over, placeOf } from './steps.js';

/** A Yes to a seat. */
export async function book(ctx: FlowContext, { pupil, missed, place }: On<'ask'>): Promise<MakeupStep> {
  const { makeup: words } = ctx.copy;
  const { batchId, date } = place;
  const { outcome, writes } = await bookMakeup(ctx, {
    studentId: pupil.id,
    batchId,
    date,
    missedDate: missed?.date ?? null,
  });
  switch (outcome.kind) {
    case 'booked': {
      const of = { kind: 'makeup_booked' as const, pupil: pupil.name, reason: null };
      const tell = tellTeachers(ctx, outcome.teachers, { ...of, origin: `makeup:${outcome.id}` });
      const body = [
        words.booked(pupil.name, outcome.place, outcome.place.teacher),
        tell.names.length > 0 ? words.told(tell.names) : words.inRegister,
      ].join(' ');
      const cancel = { id: buttonId(FLOW, 'cancel', outcome.id), title: words.cancelBooking };
      return { kind: 'done', reply: buttons(body, [cancel]), writes: [...writes, ...tell.writes] };
    }
    case 'already':
      return over(words.alreadyBooked(pupil.name, place));
    case 'taken': {
      const places = outcome.choice.places.filter((p) => p.instrument === place.instrument).map(placeOf);
      if (places.length === 0) return over(words.noPlaces(pupil.name));
      return go({ step: 'places', pupil, missed, places: places.slice(0, 40), page: 0 }, words.taken);
    }
    case 'not_yours':
      return over(words.notYours);
  }
}

/** "Cancel the makeup": which one. */
export async function bookings(ctx: FlowContext, pupils: readonly { id: string }[]): Promise<MakeupStep> {
  const found = await comingMakeups(
    ctx,
    pupils.map((p) => p.id),
  );
  const all = found.map(({ id, name, batchId, date, instrument, start }) => ({
    ...{ id, name, batchId },
    ...{ date, instrument, start },
  }));
  const [only, ...others] = all;
  if (!only) return over(ctx.copy.makeup.noBooking);
  return others.length === 0
    ? go({ step: 'cancel', booking: only })
    : go({ step: 'bookings', bookings: all.slice(0, 10) });
}

/** Shows a booking before it is given up. */
export async function askCancel(ctx: FlowContext, bookingId: string): Promise<MakeupStep> {
  const { makeup: words } = ctx.copy;
  const found = await viewBooking(ctx, { bookingId });
  switch (found.kind) {
    case 'stands': {
      const { id, name, batchId, date, instrument, start } = found.makeup;
      return go({ step: 'cancel', booking: { id, name, batchId, date, instrument, start } });
    }
    case 'already_cancelled':
      return over(words.alreadyCancelled(found.makeup.name, found.makeup));
    case 'over':
      return over(words.begun(found.makeup));
    case 'not_yours':
      return over(words.notYours);
  }
}

/** A Yes to giving it up. */
export async function giveUp(ctx: FlowContext, { booking }: On<'cancel'>): Promise<MakeupStep> {
  const { makeup: words } = ctx.copy;
  const { outcome, writes } = await cancelMakeup(ctx, { bookingId: booking.id });
  switch (outcome.kind) {
    case 'cancelled': {
      const of = { kind: 'makeup_cancelled' as const, pupil: booking.name, reason: null };
      const tell = tellTeachers(ctx, outcome.teachers, { ...of, origin: `makeup:${booking.id}:back` });
      const body = [
        words.cancelled(booking.name, booking),
        ...(tell.names.length > 0 ? [words.told(tell.names)] : []),
      ];
      return over(body.join(' '), [...writes, ...tell.writes]);
    }
    case 'already_cancelled':
      return over(words.alreadyCancelled(booking.name, booking));
    case 'over':
      return over(words.begun(booking));
    case 'not_yours':
      return over(words.notYours);
  }
}
