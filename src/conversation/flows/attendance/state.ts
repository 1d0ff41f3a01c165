import * as z from 'zod';
import { Question } from '../../../school/attendance/draft.js';

export const FLOW = 'att';

const Mark = z.enum(['present', 'absent', 'excused']);
const Pupil = z.object({ id: z.string(), name: z.string() });
const MarkedBy = z.object({
  source: z.enum(['web', 'whatsapp', 'manual']).nullable(),
  name: z.string().nullable(),
  self: z.boolean(),
  /** ISO time. */
  at: z.string().nullable(),
});

/** Which class of which day, as it is spoken of and held against the actor's rights. */
const Klass = z.object({
  batchId: z.string(),
  date: z.string(),
  instrument: z.string(),
  start: z.string().nullable(),
  teacherId: z.string().nullable(),
});

/** One register being made: what the person sees, and what they have said so far. */
export const Sheet = z.object({
  kind: z.enum(['register', 'extra', 'cancelled']),
  klass: Klass,
  /** The draft it is kept as; null while nobody was named. */
  ref: z.object({ id: z.string(), version: z.number() }).nullable(),
  seen: z.object({ roster: z.string(), rows: z.string() }),
  /** In the order of their numbers. Of a makeup: everybody it may be for. */
  roster: z.array(Pupil.extend({ excused: z.boolean() })),
  /** By pupil; who is missing is not decided yet. */
  marks: z.record(z.string(), Mark),
  extra: z.array(z.string()),
  /** What everybody becomes whom nobody named. */
  rest: z.enum(['present', 'absent']).nullable(),
  open: z.array(Question),
  /** Only who is named is marked: an admin's correction of a day. */
  partial: z.boolean(),
  /** Words of the last message that nobody knew. */
  noise: z.array(z.string()),
  confidence: z.number().nullable(),
  message: z.string().nullable(),
  /** What is stored already. */
  was: z.array(Pupil.extend({ status: Mark, isExtra: z.boolean() })),
  by: MarkedBy.nullable(),
  held: z.enum(['conducted', 'not_conducted']).nullable(),
  holiday: z.string().nullable(),
  doubled: z.array(z.string()),
  /** Who booked a seat in this class for one they missed. */
  booked: z.array(Pupil).default([]),
});
export type Sheet = z.infer<typeof Sheet>;

/** A class to choose. */
const Choice = Klass.extend({
  teacherName: z.string().nullable(),
  pupils: z.number(),
  marked: z.boolean(),
  held: z.enum(['conducted', 'not_conducted']).nullable(),
});
export type Choice = z.infer<typeof Choice>;

/** What the person wants, kept until it is known of which class. */
export const Wish = z.object({
  kind: z.enum(['register', 'extra', 'cancelled']),
  text: z.string(),
  present: z.array(z.string()),
  absent: z.array(z.string()),
  allPresent: z.boolean(),
  /** Of one or two pupils of a day, not of the whole class. */
  partial: z.boolean(),
  /** How sure the model was, where it read the names. */
  confidence: z.number().nullable(),
});
export type Wish = z.infer<typeof Wish>;

export const State = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('choose'),
    choices: z.array(Choice),
    /** There are classes that are not offered here. */
    others: z.boolean(),
    page: z.number(),
    wish: Wish,
  }),
  z.object({ step: z.literal('names'), sheet: Sheet }),
  z.object({ step: z.literal('ask'), sheet: Sheet }),
  z.object({ step: z.literal('draft'), sheet: Sheet }),
  z.object({ step: z.literal('change'), sheet: Sheet, page: z.number() }),
]);
export type State = z.infer<typeof State>;
