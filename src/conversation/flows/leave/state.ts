import * as z from 'zod';

export const FLOW = 'leave';

const Days = z.object({ from: z.string(), to: z.string() });
const Klass = z.object({
  batchId: z.string(),
  date: z.string(),
  instrument: z.string(),
  start: z.string().nullable(),
});
export type Klass = z.infer<typeof Klass>;

/** A pupil with the classes that are spoken of. */
export const Away = z.object({ id: z.string(), name: z.string(), classes: z.array(Klass) });
export type Away = z.infer<typeof Away>;

/** What a teacher's leave comes to, as it is shown. */
export const Shown = Days.extend({
  teacherId: z.string(),
  seen: z.string(),
  classes: z.array(Klass.omit({ batchId: true }).extend({ pupils: z.number() })),
  /** Who is in them, per class of the week. */
  names: z.array(
    z.object({ instrument: z.string(), start: z.string().nullable(), pupils: z.array(z.string()) }),
  ),
  pupils: z.number(),
  families: z.number(),
  unheard: z.array(
    z.object({
      name: z.string(),
      why: z.enum(['no_number', 'no_consent', 'opted_out', 'muted', 'unreachable', 'not_now']),
    }),
  ),
  unreadable: z.array(z.string()),
  already: z.array(Days),
});
export type Shown = z.infer<typeof Shown>;

/** What is left of a message once it is known whom it is about. */
export const Saying = z.object({
  said: z.string(),
  /** It takes an earlier word back. */
  back: z.boolean(),
  time: z.string().nullable(),
  instrument: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Saying = z.infer<typeof Saying>;

export const State = z.discriminatedUnion('step', [
  /** A teacher who is also a parent: whose leave. */
  z.object({ step: z.literal('whose'), saying: Saying }),
  z.object({
    step: z.literal('days'),
    teacherId: z.string(),
    whole: Days.nullable(),
    reason: z.string().nullable(),
  }),
  z.object({ step: z.literal('plan'), shown: Shown, reason: z.string().nullable(), names: z.boolean() }),
  z.object({ step: z.literal('leaves'), leaves: z.array(Days.extend({ id: z.string() })) }),
  z.object({
    step: z.literal('back'),
    leaveId: z.string(),
    days: Days,
    classes: z.array(Klass.omit({ batchId: true }).extend({ pupils: z.number() })),
    families: z.number(),
  }),
  z.object({ step: z.literal('child'), saying: Saying }),
  /** Which of these classes; `back`: to come to after all. */
  z.object({
    step: z.literal('classes'),
    pupils: z.array(Away),
    reason: z.string().nullable(),
    /** Whether all of them together may be meant. */
    all: z.boolean(),
    back: z.boolean(),
    page: z.number(),
  }),
  z.object({ step: z.literal('absent'), pupils: z.array(Away), reason: z.string().nullable() }),
  z.object({ step: z.literal('comes'), pupils: z.array(Away) }),
]);
export type State = z.infer<typeof State>;
export type On<Step extends State['step']> = Extract<State, { step: Step }>;
