import { type Option, type Reply, buttonId, buttons, list } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { FLOW, type On, type Place, type State } from './state.js';

/** WhatsApp shows ten rows; the last one leads on. */
const ROWS = 10;

export function prompt(ctx: FlowContext, state: State): Reply {
  const { makeup: words } = ctx.copy;
  switch (state.step) {
    case 'child': {
      const children = ctx.actor.children.slice(0, ROWS);
      return choose(
        ctx,
        words.whoFor,
        children.map((c) => ({ id: buttonId(FLOW, 'child', c.id), title: c.name })),
      );
    }
    case 'missed':
      return choose(ctx, words.whichMissed(state.pupil.name), [
        ...state.missed.map((m, i) => ({
          id: buttonId(FLOW, 'for', state.pupil.id, m.date, i),
          title: words.missed(m),
        })),
        { id: buttonId(FLOW, 'for', state.pupil.id, 'none'), title: words.noneInParticular },
      ]);
    case 'places':
      return offerPlaces(ctx, state);
    case 'ask':
      return askYes(ctx, state);
    case 'bookings':
      return list(words.whichBooking, words.choose, [
        {
          title: words.makeupClasses,
          rows: state.bookings.map((b) => ({
            id: buttonId(FLOW, 'cancel', b.id),
            title: words.placeTitle(b),
            description: `${b.instrument} · ${b.name}`,
          })),
        },
      ]);
    case 'cancel':
      return confirm(
        ctx,
        words.cancelAsk(state.booking.name, state.booking),
        buttonId(FLOW, 'yes', 'cancel', state.booking.id),
      );
  }
}

function choose(ctx: FlowContext, body: string, options: readonly Option[]): Reply {
  const { makeup: words } = ctx.copy;
  if (options.length <= 3) return buttons(body, options);
  return list(body, words.choose, [{ title: words.choices, rows: [...options] }]);
}

function confirm(ctx: FlowContext, body: string, yes: string): Reply {
  const { makeup: words } = ctx.copy;
  return buttons(body, [
    { id: yes, title: words.yes },
    { id: buttonId(FLOW, 'no'), title: words.cancel },
  ]);
}

function offerPlaces(ctx: FlowContext, { pupil, missed, places, page }: On<'places'>): Reply {
  const { makeup: words } = ctx.copy;
  const many = places.length > ROWS;
  const size = many ? ROWS - 1 : ROWS;
  const shown = places.slice(page * size, (page + 1) * size);
  const next = (page + 1) * size < places.length ? page + 1 : 0;
  const row = (p: Place): Option => ({
    id: buttonId(FLOW, 'place', pupil.id, p.batchId, p.date, missed?.date ?? 'none'),
    title: words.placeTitle(p),
    description: words.placeHint(p),
  });
  const more: Option[] = many ? [{ id: buttonId(FLOW, 'more', next), title: words.more }] : [];
  const rows = (isMakeup: boolean) => shown.filter((p) => p.isMakeup === isMakeup).map(row);
  const others = [...rows(false), ...more];
  return list(words.places(pupil.name, missed), words.showPlaces, [
    { title: words.makeupClasses, rows: rows(true) },
    { title: words.otherClasses, rows: others },
  ]);
}

function askYes(ctx: FlowContext, { pupil, missed, place, booked }: On<'ask'>): Reply {
  const { makeup: words } = ctx.copy;
  const body = [
    words.ask(pupil.name, place, place.teacher),
    ...(missed ? [words.inPlaceOf(missed)] : []),
    ...(booked > 0 ? [words.thisMonth(booked)] : []),
    words.confirm,
  ].join('\n\n');
  return confirm(ctx, body, buttonId(FLOW, 'yes', 'book', pupil.id, place.batchId, place.date));
}
