import * as z from 'zod';

export const FLOW = 'makeup';

const Pupil = z.object({ id: z.string(), name: z.string() });
const Missed = z.object({ date: z.string(), instrument: z.string() });
export type Missed = z.infer<typeof Missed>;

const Klass = z.object({
  batchId: z.string(),
  date: z.string(),
  instrument: z.string(),
  start: z.string().nullable(),
});
const Place = Klass.extend({ teacher: z.string().nullable(), seats: z.number(), isMakeup: z.boolean() });
export type Place = z.infer<typeof Place>;

/** A booking that may be given up. */
const Booked = Klass.extend({ id: z.string(), name: z.string() });
export type Booked = z.infer<typeof Booked>;

export const State = z.discriminatedUnion('step', [
  z.object({ step: z.literal('child'), said: z.string(), instrument: z.string().nullable() }),
  z.object({
    step: z.literal('missed'),
    pupil: Pupil,
    missed: z.array(Missed),
    said: z.string(),
    instrument: z.string().nullable(),
  }),
  z.object({
    step: z.literal('places'),
    pupil: Pupil,
    missed: Missed.nullable(),
    places: z.array(Place),
    page: z.number(),
  }),
  z.object({
    step: z.literal('ask'),
    pupil: Pupil,
    missed: Missed.nullable(),
    place: Place,
    /** How many are booked in that month already. */
    booked: z.number(),
  }),
  z.object({ step: z.literal('bookings'), bookings: z.array(Booked) }),
  z.object({ step: z.literal('cancel'), booking: Booked }),
]);
export type State = z.infer<typeof State>;
export type On<Step extends State['step']> = Extract<State, { step: Step }>;
