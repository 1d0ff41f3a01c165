import * as z from 'zod';

/** What is asked: when classes are, how many are left, why so many, or who came. */
export const Topic = z.enum(['schedule', 'balance', 'why', 'history']);
export type Topic = z.infer<typeof Topic>;

/** The question, as far as it was said. Dates are school-local. */
export const Wish = z.object({
  topic: Topic,
  from: z.string().nullable(),
  to: z.string().nullable(),
  instrument: z.string().nullable(),
  /** "Rahul sir's class": of a family's classes, those with this teacher. */
  teacher: z.string().nullable(),
  page: z.number(),
});
export type Wish = z.infer<typeof Wish>;

/** About whom: pupils, a teacher's classes, or the whole school's. */
export const Subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pupils'), ids: z.array(z.string()) }),
  z.object({ kind: z.literal('teacher'), id: z.string() }),
  z.object({ kind: z.literal('school') }),
]);
export type Subject = z.infer<typeof Subject>;

const Choice = z.object({
  kind: z.enum(['pupil', 'teacher']),
  id: z.string(),
  name: z.string(),
  /** Tells two of one name apart. */
  about: z.string().nullable(),
});
export type Choice = z.infer<typeof Choice>;

export const State = z.discriminatedUnion('step', [
  /** Several fit; `word` is what was typed, null where nobody was named. */
  z.object({
    step: z.literal('who'),
    wish: Wish,
    word: z.string().nullable(),
    choices: z.array(Choice),
    page: z.number(),
  }),
  /** Nobody was named, and there are too many to choose from. */
  z.object({ step: z.literal('name'), wish: Wish }),
]);
export type State = z.infer<typeof State>;

/** What a session keeps of an answer. */
export const Told = z.object({ wish: Wish, subject: Subject });
export type Told = z.infer<typeof Told>;

/** The flow of a topic: also the first part of its button ids. */
export function flowOf(topic: Topic): 'sched' | 'bal' {
  return topic === 'schedule' ? 'sched' : 'bal';
}
