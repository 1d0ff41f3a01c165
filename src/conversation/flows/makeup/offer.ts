import { localDate } from '../../../school/dates.js';
import { type MakeupChoice, bookedInMonth, makeupChoice } from '../../../school/makeup/places.js';
import { type DateRange, readDateRange } from '../../../understanding/dates.js';
import type { FlowContext } from '../../flow.js';
import type { Missed, Place, State } from './state.js';
import { type MakeupStep, go, over, placeOf } from './steps.js';

/** What was said beside the wish for a makeup. */
export interface Wanted {
  studentId: string;
  said: string;
  instrument: string | null;
  /** A date that was missed, or null where none was chosen; undefined where it is still to be found out. */
  missed?: string | null;
}

/** For a pupil: which class it makes up for, as far as that must be asked, and then where there is a seat. */
export async function offer(ctx: FlowContext, wanted: Wanted): Promise<MakeupStep> {
  const choice = await makeupChoice(ctx, wanted);
  if (!choice) return over(ctx.copy.makeup.notYours);
  const { pupil, missed: all } = choice;
  const day = daysIn(ctx, wanted.said, 'past');
  const fitting = all.filter((m) => like(m.instrument, wanted.instrument));
  const open = fitting.length > 0 ? fitting : all;
  const named = open.filter((m) => day !== null && m.date === day.from);
  const missed = named.length > 0 ? named : open;
  if (wanted.missed !== undefined) {
    const chosen = open.find((m) => m.date === wanted.missed) ?? null;
    return places(ctx, choice, { missed: chosen, wanted: { ...wanted, said: '' } });
  }
  const [only, ...others] = missed;
  if (others.length === 0) return places(ctx, choice, { missed: only ?? null, wanted });
  const { said, instrument } = wanted;
  return go({
    step: 'missed',
    pupil,
    said,
    instrument,
    missed: missed.slice(0, 8).map(({ date, instrument: i }) => ({ date, instrument: i })),
  });
}

function places(
  ctx: FlowContext,
  choice: MakeupChoice,
  { missed, wanted }: { missed: Missed | null; wanted: Wanted },
): MakeupStep {
  const { makeup: words } = ctx.copy;
  const { pupil } = choice;
  const instrument = missed?.instrument ?? wanted.instrument;
  const same = choice.places.filter((p) => like(p.instrument, instrument)).map(placeOf);
  const offered = same.length > 0 || missed ? same : choice.places.map(placeOf);
  if (offered.length === 0) return over(words.noPlaces(pupil.name));
  const days = daysIn(ctx, wanted.said, 'future');
  const then = days && days.from !== missed?.date ? onDays(offered, days) : [];
  const of = missed && { date: missed.date, instrument: missed.instrument };
  const shown = then.length > 0 ? then : offered;
  return go({ step: 'places', pupil, missed: of, places: shown.slice(0, 40), page: 0 });
}

export function onDays(places: readonly Place[], { from, to }: DateRange): Place[] {
  return places.filter((p) => from <= p.date && p.date <= to);
}

export function daysIn(ctx: FlowContext, said: string, tense: 'past' | 'future'): DateRange | null {
  return said === '' ? null : readDateRange(said, localDate(ctx.now, ctx.timezone), { tense });
}

function like(a: string, b: string | null): boolean {
  return b === null || a.toLowerCase().includes(b.toLowerCase());
}

/** A place that was chosen, with what is booked by now. */
export async function askFor(
  ctx: FlowContext,
  { pupil, missed }: { pupil: { id: string; name: string }; missed: Missed | null },
  place: Place,
): Promise<MakeupStep> {
  const choice = await makeupChoice(ctx, { studentId: pupil.id });
  if (!choice) return over(ctx.copy.makeup.notYours);
  const state: State = {
    step: 'ask',
    pupil,
    missed,
    place,
    booked: bookedInMonth(choice.bookings, place.date),
  };
  return go(state);
}
